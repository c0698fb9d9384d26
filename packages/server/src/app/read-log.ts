import type { EventRecord } from '../core/log/event-record.ts';
import type { SessionStore } from '../ports/session-store.ts';

/** The newest `limit` events that are not deleted, oldest first. */
export async function readNewest(
  sessions: SessionStore,
  sessionId: string,
  limit: number,
): Promise<EventRecord[]> {
  const events = await sessions.listEventsBackward(sessionId, Number.MAX_SAFE_INTEGER, limit);
  return events.toReversed();
}
