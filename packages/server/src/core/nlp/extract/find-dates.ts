import { foldText } from '../fold-text.ts';

/** A day of the calendar; months count from 1. */
export interface CalendarDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

export interface FoundDate {
  readonly start: number;
  readonly end: number;
  /** `YYYY-MM-DD`. */
  readonly iso: string;
}

const MONTHS = [
  'jan(?:uary)?|enero|janvier|januar|janeiro|gennaio',
  'feb(?:ruary)?|febrero|fevrier|februar|fevereiro|febbraio',
  'mar(?:ch)?|marzo|mars|marz|marco',
  'apr(?:il)?|abril|avril|aprile',
  'may|mayo|mai|maio|maggio',
  'june?|junio|juin|juni|junho|giugno',
  'july?|julio|juillet|juli|julho|luglio',
  'aug(?:ust)?|agosto|aout',
  'sept?(?:ember)?|septiembre|septembre|setembro|settembre',
  'oct(?:ober)?|octubre|octobre|oktober|outubro|ottobre',
  'nov(?:ember)?|noviembre|novembre|novembro',
  'dec(?:ember)?|diciembre|decembre|dezember|dezembro|dicembre',
];
const ANY_MONTH = MONTHS.map((names) => `(${names})`).join('|');
const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const COUNTS: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  couple: 2,
};

const ISO = /\b(\d{4})-(\d{1,2})-(\d{1,2})\b/g;
const NUMERIC = /\b(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})\b/g;
const DAY_MONTH = new RegExp(
  String.raw`\b(\d{1,2})(?:st|nd|rd|th|\.|er)?(?: of| de| di)? (?:${ANY_MONTH})\b\.?(?:,? (?:de )?(\d{4}))?`,
  'g',
);
const MONTH_DAY = new RegExp(
  String.raw`\b(?:${ANY_MONTH})\b\.? (?:the )?(\d{1,2})(?:st|nd|rd|th)?\b(?:,? (\d{4}))?`,
  'g',
);
const RELATIVE =
  /\b(day before yesterday|anteayer|avant-hier|vorgestern|yesterday|yday|last night|ayer|hier|gestern|ontem|ieri|today|this (?:morning|afternoon|evening)|tonight|just now|hoy|aujourd'hui|heute|hoje|oggi|tomorrow|manana|demain|morgen|amanha|domani)\b/g;
const AGO =
  /\b(\d{1,3}|a|an|one|two|three|four|five|six|seven|eight|nine|ten|a couple of|couple of) (day|week|month|year)s? ago\b/g;
const WEEKDAY = new RegExp(String.raw`\b(?:(last|this|past|on|next) )?(${WEEKDAYS.join('|')})(?:s)?\b`, 'g');

const RELATIVE_DAYS: readonly (readonly [RegExp, number])[] = [
  [/^(?:day before yesterday|anteayer|avant-hier|vorgestern)$/, -2],
  [/^(?:yesterday|yday|last night|ayer|hier|gestern|ontem|ieri)$/, -1],
  [/^(?:tomorrow|manana|demain|morgen|amanha|domani)$/, 1],
];

/**
 * The days a text names, first to last: ISO, 12/3/2025 (day first unless that cannot be), 12 March, March 12th,
 * yesterday, three days ago, last Monday. A date without a year is the latest one that is not after `today`.
 */
export function findDates(text: string, today: CalendarDay): readonly FoundDate[] {
  const folded = foldText(text);
  const found: FoundDate[] = [];
  const add = (match: RegExpExecArray, day: CalendarDay | null): void => {
    const [start, end] = [match.index, match.index + match[0].length];
    if (day === null || found.some((other) => start < other.end && end > other.start)) return;
    found.push({ start, end, iso: isoDay(day) });
  };
  for (const match of folded.matchAll(ISO))
    add(match, valid(Number(match[1]), Number(match[2]), Number(match[3])));
  for (const match of folded.matchAll(NUMERIC)) add(match, numericDay(match));
  for (const match of folded.matchAll(DAY_MONTH)) {
    add(match, withYear(monthOf(match, 2), Number(match[1]), match[14], today));
  }
  for (const match of folded.matchAll(MONTH_DAY)) {
    add(match, withYear(monthOf(match, 1), Number(match[13]), match[14], today));
  }
  for (const match of folded.matchAll(AGO)) add(match, ago(match[1] ?? '', match[2] ?? '', today));
  for (const match of folded.matchAll(RELATIVE)) {
    const word = match[1] ?? '';
    add(match, shift(today, RELATIVE_DAYS.find(([pattern]) => pattern.test(word))?.[1] ?? 0));
  }
  for (const match of folded.matchAll(WEEKDAY)) add(match, weekday(match[1], match[2] ?? '', today));
  return found.toSorted((a, b) => a.start - b.start);
}

function numericDay(match: RegExpExecArray): CalendarDay | null {
  const [first, second, rest] = [Number(match[1]), Number(match[3]), match[4] ?? ''];
  const year = rest.length === 2 ? 2000 + Number(rest) : Number(rest);
  return valid(year, second, first) ?? valid(year, first, second);
}

function monthOf(match: RegExpExecArray, from: number): number {
  for (let month = 1; month <= 12; month += 1) if (match[from + month - 1] !== undefined) return month;
  return 0;
}

function withYear(
  month: number,
  day: number,
  year: string | undefined,
  today: CalendarDay,
): CalendarDay | null {
  if (year !== undefined) return valid(Number(year), month, day);
  const thisYear = valid(today.year, month, day);
  if (thisYear !== null && isoDay(thisYear) <= isoDay(today)) return thisYear;
  return valid(today.year - 1, month, day);
}

function ago(count: string, unit: string, today: CalendarDay): CalendarDay | null {
  const number = COUNTS[count.split(' ').at(-2) ?? ''] ?? COUNTS[count] ?? Number(count);
  if (unit === 'day') return shift(today, -number);
  if (unit === 'week') return shift(today, -7 * number);
  const months = unit === 'year' ? 12 * number : number;
  const date = new Date(Date.UTC(today.year, today.month - 1 - months, 1));
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: Math.min(today.day, last) };
}

function weekday(which: string | undefined, name: string, today: CalendarDay): CalendarDay | null {
  const wanted = WEEKDAYS.indexOf(name);
  const now = new Date(Date.UTC(today.year, today.month - 1, today.day)).getUTCDay();
  if (which === 'next') return shift(today, ((wanted - now + 6) % 7) + 1);
  const back = (now - wanted + 7) % 7;
  return shift(today, -(back === 0 && which !== 'this' && which !== undefined ? 7 : back));
}

function shift(today: CalendarDay, days: number): CalendarDay {
  const date = new Date(Date.UTC(today.year, today.month - 1, today.day + days));
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

function valid(year: number, month: number, day: number): CalendarDay | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  const right = year >= 1900 && year <= 2200 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return right ? { year, month, day } : null;
}

function isoDay({ year, month, day }: CalendarDay): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
