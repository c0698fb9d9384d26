import type { AnalyticsStep } from '@baton/protocol';
import { instantsOf, wallOf } from '../hours/zone.ts';

/*
 * Periods of figures, which are kept by whole hours of UTC: hours since 1970. Where a zone is half an hour off, its
 * days begin at the hour of UTC in which its midnight lies, half an hour early.
 */

/** Milliseconds. */
const HOUR = 3_600_000;
const DAY = 86_400_000;

/**
 * Where the periods of a step begin from `fromHour` to before `toHour`, ascending; the first one is cut at `fromHour`.
 * Weeks begin on Monday. Null: there are more than `most`.
 */
export function periodStarts(
  range: { readonly fromHour: number; readonly toHour: number },
  step: AnalyticsStep,
  zone: string,
  most: number,
): number[] | null {
  const { fromHour, toHour } = range;
  const starts = [fromHour];
  if (step === 'hour') {
    if (toHour - fromHour > most) return null;
    for (let hour = fromHour + 1; hour < toHour; hour++) starts.push(hour);
    return starts;
  }
  let wall = beginningOf(wallOf(zone, fromHour * HOUR), step);
  for (;;) {
    wall = nextAfter(wall, step);
    const hour = Math.floor(instantOf(zone, wall) / HOUR);
    if (hour >= toHour) return starts;
    if (hour <= (starts.at(-1) ?? fromHour)) continue;
    if (starts.length >= most) return null;
    starts.push(hour);
  }
}

function beginningOf(wall: number, step: Exclude<AnalyticsStep, 'hour'>): number {
  const midnight = Math.floor(wall / DAY) * DAY;
  if (step === 'day') return midnight;
  const date = new Date(midnight);
  if (step === 'month') return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1);
  return midnight - ((date.getUTCDay() + 6) % 7) * DAY;
}

function nextAfter(wall: number, step: Exclude<AnalyticsStep, 'hour'>): number {
  if (step === 'day') return wall + DAY;
  if (step === 'week') return wall + 7 * DAY;
  const date = new Date(wall);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1);
}

/** The first instant at which the clock shows a midnight; where it is skipped, that at which it jumps over it. */
function instantOf(zone: string, wall: number): number {
  const [first] = instantsOf(zone, wall);
  if (first !== undefined) return first;
  // Clocks skip an hour: the day begins when it is over.
  return instantsOf(zone, wall + HOUR)[0] ?? wall;
}
