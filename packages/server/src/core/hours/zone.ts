/*
 * Instants and wall clocks, by the time zones that come with the runtime. A wall time is milliseconds since 1970 read
 * as if the wall stood in Greenwich: plain arithmetic works on it, and only the way there and back knows of zones.
 */

const MINUTE = 60_000;
const DAY = 86_400_000;
/** Noon is first in Kiritimati and last on Baker Island; Manila and Alaska have once been further. */
const FARTHEST_EAST = 16 * 3_600_000;
const FARTHEST_WEST = 16 * 3_600_000;
/** A formatter costs 50 µs and 50 kB to make, and a deployment names a handful of zones. */
const MOST_FORMATTERS = 64;
const LONGEST_NAME = 64;

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Whether the runtime knows a time zone of this name, e.g. `Europe/Berlin`. */
export function isZone(name: string): boolean {
  if (name.length > LONGEST_NAME || !/^[A-Za-z]/.test(name)) return false;
  try {
    formatterOf(name);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** What the wall clock shows at an instant (milliseconds since 1970). Throws RangeError for an unknown zone. */
export function wallOf(zone: string, instant: number): number {
  const second = Math.floor(instant / 1000) * 1000;
  const field: Partial<Record<Intl.DateTimeFormatPartTypes, number>> = {};
  for (const { type, value } of formatterOf(zone).formatToParts(second)) field[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second: seconds = 0 } = field;
  return Date.UTC(year, month - 1, day, hour, minute, seconds) + (instant - second);
}

/**
 * Every instant at which the wall clock shows a time, earliest first: one as a rule, none in the hour that is skipped
 * in spring, two in the hour that is repeated in autumn.
 */
export function instantsOf(zone: string, wall: number): number[] {
  // Of the offsets in force a day before and after, the right ones give the same wall time back.
  const offsets = new Set([wall - DAY, wall, wall + DAY].map((near) => wallOf(zone, near) - near));
  return [...offsets]
    .map((offset) => wall - offset)
    .filter((instant) => wallOf(zone, instant) === wall)
    .toSorted((a, b) => a - b);
}

/**
 * How far the wall clock is ahead of Greenwich, in milliseconds, between two wall times that are days apart at most;
 * null when it may jump on the way. No zone jumps there and back within so short a time.
 */
export function steadyOffset(zone: string, from: number, to: number): number | null {
  const [first, last] = [from - FARTHEST_EAST, to + FARTHEST_WEST];
  const offset = wallOf(zone, first) - first;
  return wallOf(zone, last) - last === offset ? offset : null;
}

/** Instants after `from` and up to `to` at which the wall clock jumps. All of them are whole minutes. */
export function jumpsBetween(zone: string, from: number, to: number): number[] {
  const jumps: number[] = [];
  // No zone jumps twice in half a day.
  for (let start = from; start < to; start += DAY / 2) {
    let [low, high] = [start, Math.min(to, start + DAY / 2)];
    const before = wallOf(zone, low) - low;
    if (wallOf(zone, high) - high === before) continue;
    while (high - low > MINUTE) {
      const middle = Math.floor((low + high) / 2 / MINUTE) * MINUTE;
      if (wallOf(zone, middle) - middle === before) low = middle;
      else high = middle;
    }
    jumps.push(high);
  }
  return jumps;
}

function formatterOf(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone);
  if (known !== undefined) return known;
  const formatter = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const [oldest] = formatters.keys();
  if (formatters.size >= MOST_FORMATTERS && oldest !== undefined) formatters.delete(oldest);
  formatters.set(zone, formatter);
  return formatter;
}
