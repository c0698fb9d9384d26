import type { Handoff } from '@baton/protocol';
import { secondsBetween } from './duration-text.ts';

/** Whether it is put to this operator right now. */
export function isOfferedTo({ offer }: Handoff, operatorId: string): boolean {
  return offer?.operator.id === operatorId;
}

/** What is offered to an operator, the one that goes on first at the front. */
export function offersTo(handoffs: Iterable<Handoff>, operatorId: string): Handoff[] {
  return [...handoffs]
    .filter((handoff) => isOfferedTo(handoff, operatorId))
    .toSorted((a, b) => until(a) - until(b) || (a.id < b.id ? -1 : 1));
}

/** Whole seconds until an offer goes on to the next operator, never below 0, nor above what he has in all. */
export function secondsLeft({ offer }: Handoff, now: number): number {
  if (offer === null) return 0;
  // A page's clock ticks by the second and may be behind the server's: it would begin at 31 of 30.
  const most = Math.ceil(secondsBetween(offer.since_utc, Date.parse(offer.until_utc)));
  return Math.min(most, Math.max(0, Math.ceil(-secondsBetween(offer.until_utc, now))));
}

function until({ offer }: Handoff): number {
  return offer === null ? Infinity : Date.parse(offer.until_utc);
}
