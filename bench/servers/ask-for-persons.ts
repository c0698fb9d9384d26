import type { App } from '../../packages/server/src/app/app.ts';
import { newTraceId, randomId } from '../../packages/server/src/app/random-id.ts';
import { requestHandoff } from '../../packages/server/src/app/request-handoff.ts';
import { AGENT_ID } from './create-sessions.ts';

const AT_ONCE = 64;

/** Opens sessions whose customers ask for a person and are in the queue. */
export async function askForPersons(app: App, count: number): Promise<void> {
  let left = count;
  const work = async (): Promise<void> => {
    while (left-- > 0) await ask(app);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

async function ask(app: App): Promise<void> {
  const id = randomId();
  await app.sessions.createSession({
    id,
    agentId: AGENT_ID,
    customerId: 'guest',
    createdAt: app.clock.now(),
    title: null,
    metadata: {},
    labels: [],
  });
  await requestHandoff(app, id, {
    reason: 'api',
    evidence: [{ trigger: 'api', offset: null, score: null, threshold: null, quote: null }],
    transition: { by: 'desk', text: null },
    traceId: newTraceId(),
  });
}
