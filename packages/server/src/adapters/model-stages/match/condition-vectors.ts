import type { Encoder } from '../../../ports/encoder.ts';
import { VectorCache } from '../../models/vector-cache.ts';

const BATCH = 64;

/** Vectors of texts that come again and again, e.g. of conditions. All that are given out together are of one encoder. */
export class ConditionVectors {
  readonly #encoder: Encoder;
  #kept = new VectorCache();
  #id: string;
  #preparing: Promise<void> | null = null;

  constructor(encoder: Encoder) {
    this.#encoder = encoder;
    this.#id = encoder.id;
  }

  /** How many of the texts are not known yet. */
  unknown(texts: readonly string[]): number {
    this.#check();
    return texts.filter((text) => this.#kept.get(text) === undefined).length;
  }

  /** Throws what the encoder throws. */
  async vectors(texts: readonly string[]): Promise<ReadonlyMap<string, Float32Array>> {
    const found = await this.#find(texts);
    // The encoder has gone over to another model in between: its vectors do not mix with those before.
    return isOfOneKind(found) && !this.#check() ? found : this.#find(texts);
  }

  /** Makes vectors in the background, once at a time; a failure is met again by whoever needs them. */
  prepare(texts: readonly string[]): void {
    const ready = (): void => {
      this.#preparing = null;
    };
    this.#preparing ??= this.vectors(texts).then(ready, ready);
  }

  /** Resolves when nothing is being prepared. */
  async idle(): Promise<void> {
    await this.#preparing;
  }

  async #find(texts: readonly string[]): Promise<ReadonlyMap<string, Float32Array>> {
    this.#check();
    const found = new Map<string, Float32Array>();
    const missing: string[] = [];
    for (const text of new Set(texts)) {
      const vector = this.#kept.get(text);
      if (vector === undefined) missing.push(text);
      else found.set(text, vector);
    }
    for (let at = 0; at < missing.length; at += BATCH) {
      const batch = missing.slice(at, at + BATCH);
      const made = await this.#encoder.encode(batch);
      for (const [index, text] of batch.entries()) {
        const vector = made[index];
        if (vector === undefined) continue;
        found.set(text, vector);
        this.#kept.set(text, vector);
      }
    }
    return found;
  }

  /** Forgets everything when the encoder is no longer the one that made it; whether it has. */
  #check(): boolean {
    if (this.#encoder.id === this.#id) return false;
    this.#id = this.#encoder.id;
    this.#kept = new VectorCache();
    return true;
  }
}

function isOfOneKind(vectors: ReadonlyMap<string, Float32Array>): boolean {
  return new Set([...vectors.values()].map(({ length }) => length)).size < 2;
}

/** Of unit vectors of one encoder. */
export function cosine(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (const [index, value] of a.entries()) sum += value * (b[index] ?? 0);
  return sum;
}
