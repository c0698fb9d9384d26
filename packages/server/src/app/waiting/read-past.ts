import type { LineEvent } from '../../core/waiting/follow-wait.ts';
import { pastOf } from '../../core/waiting/follow-wait.ts';
import type { SessionStore } from '../../ports/session-store.ts';

/** A department's habits rest on no more than this many of its waits: what is older counts for nothing. */
const MOST_A_DEPARTMENT = 300;
/** All departments together: reading one costs some 0.1 ms. */
const MOST = 10_000;
const PAGE = 100;

/** What the departments' lines have told lately, oldest first: their newest handoffs, read from the store. */
export async function readPast(
  sessions: SessionStore,
  departments: readonly string[],
): Promise<readonly LineEvent[]> {
  const events: LineEvent[] = [];
  let left = MOST;
  for (const department of departments) {
    left -= await readDepartment(sessions, department, Math.min(left, MOST_A_DEPARTMENT), events);
    if (left <= 0) break;
  }
  return events.toSorted((a, b) => a.event.at - b.event.at);
}

/** How many were read. */
async function readDepartment(
  sessions: SessionStore,
  department: string,
  most: number,
  into: LineEvent[],
): Promise<number> {
  let read = 0;
  let after: { requestedAt: number; id: string } | undefined;
  while (read < most) {
    const limit = Math.min(PAGE, most - read);
    const query = { department, sort: 'newest', limit } as const;
    const page = await sessions.listHandoffs(after === undefined ? query : { ...query, after });
    for (const handoff of page) into.push(...pastOf(handoff));
    read += page.length;
    const last = page.at(-1);
    if (last === undefined || page.length < limit) break;
    after = { requestedAt: last.requestedAt, id: last.id };
  }
  return read;
}
