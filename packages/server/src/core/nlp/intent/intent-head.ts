import { featuresOf } from './head-weights.ts';
import type { HeadWeights } from './head-weights.ts';
import type { WordFeatures } from './word-features.ts';

/** A softmax over owners. */
export class IntentHead {
  readonly #common: Float32Array;
  readonly #words: WordFeatures;
  readonly #weights: HeadWeights;

  constructor(common: Float32Array, words: WordFeatures, weights: HeadWeights) {
    this.#common = common;
    this.#words = words;
    this.#weights = weights;
  }

  /** How probable each owner is, in the order they were trained in. They sum to one. */
  probabilities(text: string, vector: Float32Array): Float64Array {
    const features = featuresOf(vector, this.#common, this.#words.of(text));
    const logits = new Float64Array(this.#weights.owners);
    for (let owner = 0; owner < logits.length; owner++) logits[owner] = this.#weights.logit(owner, features);
    return softmax(logits);
  }
}

/** In place. */
export function softmax(logits: Float64Array): Float64Array {
  let most = -Infinity;
  for (const logit of logits) most = Math.max(most, logit);
  let sum = 0;
  for (const [index, logit] of logits.entries()) {
    const power = Math.exp(logit - most);
    logits[index] = power;
    sum += power;
  }
  return logits.map((power) => power / sum);
}
