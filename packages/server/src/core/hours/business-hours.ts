import { instantsOf, jumpsBetween, steadyOffset, wallOf } from './zone.ts';

/*
 * When a department is open (H6.7): whenever the clock on its wall shows an open time. So a shift over the hour that
 * is skipped in spring is an hour shorter, one over the hour that is repeated in autumn an hour longer, and an
 * opening inside the skipped hour begins where the clock lands.
 */

/** Minutes since midnight on the wall; `to` is not open any more, and past 1440 on the following date. */
export interface OpenInterval {
  readonly from: number;
  readonly to: number;
}

export interface BusinessHours {
  /** IANA name. */
  readonly zone: string;
  /** Seven lists, Monday first, of the intervals that begin on that day. */
  readonly week: readonly (readonly OpenInterval[])[];
  /**
   * By date (`2026-12-25`), what holds instead of the week; an empty list is closed. Such a date goes by its own list
   * alone: what runs on from the evening before ends at midnight.
   */
  readonly holidays: ReadonlyMap<string, readonly OpenInterval[]>;
}

const MILLISECOND = 1000;
const MINUTE = 60_000;
const DAY = 86_400_000;
const MINUTES_A_DAY = 1440;
/** So far is looked for an opening or a closing. */
const HORIZON_DAYS = 366;

/** Whether it is open at a time (microseconds since 1970). */
export function isOpen(hours: BusinessHours, at: number): boolean {
  return opensAt(hours, Math.floor(at / MILLISECOND));
}

/** The first time from `at` on when it is open: `at` itself where it is; null when there is none within a year. */
export function nextOpening(hours: BusinessHours, at: number): number | null {
  return nextChange(hours, at, true, HORIZON_DAYS);
}

/**
 * The first time from `at` on when it is closed: `at` itself where it is; null when there is none within so many days.
 * Each day without a closing costs some 25 µs: whoever wants to know of the next minutes says so.
 */
export function nextClosing(hours: BusinessHours, at: number, days: number = HORIZON_DAYS): number | null {
  const always = hours.holidays.size === 0 && hours.week.every((intervals) => intervals.some(isWholeDay));
  return always ? null : nextChange(hours, at, false, days);
}

function nextChange(hours: BusinessHours, at: number, open: boolean, days: number): number | null {
  if (isOpen(hours, at) === open) return at;
  const now = Math.floor(at / MILLISECOND);
  const today = Math.floor(wallOf(hours.zone, now) / DAY);
  for (let date = today; date <= today + days; date += 1) {
    const change = changesOn(hours, date).find(
      (instant) => instant > now && opensAt(hours, instant) === open,
    );
    if (change !== undefined) return change * MILLISECOND;
  }
  return null;
}

/** Every instant of a date at which it may open or close, in order. Dates are days since 1970. */
function changesOn(hours: BusinessHours, date: number): number[] {
  const minutes = new Set<number>();
  for (const { from, to } of intervalsOf(hours, date)) minutes.add(from).add(to);
  for (const { to } of intervalsOf(hours, date - 1))
    if (to > MINUTES_A_DAY) minutes.add(0).add(to - MINUTES_A_DAY);
  if (minutes.size === 0) return [];
  const walls = [...minutes]
    .filter((minute) => minute <= MINUTES_A_DAY)
    .map((minute) => date * DAY + minute * MINUTE);
  const offset = steadyOffset(hours.zone, date * DAY, (date + 1) * DAY);
  if (offset !== null) return walls.map((wall) => wall - offset).toSorted((a, b) => a - b);
  const instants = walls.flatMap((wall) => instantsOf(hours.zone, wall));
  return [...instants, ...jumpsOn(hours.zone, date)].toSorted((a, b) => a - b);
}

/** A jump of the clock on a date: it may land in the middle of an interval, or leave one. */
function jumpsOn(zone: string, date: number): number[] {
  const noon = date * DAY + DAY / 2;
  const middle = noon - (wallOf(zone, noon) - noon);
  const isOn = (instant: number): boolean => Math.floor(wallOf(zone, instant) / DAY) === date;
  return jumpsBetween(zone, middle - DAY, middle + DAY).filter((jump) => isOn(jump) || isOn(jump - 1));
}

function opensAt(hours: BusinessHours, instant: number): boolean {
  const wall = wallOf(hours.zone, instant);
  const date = Math.floor(wall / DAY);
  const minute = (wall - date * DAY) / MINUTE;
  if (intervalsOf(hours, date).some((interval) => holds(interval, minute))) return true;
  if (hours.holidays.has(nameOf(date))) return false;
  return intervalsOf(hours, date - 1).some((interval) => holds(interval, minute + MINUTES_A_DAY));
}

function intervalsOf({ week, holidays }: BusinessHours, date: number): readonly OpenInterval[] {
  // The first of January 1970 was a Thursday.
  return holidays.get(nameOf(date)) ?? week[(((date + 3) % 7) + 7) % 7] ?? [];
}

function holds({ from, to }: OpenInterval, minute: number): boolean {
  return minute >= from && minute < to;
}

function isWholeDay({ from, to }: OpenInterval): boolean {
  return from === 0 && to >= MINUTES_A_DAY;
}

function nameOf(date: number): string {
  return new Date(date * DAY).toISOString().slice(0, 10);
}
