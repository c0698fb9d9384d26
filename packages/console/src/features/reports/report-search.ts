import type { AnalyticsQuery, AnalyticsStep } from '@baton/protocol';

export const PERIODS = ['today', 'week', 'month', 'quarter', 'own'] as const;
export type Period = (typeof PERIODS)[number];
export const DIMENSIONS = ['department', 'operator', 'reason', 'trigger', 'agent', 'disposition'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** What a report is about, as it stands in the address. Absent: the last 30 days, everything, by department. */
export interface ReportSearch extends Partial<Record<Dimension, string>> {
  period?: Exclude<Period, 'month'> | undefined;
  /** Days of an own range, both included: `2026-05-01`. */
  from?: string | undefined;
  to?: string | undefined;
  by?: Exclude<Dimension, 'department'> | undefined;
}

const LONGEST = 100;

/** Reads an address that anybody may have written. */
export function reportSearchFrom(raw: Readonly<Record<string, unknown>>): ReportSearch {
  const search: ReportSearch = {};
  const period = PERIODS.find((each) => each === raw['period']);
  if (period !== undefined && period !== 'month') search.period = period;
  if (period === 'own') {
    const [from, to] = [dayFrom(raw['from']), dayFrom(raw['to'])];
    if (from !== null) search.from = from;
    if (to !== null) search.to = to;
  }
  for (const dimension of DIMENSIONS) {
    const value = raw[dimension];
    // The router reads what looks like a number as one.
    const text = typeof value === 'number' ? String(value) : value;
    if (typeof text === 'string' && text !== '' && text.length <= LONGEST) search[dimension] = text;
  }
  const by = DIMENSIONS.find((each) => each === raw['by']);
  if (by !== undefined && by !== 'department') search.by = by;
  return search;
}

export interface ReportRange {
  readonly from: string;
  readonly to: string;
  readonly step: AnalyticsStep;
}

const DAY = 86_400_000;
const DAYS_BACK = { today: 0, week: 6, month: 29, quarter: 89 } as const;

/**
 * The instants that a report covers, whole days of this browser's zone, and how finely it is drawn. Null: the end is
 * before the beginning. The end is the coming midnight, so that the same day gives the same request.
 */
export function rangeOf(search: ReportSearch, now: number): ReportRange | null {
  const { from, to } = search;
  const period: Period = search.period ?? 'month';
  const today = startOfDay(new Date(now));
  const last = period === 'own' && to !== undefined ? localDay(to) : today;
  const first =
    period !== 'own'
      ? addDays(today, -DAYS_BACK[period])
      : from !== undefined
        ? localDay(from)
        : addDays(last, -DAYS_BACK.month);
  const end = addDays(last, 1);
  if (end <= first) return null;
  const days = Math.round((end.getTime() - first.getTime()) / DAY);
  return { from: first.toISOString(), to: end.toISOString(), step: stepOf(days) };
}

/** A chart has room for some 60 points. */
function stepOf(days: number): AnalyticsStep {
  if (days <= 2) return 'hour';
  if (days <= 45) return 'day';
  return days <= 400 ? 'week' : 'month';
}

export function filtersOf(search: ReportSearch): Pick<AnalyticsQuery, Dimension> {
  return Object.fromEntries(
    DIMENSIONS.filter((dimension) => search[dimension] !== undefined).map((dimension) => [
      dimension,
      search[dimension],
    ]),
  );
}

function dayFrom(value: unknown): string | null {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value))
    ? value
    : null;
}

function localDay(day: string): Date {
  return new Date(`${day}T00:00:00`);
}

function startOfDay(date: Date): Date {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate());
}

/** By the calendar, since a day is not always 24 hours long. */
function addDays(date: Date, days: number): Date {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + days);
}
