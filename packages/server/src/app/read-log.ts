import type { EventRecord } from '../core/log/event-record.ts';
import type { EventQuery, SessionStore } from '../ports/session-store.ts';

const PAGE = 256;
/**
 * An event may be as large as a request: a page, and what a turn reads, end here too, so that a log of large
 * events is never in memory as a whole.
 */
const CHARACTERS = 1_000_000;

/** The first events of a query, and whether there may be more after them. */
export interface EventPage {
  readonly events: readonly EventRecord[];
  readonly more: boolean;
}

export async function readPage(
  sessions: SessionStore,
  query: Omit<EventQuery, 'limit' | 'characters'>,
): Promise<EventPage> {
  const events = await sessions.listEvents({ ...query, limit: PAGE, characters: CHARACTERS });
  return { events, more: events.length === PAGE || sizeOf(events) >= CHARACTERS };
}

/** The newest `limit` events before an offset that are not deleted, oldest first; fewer when they are large. */
export async function readNewest(
  sessions: SessionStore,
  sessionId: string,
  limit: number,
  before: number = Number.MAX_SAFE_INTEGER,
): Promise<EventRecord[]> {
  const events = await sessions.listEventsBackward(sessionId, before, limit, CHARACTERS);
  return events.toReversed();
}

function sizeOf(events: readonly EventRecord[]): number {
  return events.reduce((size, event) => size + event.data.length, 0);
}
