import { dotAt, unit } from './vectors.ts';

/** A softmax over owners: a row of weights each, on vectors from which the examples' common part was taken. */
export class IntentHead {
  readonly #common: Float32Array;
  readonly #weights: Float32Array;

  constructor(common: Float32Array, weights: Float32Array) {
    this.#common = common;
    this.#weights = weights;
  }

  /** How probable each owner is, in the order they were trained in. They sum to one. */
  probabilities(vector: Float32Array): Float64Array {
    const own = withoutCommon(vector, this.#common);
    const logits = new Float64Array(this.#weights.length / vector.length);
    for (let owner = 0; owner < logits.length; owner++) {
      logits[owner] = dotAt(this.#weights, owner * vector.length, own);
    }
    return softmax(logits);
  }
}

/** What tells a vector from the others: all sentences to one service have much in common. */
export function withoutCommon(vector: Float32Array, common: Float32Array): Float32Array {
  return unit(vector.map((value, index) => value - (common[index] ?? 0)));
}

/** In place. */
export function softmax(logits: Float64Array): Float64Array {
  const most = Math.max(...logits);
  let sum = 0;
  for (const [index, logit] of logits.entries()) {
    const power = Math.exp(logit - most);
    logits[index] = power;
    sum += power;
  }
  return logits.map((power) => power / sum);
}
