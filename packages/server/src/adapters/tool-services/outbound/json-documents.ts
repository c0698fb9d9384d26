import { isUtf8 } from 'node:buffer';
import { ServiceFault } from '../service-fault.ts';

/** Nesting beyond this serves nobody and costs stack wherever the value is walked. */
const DEEPEST = 64;
const [OPEN_OBJECT, CLOSE_OBJECT, OPEN_ARRAY, CLOSE_ARRAY] = [0x7b, 0x7d, 0x5b, 0x5d];
const [QUOTE, BACKSLASH] = [0x22, 0x5c];

/**
 * Splits a stream into the JSON objects it is made of, which follow each other without anything between them but
 * white space. The network cuts a stream where it likes: a chunk may end within a character. Only brackets and
 * quotes are looked at, which no byte of a longer UTF-8 character equals.
 */
export class JsonDocuments {
  readonly #mostBytes: number;
  #parts: Uint8Array[] = [];
  #bytes = 0;
  #depth = 0;
  #inString = false;
  #escaped = false;

  /** `mostBytes`: of one document. */
  constructor(mostBytes: number) {
    this.#mostBytes = mostBytes;
  }

  /** The documents that this chunk completes. Throws a ServiceFault for what is no JSON object. */
  *push(chunk: Uint8Array): Generator<{ readonly value: object; readonly bytes: number }> {
    let start = 0;
    for (let i = 0; i < chunk.length; i++) {
      if (this.#depth === 0) {
        if (!this.#opens(chunk[i] ?? 0)) continue;
        start = i;
      } else if (this.#closes(chunk[i] ?? 0)) {
        this.#keep(chunk.subarray(start, i + 1));
        yield this.#complete();
      }
    }
    if (this.#depth > 0) this.#keep(chunk.slice(start));
  }

  /** Throws when the stream ends within a document. */
  end(): void {
    if (this.#depth > 0) throw new ServiceFault('protocol', 'the answer ends within a document');
  }

  #opens(byte: number): boolean {
    if (byte === OPEN_OBJECT) {
      this.#depth = 1;
      return true;
    }
    if (byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09) return false;
    throw new ServiceFault('protocol', 'the answer is not a stream of JSON objects');
  }

  /** Takes one byte of a document; true for its last. */
  #closes(byte: number): boolean {
    if (this.#inString) {
      if (this.#escaped) this.#escaped = false;
      else if (byte === BACKSLASH) this.#escaped = true;
      else if (byte === QUOTE) this.#inString = false;
      return false;
    }
    if (byte === QUOTE) this.#inString = true;
    else if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) this.#depth += 1;
    else if (byte === CLOSE_OBJECT || byte === CLOSE_ARRAY) this.#depth -= 1;
    if (this.#depth > DEEPEST) throw new ServiceFault('protocol', 'a document is nested too deeply');
    return this.#depth === 0;
  }

  #keep(part: Uint8Array): void {
    this.#bytes += part.byteLength;
    if (this.#bytes > this.#mostBytes) {
      throw new ServiceFault('too-large', `a document has more than ${this.#mostBytes} bytes`);
    }
    this.#parts.push(part);
  }

  #complete(): { value: object; bytes: number } {
    const bytes = Buffer.concat(this.#parts);
    this.#parts = [];
    this.#bytes = 0;
    if (!isUtf8(bytes)) throw new ServiceFault('protocol', 'a document is not UTF-8');
    try {
      return { value: JSON.parse(bytes.toString('utf8')) as object, bytes: bytes.byteLength };
    } catch (error) {
      throw new ServiceFault('protocol', 'a document is not JSON', { cause: error });
    }
  }
}
