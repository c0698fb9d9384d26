import { deleteFromLog } from '../core/handoff/leave.ts';
import { tellsControl } from '../core/log/fold-control.ts';
import type { App } from './app.ts';
import { changeDesk } from './change-desk.ts';
import { newTraceId } from './random-id.ts';
import { readPage } from './read-log.ts';

export type DeleteEventsOutcome = 'deleted' | 'no-session' | 'inside-trace';

/**
 * Hides a session's events from `minOffset` on; the first of them must begin its trace, so that no turn is cut
 * in two. A running turn is cancelled and begins anew if there is still something to answer; a handoff that began
 * among the deleted events ends (H3.7).
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
    async (desk, moment) =>
      deleteFromLog(desk, { from, hidesControl: await hidesControl(app, sessionId, from) }, moment),
    { traceId, deleteFrom: from },
  );
  if (outcome.type === 'no-session') return 'no-session';
  app.attachments?.clearAway();
  // The turn that was cancelled may have been about to answer a message that is still there.
  app.turns.start(sessionId, { traceId: newTraceId() });
  return 'deleted';
}

/** Whether some of the events from an offset on tell who may speak. */
async function hidesControl(app: App, sessionId: string, from: number): Promise<boolean> {
  let minOffset = from;
  for (;;) {
    const { events, more } = await readPage(app.sessions, { sessionId, minOffset });
    if (events.some(tellsControl)) return true;
    const last = events.at(-1);
    if (last === undefined || !more) return false;
    minOffset = last.offset + 1;
  }
}
