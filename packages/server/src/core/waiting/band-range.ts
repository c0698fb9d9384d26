import type { WaitBand } from './wait-band.ts';

/** A band as one says it: whole steps, never an exact number (H7.1). Seconds; `to` is null for "more than". */
export interface BandRange {
  readonly from: number;
  readonly to: number | null;
}

/** Steps in which people speak of waiting, in minutes. */
const STEPS = [0, 1, 3, 5, 10, 20, 30, 45, 60, 90, 120, 180, 240].map((minutes) => minutes * 60);

/** The steps that hold the band; null when it is unknown. The far end is never rounded down. */
export function rangeOf(band: WaitBand): BandRange | null {
  if (band.type === 'unknown') return null;
  const from = STEPS.findLast((step) => step <= band.p50) ?? 0;
  const to = STEPS.find((step) => step >= band.p90 && step > from) ?? null;
  return { from, to };
}
