import type { KeyDetail } from '@baton/protocol';
import { findDetails } from '../nlp/extract/find-details.ts';
import type { Detail, DetailFinder, DetailOptions } from '../nlp/extract/find-details.ts';
import { kindBefore, namedNumbers } from './named-numbers.ts';
import { spokenNames } from './spoken-names.ts';
import { dayOf, isPlausibleDate, spokenDates } from './spoken-dates.ts';

export interface KeyDetailOptions extends DetailOptions {
  /** When it was said, microseconds since 1970: what "yesterday" is counted from. */
  readonly at?: number;
}

const LONGEST = 300;
/** A month alone, a year, a price and a word of the language are no numbers that an operator needs. */
const BARE_NUMBER =
  /(?<![\p{L}\p{N}@.,/#-])(?=[\p{L}-]{0,6}\d)[\p{L}\d](?:[\p{L}\d]|-(?=[\p{L}\d])){4,33}(?![\p{L}\p{N}@-]|[.,/]\d)/gu;
const FEWEST_DIGITS = 4;
const MOST_NUMBERS = 10;
const FEWEST_PHONE_DIGITS = 6;
/** What the patterns of details need; most messages have none of it and need not be searched for each. */
const MAY_NAME =
  /[\d@]|www\.|https?:|[Nn]ame|called|[Tt]his is|llamo|nombre|[Ss]oy |appelle|nom est|hei(?:ß|ss)e|chiamo|nome|[Cc]hamo|heet|naam/;

/**
 * Numbers, addresses, dates and names in a customer's message, each with the offset it was said at. Reads the
 * first 8,000 characters.
 */
export function findKeyDetails(text: string, offset: number, options: KeyDetailOptions = {}): KeyDetail[] {
  return readDetails(text, options).map((detail) => keyDetail(detail, offset));
}

/** The same with where each stands in the message. */
export function readDetails(text: string, { at, ids, finders = [] }: KeyDetailOptions): readonly Detail[] {
  const when = at ?? null;
  const own = [...namedNumbers(text), ...spokenNames(text), ...spokenDates(text, when)];
  const all: readonly DetailFinder[] = [() => own, ...finders.map(vetted)];
  const found = MAY_NAME.test(text)
    ? findDetails(text, { ...(ids !== undefined && { ids }), finders: all })
    : withoutOverlaps(all.flatMap((find) => find(text)));
  const dated = found.map((detail) =>
    detail.kind === 'date' ? { ...detail, normal: dayOf(detail.value, when) ?? ownDay(detail) } : detail,
  );
  return [...dated, ...bareNumbers(text, dated)]
    .map((detail) => ofWhat(text, detail))
    .toSorted((a, b) => a.start - b.start);
}

/** A library's dates in seven languages at once are words of the other six, and its phones are sums of money. */
function vetted(find: DetailFinder): DetailFinder {
  return (text) =>
    find(text).filter((detail) => {
      if (detail.kind === 'date') return isPlausibleDate(detail, text);
      return detail.kind !== 'phone' || isPlausiblePhone(detail.value);
    });
}

function isPlausiblePhone(value: string): boolean {
  return (
    value.replace(/\D/g, '').length >= FEWEST_PHONE_DIGITS && !/^\d{1,3}(?:[.,]\d{3})*[.,]\d{2}$/.test(value)
  );
}

/** What a library made of it; of a month alone it makes the first of it, which nobody said. */
function ownDay({ value, normal }: Detail): string | null {
  return /^\p{L}+$/u.test(value) ? null : normal;
}

/** Of those that claim the same words the first. */
function withoutOverlaps(details: readonly Detail[]): Detail[] {
  const kept: Detail[] = [];
  for (const detail of details) {
    if (!kept.some((other) => detail.start < other.end && detail.end > other.start)) kept.push(detail);
  }
  return kept;
}

export function keyDetail({ kind, value, normal }: Detail, offset: number): KeyDetail {
  const whole = value.slice(0, LONGEST).toWellFormed();
  return { kind, value: whole, ...(normal !== null && normal !== value && { normal }), offset };
}

/** A bare number, or one that has a phone's length, is of what stands before it. */
function ofWhat(text: string, detail: Detail): Detail {
  if (detail.kind !== 'number' && detail.kind !== 'phone') return detail;
  const kind = detail.value.startsWith('+') ? null : kindBefore(text, detail.start);
  return kind === null || kind === detail.kind ? detail : { ...detail, kind, normal: null };
}

/** What looks like an identifier and stands where nothing says of what. Card numbers are left alone. */
function bareNumbers(message: string, found: readonly Detail[]): readonly Detail[] {
  const numbers: Detail[] = [];
  for (const match of message.slice(0, 8000).matchAll(BARE_NUMBER)) {
    const [value] = match;
    const [start, end] = [match.index, match.index + value.length];
    if (value.replace(/\D/g, '').length < FEWEST_DIGITS || isCardNumber(value)) continue;
    if (found.some((other) => start < other.end && end > other.start)) continue;
    numbers.push({ kind: 'number', value, normal: null, start, end });
    if (numbers.length === MOST_NUMBERS) break;
  }
  return numbers;
}

/** By its length and check digit: nobody at a desk needs one, and it is not to be copied anywhere. */
function isCardNumber(text: string): boolean {
  if (!/^\d{13,19}$/.test(text)) return false;
  const sum = [...text].toReversed().reduce((total, digit, index) => {
    const doubled = Number(digit) * (index % 2 === 0 ? 1 : 2);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return sum % 10 === 0;
}
