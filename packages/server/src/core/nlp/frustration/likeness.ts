import { overlap, stemsOf } from '../content-stems.ts';
import { foldText } from '../fold-text.ts';
import { tokenise } from '../tokenise.ts';
import type { Cosine } from './frustration-aids.ts';

const FEWEST_WORDS = 3;
/** What it is worth that all words of an earlier message come again among others. */
const WITHIN = 0.75;
/** Fewer words than these come again by chance. */
const FEWEST_CONTAINED = 3;
/** Enough of a message to see what it is about. */
const READ_CHARACTERS = 2000;
/**
 * Two messages of the embedded encoder's space that are as near as this ask the same, whatever the language. In
 * BANKING77 it holds of 10 % of the pairs of one intent and of 0.01 % of those of two.
 */
const SAME_MEANING = 0.82;

/**
 * How much a message says the same as an earlier one, 0..1: the share of words in common or, where it is more,
 * nearness of meaning. 0 when either is too short to tell, or names another number: asking for the next claim is
 * no repetition. `fewest`: words with meaning that a message must have.
 */
export function likeness(
  message: string,
  earlier: string,
  cosine?: Cosine,
  fewest: number = FEWEST_WORDS,
  sameMeaning: number = SAME_MEANING,
): number {
  const [a, b] = wordsThatCount(message, earlier, fewest);
  if (Math.min(a.length, b.length) < fewest || differInNumbers(a, b)) return 0;
  const shared = Math.max(overlap(a, b), WITHIN * containment(a, b));
  if (cosine === undefined) return shared;
  const near = cosine(message, earlier);
  return near >= sameMeaning ? Math.max(shared, near) : shared;
}

function containment(latest: readonly string[], earlier: readonly string[]): number {
  if (earlier.length < FEWEST_CONTAINED) return 0;
  return earlier.filter((word) => latest.includes(word)).length / earlier.length;
}

function differInNumbers(a: readonly string[], b: readonly string[]): boolean {
  const numbers = new Set(a.filter(hasDigit));
  const others = b.filter(hasDigit);
  return others.length > 0 && numbers.size > 0 && !others.some((number) => numbers.has(number));
}

function hasDigit(word: string): boolean {
  return /\p{N}/u.test(word);
}

/** The content stems of both; where one has hardly any, all words of both. */
function wordsThatCount(
  message: string,
  earlier: string,
  fewest: number,
): [readonly string[], readonly string[]] {
  const [a, b] = [wordsOf(message), wordsOf(earlier)];
  const [stemsA, stemsB] = [stemsOf(a), stemsOf(b)];
  if (Math.min(stemsA.length, stemsB.length) >= fewest) return [stemsA, stemsB];
  return [[...new Set(a)], [...new Set(b)]];
}

function wordsOf(message: string): readonly string[] {
  return tokenise(foldText(message.slice(0, READ_CHARACTERS)));
}
