import { stemsOf } from '../nlp/content-stems.ts';
import { foldText } from '../nlp/fold-text.ts';
import { tokenise } from '../nlp/tokenise.ts';
import type { OfferedResponse } from './canned-candidates.ts';

const READ_CHARACTERS = 2000;
const MOST_KEPT = 20_000;
/* Stemming a template costs some ten microseconds, and an agent may have hundreds. */
const kept = new Map<string, ReadonlySet<string>>();

/**
 * Templates in the order of how near their words or signals come to a text, e.g. to the question and what is to
 * be done about it; equal ones stay in their order. For agents with more of them than can be offered.
 */
export function nearestFirst<T extends Pick<OfferedResponse, 'value' | 'signals'>>(
  responses: readonly T[],
  about: string,
): T[] {
  const wanted = stems(about);
  const texts = responses.map(({ value, signals }) => [value, ...signals].map(stems));
  const frequency = new Map<string, number>();
  for (const word of texts.flatMap((sets) => [...new Set(sets.flatMap((set) => [...set]))])) {
    frequency.set(word, (frequency.get(word) ?? 0) + 1);
  }
  const rarity = (word: string): number => Math.log(1 + responses.length / (frequency.get(word) ?? 1));
  const weight = (words: Iterable<string>): number => [...words].reduce((sum, word) => sum + rarity(word), 0);
  const nearness = (set: ReadonlySet<string>): number => {
    const shared = [...set].filter((word) => wanted.has(word));
    return shared.length === 0 ? 0 : weight(shared) / Math.sqrt(weight(set));
  };
  return responses
    .map((response, index) => ({ response, near: Math.max(0, ...(texts[index] ?? []).map(nearness)) }))
    .toSorted((a, b) => b.near - a.near)
    .map(({ response }) => response);
}

function stems(text: string): ReadonlySet<string> {
  const short = text.slice(0, READ_CHARACTERS);
  let known = kept.get(short);
  if (known === undefined) {
    known = new Set(stemsOf(tokenise(foldText(short.replace(/\{[{%#].*?[}%#]\}/gs, ' ')))));
    if (kept.size >= MOST_KEPT) kept.clear();
    kept.set(short, known);
  }
  return known;
}
