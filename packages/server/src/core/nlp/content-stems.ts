import { stem } from './stem.ts';
import { STOP_WORDS } from './stop-words.ts';

/** The stems of the words that carry meaning, in order, without repetition. */
export function stemsOf(words: readonly string[]): string[] {
  const stems = new Set<string>();
  for (const word of words) if (!STOP_WORDS.has(word)) stems.add(stem(word));
  return [...stems];
}

/** How much two sets of stems share: 1 when one holds nothing the other does not (Dice). */
export function overlap(a: readonly string[], b: readonly string[]): number {
  if (a.length === 0 || b.length === 0) return 0;
  const set = new Set(a);
  let shared = 0;
  for (const item of b) if (set.has(item)) shared += 1;
  return (2 * shared) / (a.length + b.length);
}
