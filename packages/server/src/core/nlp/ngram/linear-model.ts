import { hashFeatures } from './hash-features.ts';

/** A trained linear model as it is stored. */
export interface StoredModel {
  /** There are 2^bits weights. */
  readonly bits: number;
  /** What a stored weight of 1 stands for. */
  readonly scale: number;
  readonly bias: number;
  /** The weights, one signed byte each, in base64. */
  readonly weights: string;
}

/** A logistic regression over the hashed features of a clause. */
export class LinearModel {
  readonly #stored: StoredModel;
  #weights: Int8Array | null = null;

  constructor(stored: StoredModel) {
    this.#stored = stored;
  }

  /** How likely the clause is of the class the model was trained for, 0..1. */
  probability(words: readonly string[]): number {
    return this.probabilityOf(hashFeatures(words, this.#stored.bits));
  }

  /** The same by features that were hashed before, for as many buckets as the model has. */
  probabilityOf(buckets: readonly number[]): number {
    const { scale, bias } = this.#stored;
    this.#weights ??= decode(this.#stored.weights);
    let sum = 0;
    for (const bucket of buckets) sum += this.#weights[bucket] ?? 0;
    return 1 / (1 + Math.exp(-((sum * scale) / Math.sqrt(buckets.length) + bias)));
  }
}

function decode(base64: string): Int8Array {
  const bytes = Buffer.from(base64, 'base64');
  return new Int8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
