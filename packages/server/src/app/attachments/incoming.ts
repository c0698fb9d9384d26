import { TextCheck } from '../../core/attachment/read-text.ts';

/** How much of a file's beginning tells what it is. */
const HEAD = 65_536;

/** Why bytes ended before their end. */
export type CutShort = 'too-large' | 'not-text' | 'late' | 'lost';

/** Thrown by what reads an upload when the sender takes too long. */
export class LateError extends Error {}

/**
 * The bytes of an upload on their way: read once, never more of them at a time than tells what they are, and no
 * further than to the limit.
 */
export class Incoming {
  readonly #source: AsyncIterator<Uint8Array>;
  readonly #limit: number;
  #text: TextCheck | null = null;
  #beginning: Uint8Array[] = [];
  #ended = false;
  #size = 0;
  /** Null as long as all is well. */
  cutShort: CutShort | null = null;

  constructor(source: AsyncIterable<Uint8Array>, limit: number) {
    this.#source = source[Symbol.asyncIterator]();
    this.#limit = limit;
  }

  /** The beginning, also of what is then read as a whole. */
  async head(): Promise<Uint8Array> {
    let size = 0;
    while (size < HEAD && !this.#ended) {
      const chunk = await this.#next();
      if (chunk === null) break;
      this.#beginning.push(chunk);
      size += chunk.length;
    }
    return Buffer.concat(this.#beginning).subarray(0, HEAD);
  }

  /** From here on it must be text. */
  expectText(): void {
    this.#text = new TextCheck();
  }

  async *bytes(): AsyncGenerator<Uint8Array> {
    const beginning = this.#beginning;
    this.#beginning = [];
    for (const chunk of beginning) yield this.#checked(chunk);
    for (;;) {
      const chunk = await this.#next();
      if (chunk === null) break;
      yield this.#checked(chunk);
    }
    if (this.#text?.end() === false) this.#cut('not-text');
  }

  async #next(): Promise<Uint8Array | null> {
    try {
      const { done, value } = await this.#source.next();
      if (done === true) {
        this.#ended = true;
        return null;
      }
      this.#size += value.length;
      return this.#size > this.#limit ? this.#cut('too-large') : value;
    } catch (error) {
      this.cutShort ??= error instanceof LateError ? 'late' : 'lost';
      throw error;
    }
  }

  #checked(chunk: Uint8Array): Uint8Array {
    return this.#text?.take(chunk) === false ? this.#cut('not-text') : chunk;
  }

  #cut(why: CutShort): never {
    this.cutShort = why;
    throw new Error(`the upload ended: ${why}`);
  }
}
