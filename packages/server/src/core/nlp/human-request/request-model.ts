import { LinearModel } from '../ngram/linear-model.ts';
import { repairForeignWords } from './repair-foreign-words.ts';
import { repairWords } from './repair-words.ts';
import { REQUEST_WEIGHTS } from './request-weights.ts';

const model = new LinearModel(REQUEST_WEIGHTS);
/** The model has read Latin letters only. */
const LATIN = /^[a-z]/;
/** Where one thing ends and the next begins, in the languages the model has read. */
const JOINT =
  /^(?:and|but|so|because|und|aber|weil|denn|deshalb|y|pero|porque|et|mais|car|donc|e|ma|mas|perche|quindi|porem|en|maar|want|dus)$/;
const FEWEST_WORDS = 3;
const MOST_PIECES = 4;
/** What is taken off where words had to be put right first. */
const DOUBT = 0.04;

/**
 * How likely a clause asks for a person by its n-grams, 0..1: the clause as a whole and its parts between
 * conjunctions, whichever is likelier. 0 for what is not in Latin letters.
 */
export function requestProbability(words: readonly string[]): number {
  const latin = words.filter((word) => LATIN.test(word)).length;
  if (latin === 0 || latin * 2 < words.length) return 0;
  const repaired = repairWords(words);
  let best = likeliest(words);
  if (repaired.corrections > 0)
    best = Math.max(best, likeliest(repaired.words.flatMap((word) => word.split(' '))) - DOUBT);
  const foreign = repairForeignWords(words);
  if (foreign !== null) best = Math.max(best, likeliest(foreign) - DOUBT);
  return best;
}

function likeliest(words: readonly string[]): number {
  return Math.max(model.probability(words), ...piecesOf(words).map((piece) => model.probability(piece)));
}

function piecesOf(words: readonly string[]): readonly (readonly string[])[] {
  const joints = words
    .flatMap((word, index) => (index > 0 && JOINT.test(word) ? [index] : []))
    .slice(-MOST_PIECES);
  if (joints.length === 0) return [];
  const starts = [0, ...joints.map((joint) => joint + 1)];
  const ends = [...joints, words.length];
  return starts
    .map((start, index) => words.slice(start, ends[index]))
    .filter((piece) => piece.length >= FEWEST_WORDS);
}
