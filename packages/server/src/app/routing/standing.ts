import { MissedOffers } from './missed-offers.ts';
import type { Place } from './place.ts';

/** What routing knows of one open handoff. What the store says of it is the truth; this follows. */
export class Standing {
  readonly id: string;
  readonly sessionId: string;
  readonly missed: MissedOffers = new MissedOffers();
  /** Some have let its offer pass before this process knew of it: `missed` has to be learned from its journal. */
  missedBefore: boolean;
  /** Journal entries of the state that is known. */
  entries = 0;
  /** The department whose queue it waits in or is about to; null when it does not wait. */
  department: string | null = null;
  place: Place = { type: 'aside' };
  /** Its holder is not there any more: what is to be done about it. */
  lost: 'operator-lost' | 'operator-deleted' | null = null;
  /** Something about it is being written. */
  busy = false;
  /** Writes that changed nothing, since it changed last. */
  failures = 0;
  /** It failed too often: nothing is tried before it changes or a second has passed. */
  heldBack = false;
  /** It is not open any more. */
  gone = false;

  constructor(id: string, sessionId: string, missedBefore: boolean) {
    this.id = id;
    this.sessionId = sessionId;
    this.missedBefore = missedBefore;
  }
}

/** Whom it is offered to or held by; null for nobody. */
export function claimantOf({ place }: Standing): string | null {
  return place.type === 'offered' || place.type === 'held' ? place.operatorId : null;
}
