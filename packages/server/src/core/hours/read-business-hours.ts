import { WEEKDAYS } from '@baton/protocol';
import type { BusinessHours as WrittenHours, TimeSpan } from '@baton/protocol';
import type { BusinessHours, OpenInterval } from './business-hours.ts';
import { isZone } from './zone.ts';

export type ReadHours =
  | { readonly type: 'read'; readonly hours: BusinessHours }
  | { readonly type: 'refused'; readonly problems: readonly string[] };

const MOST_HOLIDAYS = 1000;
const MOST_SPANS = 12;
const MOST_PROBLEMS = 10;
const MINUTES_A_DAY = 1440;

/** Reads and checks business hours; every problem names its place, so that it can be put right in one go. */
export function readBusinessHours(input: WrittenHours): ReadHours {
  const problems: string[] = [];
  if (!isZone(input.zone)) problems.push('zone: not a time zone, e.g. Europe/Berlin');
  const week = WEEKDAYS.map((day) => readSpans(`week.${day}`, input.week[day] ?? [], problems));
  for (const day of Object.keys(input.week)) {
    if (!WEEKDAYS.some((known) => known === day)) problems.push('week: the days are monday to sunday');
  }
  const dates = Object.entries(input.holidays ?? {});
  if (dates.length > MOST_HOLIDAYS) problems.push(`holidays: more than ${MOST_HOLIDAYS}`);
  const holidays = new Map<string, readonly OpenInterval[]>();
  for (const [date, spans] of dates.slice(0, MOST_HOLIDAYS)) {
    if (isDate(date)) holidays.set(date, readSpans(`holidays.${date}`, spans, problems));
    else problems.push('holidays: the dates are written as 2026-12-25');
  }
  if (problems.length > 0) return { type: 'refused', problems: problems.slice(0, MOST_PROBLEMS) };
  return { type: 'read', hours: { zone: input.zone, week, holidays } };
}

function readSpans(place: string, spans: readonly TimeSpan[], problems: string[]): OpenInterval[] {
  if (spans.length > MOST_SPANS) {
    problems.push(`${place}: more than ${MOST_SPANS} intervals`);
    return [];
  }
  const intervals: OpenInterval[] = [];
  for (const [start, end] of spans) {
    const [from, to] = [readMinute(start), readMinute(end)];
    if (from === null || to === null) problems.push(`${place}: a time is written as 09:00`);
    else if (from === MINUTES_A_DAY) problems.push(`${place}: nothing begins at 24:00`);
    else if (from === to)
      problems.push(`${place}: an interval ends when it begins; all day is 00:00 to 24:00`);
    else intervals.push({ from, to: to > from ? to : to + MINUTES_A_DAY });
  }
  return intervals;
}

function readMinute(text: string): number | null {
  const match = /^(\d\d):([0-5]\d)$/.exec(text);
  if (match === null) return null;
  const minute = Number(match[1]) * 60 + Number(match[2]);
  return minute <= MINUTES_A_DAY ? minute : null;
}

function isDate(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  // The 30th of February would be read as the 2nd of March.
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
