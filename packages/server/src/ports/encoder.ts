/**
 * Port: turns sentences into vectors whose cosine tells how near their meanings are. Vectors of two encoders do
 * not mix: `id` is kept beside every stored vector.
 */
export interface Encoder extends AsyncDisposable {
  /** The model's name and version, e.g. `all-minilm-l6-v2-q4`. */
  readonly id: string;
  readonly dimensions: number;
  /** Unit vectors, one a text, in order. Empty texts give zero vectors. Never blocks the event loop. */
  encode(texts: readonly string[]): Promise<readonly Float32Array[]>;
}
