import type { KeyDetail } from '@baton/protocol';
import type { DetailOptions } from '../nlp/extract/find-details.ts';
import { answerDetails } from './answer-details.ts';
import { askedFor } from './asked-for.ts';
import { keyDetail, readDetails } from './key-details.ts';
import type { Said } from './said.ts';

/* Of the customer's messages the first ones and the newest are read, so many characters together. */
const FIRST_MESSAGES = 10;
const FIRST_CHARACTERS = 8200;
const NEWEST_CHARACTERS = 10_000;
/** Of a kind the ones that were named last stay. */
const MOST_OF_A_KIND = 8;
const MOST_DETAILS = 60;

/**
 * Each detail the customer gave, once, with the message it was said in first. What a short answer means is read off
 * the question before it.
 */
export function findDetailsSaid(said: readonly Said[], options: DetailOptions = {}): KeyDetail[] {
  const found = new Map<string, { first: KeyDetail; last: number }>();
  for (const { line, asked } of readable(said)) {
    const at = line.at === undefined ? {} : { at: line.at };
    const details = answerDetails(
      line.text,
      asked === null ? [] : askedFor(asked),
      readDetails(line.text, { ...options, ...at }),
    );
    for (const detail of details) {
      const key = `${detail.kind} ${detail.value.toLowerCase()}`;
      const before = found.get(key);
      if (before === undefined) found.set(key, { first: keyDetail(detail, line.offset), last: line.offset });
      else before.last = line.offset;
    }
  }
  return keepNewest([...found.values()]);
}

/** The customer's messages that are read, oldest first, each with what was said to him right before. */
function readable(said: readonly Said[]): { readonly line: Said; readonly asked: string | null }[] {
  const own = said.flatMap((line, index) => {
    if (line.by !== 'customer') return [];
    const before = said[index - 1];
    return [{ line, asked: before === undefined || before.by === 'customer' ? null : before.text }];
  });
  const first = own.slice(0, FIRST_MESSAGES).filter(within(FIRST_CHARACTERS));
  const rest = own.filter((each) => !first.includes(each)).toReversed();
  const newest = new Set(rest.filter(within(NEWEST_CHARACTERS)));
  return own.filter((each) => first.includes(each) || newest.has(each));
}

/** Passes what there is room for. */
function within(characters: number): (each: { readonly line: Said }) => boolean {
  let left = characters;
  return ({ line }) => {
    left -= line.text.length + 1;
    return left >= 0;
  };
}

function keepNewest(found: readonly { readonly first: KeyDetail; readonly last: number }[]): KeyDetail[] {
  const counts = new Map<string, number>();
  const kept = new Set<KeyDetail>();
  for (const { first } of found.toSorted((a, b) => b.last - a.last)) {
    const count = counts.get(first.kind) ?? 0;
    if (count === MOST_OF_A_KIND || kept.size === MOST_DETAILS) continue;
    counts.set(first.kind, count + 1);
    kept.add(first);
  }
  return found.map(({ first }) => first).filter((detail) => kept.has(detail));
}
