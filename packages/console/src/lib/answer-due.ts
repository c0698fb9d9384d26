import type { Handoff, SessionEvent } from '@baton/protocol';
import type { EventLog } from './event-log.ts';

/** Since when the customer of a held conversation waits for a person's word; null when it is his turn. */
export function answerDueSince(handoff: Handoff, log: EventLog): string | null {
  if (handoff.first_human_word_utc === null) return handoff.accepted_utc;
  return unanswered(log)[0]?.creation_utc ?? null;
}

/** What the customer has written since he was last answered, the oldest first. Automatic messages are no answers. */
export function unanswered(log: EventLog): SessionEvent[] {
  const found: SessionEvent[] = [];
  for (let index = log.length - 1; index >= 0; index--) {
    const event = log[index];
    if (event === undefined || !isSpoken(event)) continue;
    if (event.source !== 'customer' && event.source !== 'customer_ui') break;
    found.unshift(event);
  }
  return found;
}

/** Said by somebody, not by the desk. */
export function isSpoken({ kind, source }: SessionEvent): boolean {
  return kind === 'message' && source !== 'system';
}
