import type { Encoder } from '../../../ports/encoder.ts';

/** Vectors that are kept: of 384 numbers each, some 15 MB. */
const MOST_KEPT = 10_000;
const BATCH = 64;

/** Vectors of texts that come again and again, e.g. of conditions. */
export class VectorCache {
  readonly #encoder: Encoder;
  readonly #kept = new Map<string, Float32Array>();
  #preparing: Promise<void> | null = null;

  constructor(encoder: Encoder) {
    this.#encoder = encoder;
  }

  /** How many of the texts are not known yet. */
  unknown(texts: readonly string[]): number {
    return texts.filter((text) => !this.#kept.has(text)).length;
  }

  async vectors(texts: readonly string[]): Promise<ReadonlyMap<string, Float32Array>> {
    const known = new Map<string, Float32Array>();
    const missing: string[] = [];
    for (const text of new Set(texts)) {
      const vector = this.#kept.get(text);
      if (vector === undefined) missing.push(text);
      else known.set(text, vector);
    }
    for (let at = 0; at < missing.length; at += BATCH) {
      const batch = missing.slice(at, at + BATCH);
      const made = await this.#encoder.encode(batch);
      for (const [index, text] of batch.entries()) {
        const vector = made[index];
        if (vector === undefined) continue;
        known.set(text, vector);
        this.#keep(text, vector);
      }
    }
    return known;
  }

  /** Makes vectors in the background, once at a time; a failure is met again by whoever needs them. */
  prepare(texts: readonly string[]): void {
    this.#preparing ??= this.vectors(texts).then(
      () => this.#prepared(),
      () => this.#prepared(),
    );
  }

  /** Resolves when nothing is being prepared. */
  async idle(): Promise<void> {
    await this.#preparing;
  }

  #prepared(): void {
    this.#preparing = null;
  }

  #keep(text: string, vector: Float32Array): void {
    if (this.#kept.size >= MOST_KEPT) {
      const [oldest] = this.#kept.keys();
      if (oldest !== undefined) this.#kept.delete(oldest);
    }
    this.#kept.set(text, vector);
  }
}

/** Of unit vectors. */
export function cosine(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index += 1) sum += (a[index] ?? 0) * (b[index] ?? 0);
  return sum;
}
