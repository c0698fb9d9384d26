import type { KeyDetail } from '@baton/protocol';
import type { DetailKind } from './detail-kind.ts';
import { LOOSE_PATTERNS, SURE_PATTERNS } from './detail-patterns.ts';
import type { DetailPattern } from './detail-patterns.ts';
import { findIds } from './find-ids.ts';

/** Something a message names, and where. */
export interface Detail {
  readonly kind: DetailKind;
  /** As the customer wrote it. */
  readonly value: string;
  /** In one form: a phone in E.164, a date as `YYYY-MM-DD`; null where there is none. */
  readonly normal: string | null;
  /** Characters of the message it stands at, the end excluded. */
  readonly start: number;
  readonly end: number;
}

/** An identifier of the company's own: what it is called in the package, and how it is written. */
export interface IdFormat {
  readonly kind: KeyDetail['kind'];
  /** Run on single words of at most 40 characters, never on a whole message. */
  readonly pattern: RegExp;
}

/** Finds details that a library knows better than a pattern. */
export type DetailFinder = (text: string) => readonly Detail[];

export interface DetailOptions {
  readonly ids?: readonly IdFormat[];
  /** Tried before the looser patterns; what they claim is theirs. */
  readonly finders?: readonly DetailFinder[];
}

const READ_CHARACTERS = 8000;
/** A month alone ("may", "march") is a word, not a date. */
const BARE_MONTH = /^\p{L}+$/u;
const TRAILING = /[.,;:!?]+$/;

/** What a message names: its addresses, numbers, dates, amounts and names, in the order they stand in it. */
export function findDetails(
  message: string,
  { ids = [], finders = [] }: DetailOptions = {},
): readonly Detail[] {
  const text = message.slice(0, READ_CHARACTERS);
  const found: Detail[] = [];
  const add = (detail: Detail): void => {
    if (!found.some(({ start, end }) => detail.start < end && detail.end > start)) found.push(detail);
  };
  for (const { kind, pattern } of ids) {
    for (const value of findIds(text, pattern)) {
      const start = text.toLowerCase().indexOf(value.toLowerCase());
      if (start >= 0)
        add({
          kind,
          value: text.slice(start, start + value.length),
          normal: value,
          start,
          end: start + value.length,
        });
    }
  }
  for (const detail of matchesOf(SURE_PATTERNS, text)) add(detail);
  for (const find of finders) for (const detail of find(text)) add(detail);
  for (const detail of matchesOf(LOOSE_PATTERNS, text)) add(detail);
  return found.toSorted((a, b) => a.start - b.start);
}

function* matchesOf(patterns: readonly DetailPattern[], text: string): Generator<Detail> {
  for (const { kind, pattern } of patterns) {
    for (const match of text.matchAll(pattern)) {
      const value = kind === 'url' ? match[1]?.replace(TRAILING, '') : match[1]?.trim();
      if (value === undefined || (kind === 'date' && BARE_MONTH.test(value))) continue;
      if (kind === 'phone' && !isPhone(value)) continue;
      yield { kind, value, normal: null, start: match.index, end: match.index + match[0].length };
    }
  }
}

/** Digits a phone number has: from a local one to the most that E.164 allows; a card has more. */
function isPhone(text: string): boolean {
  const digits = text.replace(/\D/g, '').length;
  return digits >= 7 && digits <= 15;
}
