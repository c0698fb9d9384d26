import { clausesOf } from '../clauses-of.ts';

/** A shorter message says one thing. */
const WORDS_OF_ONE_PART = 6;
/** A shorter clause says nothing of its own: "please", "thank you". */
const FEWEST_WORDS = 3;
const MOST_PARTS = 12;

/**
 * What of a message is ranked: all of it first, and of a longer one each clause besides, that the second wish in
 * it is found too.
 */
export function partsOfMessage(message: string): readonly string[] {
  const clauses = clausesOf(message);
  const words = clauses.reduce((sum, clause) => sum + clause.words.length, 0);
  if (clauses.length < 2 || words <= WORDS_OF_ONE_PART) return [message];
  const parts = clauses.filter((clause) => clause.words.length >= FEWEST_WORDS).slice(0, MOST_PARTS);
  return [message, ...new Set(parts.map((clause) => clause.words.join(' ')))];
}
