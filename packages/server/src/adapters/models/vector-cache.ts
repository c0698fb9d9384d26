/** Bytes of vectors and texts that are kept. */
const MOST_BYTES = 16 * 1024 * 1024;
const OVERHEAD_BYTES = 100;

/** The vectors of the texts that were used last. */
export class VectorCache {
  readonly #vectors = new Map<string, Float32Array>();
  #bytes = 0;

  get(text: string): Float32Array | undefined {
    const vector = this.#vectors.get(text);
    if (vector !== undefined) {
      this.#vectors.delete(text);
      this.#vectors.set(text, vector);
    }
    return vector;
  }

  set(text: string, vector: Float32Array): void {
    if (this.#vectors.has(text)) return;
    this.#vectors.set(text, vector);
    this.#bytes += sizeOf(text, vector);
    for (const [oldest, kept] of this.#vectors) {
      if (this.#bytes <= MOST_BYTES) break;
      this.#vectors.delete(oldest);
      this.#bytes -= sizeOf(oldest, kept);
    }
  }
}

function sizeOf(text: string, vector: Float32Array): number {
  return 2 * text.length + vector.byteLength + OVERHEAD_BYTES;
}
