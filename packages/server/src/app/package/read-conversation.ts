import type { EventRecord } from '../../core/log/event-record.ts';
import type { SessionStore } from '../../ports/session-store.ts';
import { readNewest } from '../read-log.ts';

/** How much of the log a package is made from; the whole of it stays a click away. */
const NEWEST_EVENTS = 400;
/** Who somebody is and what he wants is said at the beginning, however long it goes on. */
const FIRST_EVENTS = 30;
const FIRST_CHARACTERS = 60_000;

/** What was said and done at the beginning of a session, and the newest part of its log; oldest first. */
export async function readConversation(
  sessions: SessionStore,
  sessionId: string,
): Promise<readonly EventRecord[]> {
  const newest = await readNewest(sessions, sessionId, NEWEST_EVENTS);
  const from = newest[0]?.offset ?? 0;
  if (from === 0) return newest;
  const first = await sessions.listEvents({
    sessionId,
    minOffset: 0,
    kinds: ['message', 'tool'],
    limit: FIRST_EVENTS,
    characters: FIRST_CHARACTERS,
  });
  return [...first.filter(({ offset }) => offset < from), ...newest];
}
