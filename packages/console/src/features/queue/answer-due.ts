import type { Handoff, SessionEvent } from '@baton/protocol';
import type { EventLog } from '../../lib/event-log.ts';

/** Since when the customer of a held conversation waits for a person's word; null when it is his turn. */
export function answerDueSince(handoff: Handoff, log: EventLog): string | null {
  if (handoff.first_human_word_utc === null) return handoff.accepted_utc;
  const spoken = log.filter(({ kind, source }) => kind === 'message' && source !== 'system');
  const answered = spoken.findLastIndex((event) => !isByCustomer(event));
  return spoken[answered + 1]?.creation_utc ?? null;
}

function isByCustomer({ source }: SessionEvent): boolean {
  return source === 'customer' || source === 'customer_ui';
}
