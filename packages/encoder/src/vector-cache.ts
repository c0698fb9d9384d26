/** The vectors of the texts used last. */
export class VectorCache {
  readonly #most: number;
  /* A Map keeps the order of insertion: the first key is the one not used for longest. */
  readonly #vectors = new Map<string, Float32Array>();

  constructor(most: number) {
    this.#most = most;
  }

  get(text: string): Float32Array | undefined {
    const vector = this.#vectors.get(text);
    if (vector === undefined) return undefined;
    this.#vectors.delete(text);
    this.#vectors.set(text, vector);
    return vector;
  }

  set(text: string, vector: Float32Array): void {
    this.#vectors.delete(text);
    this.#vectors.set(text, vector);
    if (this.#vectors.size <= this.#most) return;
    const [oldest] = this.#vectors.keys();
    if (oldest !== undefined) this.#vectors.delete(oldest);
  }
}
