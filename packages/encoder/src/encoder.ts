/**
 * Turns sentences into vectors whose cosine tells how near their meanings are. Vectors of two encoders do not
 * mix: `id` is kept beside every stored vector.
 */
export interface Encoder extends AsyncDisposable {
  /** The name and version of the model whose vectors `encode` gives. */
  readonly id: string;
  readonly dimensions: number;
  /** Unit vectors, one a text, in order. Texts without a word give zero vectors. Never blocks the event loop. */
  encode(texts: readonly string[]): Promise<readonly Float32Array[]>;
}

/** Too many texts wait already. Nothing was encoded; the caller may do without or try again. */
export class EncoderBusyError extends Error {
  override readonly name = 'EncoderBusyError';
}

/** What comes after it is not read: the model ends at 128 word pieces, about 500 letters. */
const READ_LETTERS = 2000;

/** The part of a text that is encoded, without the space around it. */
export function readPart(text: string): string {
  return text.slice(0, READ_LETTERS).trim();
}
