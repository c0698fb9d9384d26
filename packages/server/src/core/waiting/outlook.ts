import type { Alternative } from '@baton/protocol';
import type { WhyAlternatives } from './alternatives.ts';
import type { WaitQuote } from './calibration.ts';
import type { Told } from './tell-again.ts';

/** How things stand for one who waits, as far as he may be told (H4.5, H7). Times are microseconds since 1970. */
export interface Outlook {
  /** What he would be told of his place and his wait; null when he stands in no line. */
  readonly told: Told | null;
  /** What the whole wait was estimated to be, to be learned from; null when nobody could say. */
  readonly quote: WaitQuote | null;
  /** What is offered instead of waiting, in the order it is shown; none while a person will come in time. */
  readonly alternatives: readonly Alternative[];
  readonly why: WhyAlternatives | null;
  /** When the department opens again, where it is closed. */
  readonly opensAt: number | null;
  /** IANA name of the department's time zone; null where it is always open. */
  readonly zone: string | null;
  /** The earliest time for which a callback can be promised. */
  readonly callbackFrom: number | null;
  /** Whether somebody has room for him at this moment; null when nobody knows. */
  readonly free: boolean | null;
}

/** Nothing is known of the line. */
export const NO_OUTLOOK: Outlook = {
  told: null,
  quote: null,
  alternatives: [],
  why: null,
  opensAt: null,
  zone: null,
  callbackFrom: null,
  free: null,
};

/**
 * Whether a person can be promised for now (H4.5): somebody has room, or will within the service level as far as one
 * can tell. Null when nobody knows; false is never "now".
 */
export function isPersonNear({ free, why, told }: Outlook): boolean | null {
  if (free === null) return null;
  if (why !== null) return false;
  return free || (told !== null && told.range !== null);
}
