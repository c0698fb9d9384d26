import type { OperatorRef } from '@baton/protocol';
import type { HandoffState } from '../../core/handoff/handoff-state.ts';
import { settleCommitment } from '../../core/handoff/keep-record.ts';
import type { FollowUpRecord } from '../../ports/desk-store.ts';
import type { App } from '../app.ts';
import { changeDesk } from '../change-desk.ts';
import { newTraceId } from '../random-id.ts';
import { keptCommitments } from './kept-commitments.ts';

/**
 * The other way round: with the follow-up of a commitment, the commitment is settled wherever it stands: on the
 * handoff it was made in, on the one it was handed to, or with the session.
 */
export async function settleWithFollowUp(
  app: App,
  { id, sessionId, handoffId }: FollowUpRecord,
  by: OperatorRef,
): Promise<void> {
  const outcome = await changeDesk(
    app,
    sessionId,
    async (desk, moment) => {
      const known = [
        desk.handoff,
        await app.sessions.readHandoff(handoffId),
        await app.sessions.readLastHandoff(sessionId),
      ];
      const handoff = known.find((each) => each !== null && holds(each, id)) ?? null;
      // Whoever may close the follow-up may settle what it is for.
      return settleCommitment({ ...desk, handoff }, { id, by, lead: true }, moment);
    },
    { traceId: newTraceId() },
  );
  if (outcome.type === 'unchanged') await forget(app, sessionId, id);
}

function holds({ commitments }: HandoffState, id: string): boolean {
  return commitments.some((each) => each.id === id);
}

/** It has been promised by the AI and handed to nobody yet: it need not be any more. */
async function forget(app: App, sessionId: string, id: string): Promise<void> {
  const session = await app.sessions.readSession(sessionId);
  const kept = keptCommitments(session?.agentState ?? null);
  if (session === null || !kept.some((each) => each.id === id)) return;
  const commitments = kept.filter((each) => each.id !== id).map((each) => ({ ...each }));
  await app.sessions.commit({
    sessionId,
    events: [],
    guard: { revision: session.revision },
    // As it is, but said: whoever hands it over just now has to look again.
    control: session.control,
    patch: { agentState: { ...session.agentState, commitments } },
  });
}
