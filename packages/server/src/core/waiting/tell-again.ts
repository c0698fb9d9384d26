import { rangeOf } from './band-range.ts';
import type { BandRange } from './band-range.ts';
import { secondsBetween } from './decayed.ts';
import type { WaitBand } from './wait-band.ts';

/** What a customer in the line was told last, and when (microseconds since 1970). */
export interface Told {
  readonly at: number;
  readonly position: number;
  readonly range: BandRange | null;
}

/** What a band tells a customer at a moment. */
export function toldOf(band: WaitBand, at: number): Told {
  return { at, position: band.position, range: rangeOf(band) };
}

/**
 * Whether to tell a waiting customer again: at most once in `everySeconds`, and only something new: he came nearer,
 * or the range is another. That somebody urgent went before him within the same range is no news to him.
 */
export function tellAgain(last: Told | null, now: Told, everySeconds: number): boolean {
  if (last === null) return true;
  if (now.at < last.at || secondsBetween(last.at, now.at) < everySeconds) return false;
  return now.position < last.position || !sameRange(last.range, now.range);
}

function sameRange(a: BandRange | null, b: BandRange | null): boolean {
  return a?.from === b?.from && a?.to === b?.to;
}
