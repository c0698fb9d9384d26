import type { EventRecord } from '../log/event-record.ts';
import { isPreamble } from '../log/is-preamble.ts';

/** As Parlant has it: after three waits it is known whether this customer's answers take long. */
const FIRST_WAITS = 3;
const LATEST_WAITS = 2;
const LONG_WAIT = 5_000_000;

/**
 * Whether a turn may begin with a short word: not when the AI's last message was one already, and not when the
 * customer has waited at least three times for an answer and lately for less than five seconds.
 */
export function preambleWanted(events: readonly EventRecord[]): boolean {
  const waits: number[] = [];
  let since: number | null = null;
  let last: EventRecord | null = null;
  for (const event of events) {
    if (event.kind !== 'message') continue;
    if (event.source === 'customer') since ??= event.at;
    if (event.source !== 'ai_agent') continue;
    last = event;
    if (since === null || isPreamble(event)) continue;
    waits.push(event.at - since);
    since = null;
  }
  if (last !== null && isPreamble(last)) return false;
  if (waits.length < FIRST_WAITS) return true;
  return waits.slice(-LATEST_WAITS).every((wait) => wait >= LONG_WAIT);
}
