import type { JsonObject } from '@baton/protocol';
import { hasOpenHandoff } from '../../core/handoff/decision.ts';
import type { HandedCommitment } from '../../core/handoff/journal-fact.ts';
import { commit } from '../../core/handoff/keep-record.ts';
import type { SessionRecord } from '../../ports/session-store.ts';
import type { App } from '../app.ts';
import { changeDesk } from '../change-desk.ts';
import { findCustomer } from '../find-customer.ts';
import { randomId } from '../random-id.ts';
import { dueCommitment } from './commitment-follow-up.ts';
import { MOST_KEPT } from './kept-commitments.ts';

export interface AiCommitment {
  readonly text: string;
  /** Microseconds since 1970; null: no time. */
  readonly due: number | null;
  readonly traceId: string;
  /** The turn that makes it; absent where it is not claimed. */
  readonly turn?: number;
}

const MOST_ATTEMPTS = 20;

/**
 * A promise of the AI's own tool (H5.1). With a handoff open it is on that handoff's record; else the session keeps
 * it for the next one, and with a time it is a follow-up at once. `kept`: what the session keeps, which grows by it.
 * Rejects when the session is gone or the record is full.
 */
export async function recordAiCommitment(
  app: App,
  sessionId: string,
  { text, due, traceId, turn }: AiCommitment,
  kept: HandedCommitment[],
): Promise<void> {
  const id = randomId();
  const guard = turn === undefined ? {} : { turn };
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
    const onHandoff = await changeDesk(
      app,
      sessionId,
      (desk, moment) => (hasOpenHandoff(desk) ? commit(desk, { id, text, due, author: null }, moment) : null),
      { traceId, guard, byTurn: true },
    );
    if (onHandoff.type === 'done') return;
    if (onHandoff.type === 'superseded') throw new Error('another turn has begun');
    if (onHandoff.type === 'refused') throw new RangeError(onHandoff.detail);
    const session = await app.sessions.readSession(sessionId);
    if (session === null) throw new Error('the session is gone');
    // Behind whatever handoff there was: the next one takes what is younger than the last.
    const promised = { id, text, due, at: app.clock.now() };
    const commitments = [...kept, promised].slice(-MOST_KEPT);
    if (turn !== undefined && session.turn > turn) throw new Error('another turn has begun');
    if (await keep(app, session, promised, commitments)) {
      kept.push(promised);
      return;
    }
  }
  throw new Error(`session ${sessionId} changed ${MOST_ATTEMPTS} times while a promise was recorded`);
}

/** False when a handoff may have been opened meanwhile. */
async function keep(
  app: App,
  session: SessionRecord,
  promised: HandedCommitment,
  commitments: readonly HandedCommitment[],
): Promise<boolean> {
  const customer = await findCustomer(app.directory, session.customerId);
  const followUp = dueCommitment(
    { ...promised, author: null },
    {
      handoffId: '',
      sessionId: session.id,
      departmentId: app.staff.departmentOfAgent(session.agentId).id,
      customer: { id: customer.id, name: customer.name },
    },
  );
  const agentState: JsonObject = {
    ...session.agentState,
    commitments: commitments.map((each) => ({ ...each })),
  };
  const outcome = await app.sessions.commit({
    sessionId: session.id,
    events: [],
    guard: { revision: session.revision },
    // As it is, but said: whoever decides on the session just now has to look again.
    control: session.control,
    patch: { agentState },
    ...(followUp !== null && { followUp }),
  });
  if (outcome.type !== 'committed') return false;
  if (followUp !== null) app.followUpNews?.tell(followUp.id);
  return true;
}
