import type { BusinessHours, TimeSpan, Weekday } from '@baton/protocol';

/** Of its own: to import the protocol's list would bring all its schemas into the page. */
export const WEEK: readonly Weekday[] = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
];

/** Two times as a browser's field has them: midnight at the end of a day is 00:00 there, 24:00 on the wire. */
export type SpanDraft = readonly [from: string, until: string];

export interface HolidayDraft {
  /** Tells rows apart while their dates are written. */
  readonly key: number;
  readonly date: string;
  readonly spans: readonly SpanDraft[];
}

/** Hours while they are written. The week stays while `always` is tried out. */
export interface HoursDraft {
  readonly always: boolean;
  readonly zone: string;
  readonly week: Readonly<Record<Weekday, readonly SpanDraft[]>>;
  readonly holidays: readonly HolidayDraft[];
}

const OFFICE: SpanDraft = ['09:00', '17:00'];

export function draftOfHours(hours: BusinessHours | null, zone: string): HoursDraft {
  const days = WEEK.map((day, at) => {
    const spans = hours === null ? (at < 5 ? [OFFICE] : []) : (hours.week[day] ?? []).map(spanDraft);
    return [day, spans] as const;
  });
  return {
    always: hours === null,
    zone: hours?.zone ?? zone,
    week: Object.fromEntries(days) as Record<Weekday, SpanDraft[]>,
    holidays: Object.entries(hours?.holidays ?? {})
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([date, spans], key) => ({ key, date, spans: spans.map(spanDraft) })),
  };
}

/** As the server takes them; null: always open. */
export function hoursOf({ always, zone, week, holidays }: HoursDraft): BusinessHours | null {
  if (always) return null;
  const days = WEEK.filter((day) => week[day].length > 0).map((day) => [day, week[day].map(wireSpan)]);
  return {
    zone: zone.trim(),
    week: Object.fromEntries(days) as BusinessHours['week'],
    holidays: Object.fromEntries(holidays.map(({ date, spans }) => [date, spans.map(wireSpan)])),
  };
}

/** One more opening, after the last one of the day. */
export function withSpan(spans: readonly SpanDraft[]): SpanDraft[] {
  const last = spans.at(-1);
  return [...spans, last === undefined ? OFFICE : [last[1], '18:00']];
}

function spanDraft([from, until]: TimeSpan): SpanDraft {
  return [from, until === '24:00' ? '00:00' : until];
}

function wireSpan([from, until]: SpanDraft): TimeSpan {
  return [from, until === '00:00' ? '24:00' : until];
}
