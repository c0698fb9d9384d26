import { endWithDeletedEvents } from '../core/handoff/leave.ts';
import type { App } from './app.ts';
import { changeDesk } from './change-desk.ts';

export type DeleteEventsOutcome = 'deleted' | 'no-session' | 'inside-trace';

/**
 * Hides a session's events from `minOffset` on; the first of them must begin its trace, so that no turn is cut
 * in two. A running turn is cancelled, and a handoff that began among the deleted events ends (H3.7).
 */
export async function deleteEvents(
  app: App,
  sessionId: string,
  minOffset: number,
  traceId: string,
): Promise<DeleteEventsOutcome> {
  const from = Math.max(0, minOffset);
  const session = await app.sessions.readSession(sessionId);
  if (session === null) return 'no-session';
  const [first] = await app.sessions.listEvents({ sessionId, minOffset: from, limit: 1 });
  if (first === undefined) return 'deleted';
  const [sameTrace] = await app.sessions.listEvents({
    sessionId,
    minOffset: 0,
    traceId: first.traceId,
    limit: 1,
  });
  if (sameTrace !== undefined && sameTrace.offset < first.offset) return 'inside-trace';
  app.turns.cancel(sessionId);
  const outcome = await changeDesk(
    app,
    sessionId,
    (desk, moment) => endWithDeletedEvents(desk, from, moment),
    {
      traceId,
      deleteFrom: from,
    },
  );
  return outcome.type === 'no-session' ? 'no-session' : 'deleted';
}
