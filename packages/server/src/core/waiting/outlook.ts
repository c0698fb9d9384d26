import type { Alternative } from '@baton/protocol';
import type { WhyAlternatives } from './alternatives.ts';
import type { WaitQuote } from './calibration.ts';
import type { Told } from './tell-again.ts';

/** How things stand for one who waits, as far as he may be told (H4.5, H7). Times are microseconds since 1970. */
export interface Outlook {
  /** What he would be told of his place and his wait; null when he stands in no line. */
  readonly told: Told | null;
  /** What the wait was estimated to be, to be learned from; null when nobody could say. */
  readonly quote: WaitQuote | null;
  /** What is offered instead of waiting, in the order it is shown; none while a person will come in time. */
  readonly alternatives: readonly Alternative[];
  readonly why: WhyAlternatives | null;
  /** When the department opens again, where it is closed. */
  readonly opensAt: number | null;
  /** The earliest time for which a callback can be promised. */
  readonly callbackFrom: number | null;
}

/** Nothing is known of the line. */
export const NO_OUTLOOK: Outlook = {
  told: null,
  quote: null,
  alternatives: [],
  why: null,
  opensAt: null,
  callbackFrom: null,
};
