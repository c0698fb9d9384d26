import { IntentHead, softmax, withoutCommon } from './intent-head.ts';
import { shuffle } from './shuffle.ts';
import { addAt, dotAt } from './vectors.ts';

/** A vector of length one and the number of its owner. */
export interface LabelledVector {
  readonly owner: number;
  readonly vector: Float32Array;
}

/*
 * Logistic regression by stochastic gradient descent. Measured with ten examples an intent on BANKING77, CLINC150
 * and HWU64, it is as good as regression solved to the end (84.4 against 84.7, 92.7 against 92.6, 81.6 against
 * 81.6 %) in a hundredth of the work: it begins at the centroids, makes few rounds, and each example corrects
 * only the owners it is likely to be mistaken for.
 */
const ROUNDS = 8;
const FIRST_STEP = 2;
const LAST_STEP = 0.04;
/** The weights begin as the centroids times this: the cosine to a centroid, at a temperature of an eighth. */
const SHARPNESS = 8;
const RIVALS = 20;
/** So many vectors count as the prior that nothing is common: two examples do not tell what all have. */
const PRIOR = 10;
/** Rows of weights that are read or written between two pauses: about a millisecond of work. */
const ROWS_BETWEEN_PAUSES = 2000;

/**
 * Trains a head for owners 0…`owners`-1, each of which has a vector. Pauses (yields) every millisecond or so, that
 * the caller may let others have their turn: 150 owners with ten examples take half a second in all.
 */
export function* trainHead(examples: readonly LabelledVector[], owners: number): Generator<void, IntentHead> {
  const dimensions = examples[0]?.vector.length ?? 0;
  const common = commonPart(examples, dimensions);
  const counts = new Uint32Array(owners);
  for (const { owner } of examples) counts[owner] = (counts[owner] ?? 0) + 1;
  const weights = new Float32Array(owners * dimensions);
  const vectors: Float32Array[] = [];
  const pace = new Pace();
  for (const { owner, vector } of examples) {
    const own = withoutCommon(vector, common);
    vectors.push(own);
    addAt(weights, owner * dimensions, own, SHARPNESS / (counts[owner] ?? 1));
    if (pace.isDue(10)) yield;
  }
  const rivals: Uint32Array[] = [];
  for (const [index, vector] of vectors.entries()) {
    rivals.push(nearestOwners(weights, vector, examples[index]?.owner ?? 0, owners));
    if (pace.isDue(owners * 2)) yield;
  }
  const steps = ROUNDS * examples.length;
  let step = 0;
  for (let round = 0; round < ROUNDS; round++) {
    for (const index of shuffle(examples.length, round)) {
      const rate = FIRST_STEP + ((LAST_STEP - FIRST_STEP) * step++) / steps;
      correct(weights, vectors[index] ?? common, rivals[index] ?? new Uint32Array(), rate);
      if (pace.isDue(2 * RIVALS)) yield;
    }
  }
  return new IntentHead(common, weights);
}

/** Counts work, and says when a pause is due. */
class Pace {
  #rows = 0;

  isDue(rows: number): boolean {
    this.#rows += rows;
    if (this.#rows < ROWS_BETWEEN_PAUSES) return false;
    this.#rows = 0;
    return true;
  }
}

function commonPart(examples: readonly LabelledVector[], dimensions: number): Float32Array {
  const common = new Float32Array(dimensions);
  for (const { vector } of examples) addAt(common, 0, vector, 1 / (examples.length + PRIOR));
  return common;
}

/** The example's owner, then those it comes nearest to. */
function nearestOwners(
  weights: Float32Array,
  vector: Float32Array,
  own: number,
  owners: number,
): Uint32Array {
  const scores = Float32Array.from({ length: owners }, (_value, owner) =>
    owner === own ? Infinity : dotAt(weights, owner * vector.length, vector),
  );
  return Uint32Array.from(scores.keys())
    .toSorted((one, other) => (scores[other] ?? 0) - (scores[one] ?? 0))
    .slice(0, RIVALS);
}

/** One step down the gradient of the example's cross entropy; its owner is the first of `rivals`. */
function correct(weights: Float32Array, vector: Float32Array, rivals: Uint32Array, rate: number): void {
  const logits = Float64Array.from(rivals, (owner) => dotAt(weights, owner * vector.length, vector));
  for (const [place, probability] of softmax(logits).entries()) {
    const error = probability - (place === 0 ? 1 : 0);
    addAt(weights, (rivals[place] ?? 0) * vector.length, vector, -rate * error);
  }
}
