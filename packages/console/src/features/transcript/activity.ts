import type { SessionEvent, StatusData } from '@baton/protocol';
import type { EventLog } from '../../lib/event-log.ts';

export type Activity = 'customer-typing' | 'ai-thinking' | 'ai-typing' | null;

/** A customer who stopped without saying so counts as typing no longer than this. */
const TYPING_SECONDS = 12;
/** An AI turn that never ended counts no longer than this. */
const TURN_SECONDS = 90;
/** How far back a status can still matter. */
const LOOK_BACK = 100;

/** What is going on right now at the other end, by the newest word of each side. */
export function activityOf(log: EventLog, now: number): Activity {
  let customer: SessionEvent | null = null;
  let ai: SessionEvent | null = null;
  for (const event of log.slice(-LOOK_BACK).toReversed()) {
    if (event.kind !== 'message' && event.kind !== 'status') continue;
    if (event.source === 'customer' || event.source === 'customer_ui') customer ??= event;
    else if (event.source === 'ai_agent' || (event.source === 'system' && event.kind === 'status'))
      ai ??= event;
    if (customer !== null && ai !== null) break;
  }
  if (statusOf(customer) === 'typing' && age(customer, now) < TYPING_SECONDS) return 'customer-typing';
  const status = statusOf(ai);
  if (age(ai, now) >= TURN_SECONDS) return null;
  if (status === 'typing') return 'ai-typing';
  return status === 'processing' || status === 'acknowledged' ? 'ai-thinking' : null;
}

function statusOf(event: SessionEvent | null): StatusData['status'] | null {
  if (event?.kind !== 'status') return null;
  return (event.data as unknown as StatusData | null)?.status ?? null;
}

function age(event: SessionEvent | null, now: number): number {
  return event === null ? Infinity : (now - Date.parse(event.creation_utc)) / 1000;
}
