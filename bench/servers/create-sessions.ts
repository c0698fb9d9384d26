import type { App } from '../../packages/server/src/app/app.ts';
import { newTraceId, randomId } from '../../packages/server/src/app/random-id.ts';
import { newEvent } from '../../packages/server/src/core/log/new-event.ts';
import type { NewEvent } from '../../packages/server/src/core/log/new-event.ts';

export interface SessionPlan {
  readonly sessions: number;
  readonly eventsEach: number;
  /** In automatic mode: a message of the customer starts a turn. Default manual. */
  readonly automatic?: boolean;
}

export const AGENT_ID = 'bench-agent';
const MANUAL = { mode: 'manual', holder: { kind: 'external' }, epoch: 1 } as const;
const EVENTS_PER_WRITE = 1000;
const WRITES_AT_ONCE = 64;

/**
 * Makes sessions with logs of one length and answers their ids. They are in manual mode, so that no AI turn
 * runs, unless they are to be automatic, and each belongs to a customer of its own, whose name every message has to look up.
 */
export async function createSessions(app: App, plan: SessionPlan): Promise<string[]> {
  const ids = Array.from({ length: plan.sessions }, randomId);
  let next = 0;
  const work = async (): Promise<void> => {
    for (let id = ids[next++]; id !== undefined; id = ids[next++]) await createSession(app, id, plan);
  };
  await Promise.all(Array.from({ length: WRITES_AT_ONCE }, work));
  return ids;
}

async function createSession(
  app: App,
  id: string,
  { eventsEach: events, automatic = false }: SessionPlan,
): Promise<void> {
  const createdAt = app.clock.now();
  const customerId = `customer-${id}`;
  await app.directory.createCustomer({
    id: customerId,
    createdAt,
    name: 'Ada Lovelace',
    metadata: {},
    tags: [],
  });
  await app.sessions.createSession({
    id,
    agentId: AGENT_ID,
    customerId,
    createdAt,
    title: null,
    metadata: {},
    labels: [],
  });
  for (let done = 0; done === 0 || done < events; done += EVENTS_PER_WRITE) {
    const length = Math.min(EVENTS_PER_WRITE, events - done);
    if (automatic && length === 0) return;
    await app.sessions.commit({
      sessionId: id,
      events: Array.from({ length }, (_, index) => sampleEvent(done + index)),
      ...(done === 0 && !automatic && { control: MANUAL }),
    });
  }
}

/** A customer's words and a person's, in turn. */
function sampleEvent(index: number): NewEvent {
  const source = index % 2 === 0 ? 'customer' : 'human_agent';
  const participant = { id: 'someone', display_name: 'Ada Lovelace' };
  const message = `Message ${index}: my order has not come yet, could you please look where it is? Thank you.`;
  return newEvent('message', source, newTraceId(), { message, participant });
}
