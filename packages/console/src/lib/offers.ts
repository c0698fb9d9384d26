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

/** Whole seconds until an offer goes on to the next operator, never below 0. */
export function secondsLeft({ offer }: Handoff, now: number): number {
  return offer === null ? 0 : Math.max(0, Math.ceil(-secondsBetween(offer.until_utc, now)));
}

function until({ offer }: Handoff): number {
  return offer === null ? Infinity : Date.parse(offer.until_utc);
}
