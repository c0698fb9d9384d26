import { dot } from '../../core/nlp/intent/vectors.ts';
import type { Cosine } from '../../core/nlp/frustration/frustration-aids.ts';
import type { Encoder } from '../../ports/encoder.ts';

/** Messages compared in one turn; a customer's new one costs 3 ms, those before are remembered. */
const MOST_TEXTS = 12;
const READ_CHARACTERS = 2000;
/** A turn waits no longer: words in common have to do then. */
const WITHIN_MS = 150;

/**
 * How near the meanings of a customer's own messages are: finds a question that was reworded (H4.2). For the
 * embedded encoder alone: how near is the same depends on the model, and was set on that one.
 */
export class MessageCosines {
  readonly #encoder: Encoder;
  readonly #within: number;

  constructor(encoder: Encoder, within: number = WITHIN_MS) {
    this.#encoder = encoder;
    this.#within = within;
  }

  /** Of the newest of these texts; null when they cannot be had in time. */
  async between(texts: readonly string[]): Promise<Cosine | null> {
    const keys = [...new Set(texts.slice(-MOST_TEXTS).map(keyOf))];
    const vectors = await this.#inTime(keys);
    if (vectors === null) return null;
    const known = new Map(keys.map((key, index) => [key, vectors[index]]));
    return (a, b) => cosineOf(known.get(keyOf(a)), known.get(keyOf(b)));
  }

  async #inTime(texts: readonly string[]): Promise<readonly Float32Array[] | null> {
    const { promise: late, resolve } = Promise.withResolvers<null>();
    const timer = setTimeout(() => resolve(null), this.#within);
    try {
      return await Promise.race([this.#encoder.encode(texts).catch(() => null), late]);
    } finally {
      clearTimeout(timer);
    }
  }
}

function keyOf(text: string): string {
  return text.slice(0, READ_CHARACTERS);
}

/** Of unit vectors; 0 for a text that is not known and for vectors of two models. */
function cosineOf(a: Float32Array | undefined, b: Float32Array | undefined): number {
  return a === undefined || b === undefined || a.length !== b.length ? 0 : dot(a, b);
}
