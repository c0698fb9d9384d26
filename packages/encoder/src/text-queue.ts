import { EncoderBusyError } from './encoder.ts';

/** A text that waits for its vector. */
export interface WaitingText {
  readonly text: string;
  readonly resolve: (vector: Float32Array) => void;
  readonly reject: (error: Error) => void;
}

/** A message of a customer comes in few texts, an index that is built in many: it must not hold messages up. */
const FEW = 8;

/** Texts waiting for the model, those that came in few before those that came in many. */
export class TextQueue {
  readonly #most: number;
  #few: WaitingText[] = [];
  #many: WaitingText[] = [];

  constructor(most: number) {
    this.#most = most;
  }

  get size(): number {
    return this.#few.length + this.#many.length;
  }

  /**
   * Rejects with EncoderBusyError, with none of them added, when they do not fit beside what waits in their line.
   * Nothing keeps a message out of its line but other messages.
   */
  add(texts: readonly string[]): Promise<readonly Float32Array[]> {
    const line = texts.length <= FEW ? this.#few : this.#many;
    if (line.length > 0 && line.length + texts.length > this.#most) {
      return Promise.reject(new EncoderBusyError('too many texts wait to be encoded'));
    }
    return Promise.all(
      texts.map(
        (text) => new Promise<Float32Array>((resolve, reject) => line.push({ text, resolve, reject })),
      ),
    );
  }

  take(most: number): readonly WaitingText[] {
    const first = this.#few.splice(0, most);
    return [...first, ...this.#many.splice(0, most - first.length)];
  }

  /** Puts texts back in front that were taken but not answered. */
  putBack(texts: readonly WaitingText[]): void {
    this.#few.unshift(...texts);
  }

  rejectAll(error: Error): void {
    for (const waiting of this.take(this.size)) waiting.reject(error);
  }
}
