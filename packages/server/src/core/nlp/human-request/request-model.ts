import { LinearModel } from '../ngram/linear-model.ts';
import { REQUEST_WEIGHTS } from './request-weights.ts';

const model = new LinearModel(REQUEST_WEIGHTS);
/** The model has read Latin letters only. */
const LATIN = /^[a-z]/;
/** Where one thing ends and the next begins, in the languages the model has read. */
const JOINT =
  /^(?:and|but|so|because|und|aber|weil|denn|deshalb|y|pero|porque|et|mais|car|donc|e|ma|mas|perche|quindi|porem|en|maar|want|dus)$/;
const FEWEST_WORDS = 3;
const MOST_PIECES = 4;

/**
 * How likely a clause asks for a person by its n-grams, 0..1: the clause as a whole and its parts between
 * conjunctions, whichever is likelier. 0 for what is not in Latin letters.
 */
export function requestProbability(words: readonly string[]): number {
  const latin = words.filter((word) => LATIN.test(word)).length;
  if (latin === 0 || latin * 2 < words.length) return 0;
  let best = model.probability(words);
  for (const piece of piecesOf(words)) best = Math.max(best, model.probability(piece));
  return best;
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
