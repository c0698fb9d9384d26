import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { readPart } from './encoder.ts';
import type { Encoder } from './encoder.ts';
import { MODEL_FOLDER, TABLE_FILE, VOCABULARY_FILE } from './model-files.ts';
import { normalise } from './normalise.ts';
import { WordPieces } from './word-pieces.ts';

const TABLE_ID = 'minilm-l6-v2-table-1';
export const TABLE_DIMENSIONS = 256;

/** As many as the model reads, its two marks not counted. */
const MOST_PIECES = 126;
/** 20 microseconds each: after so many, others have their turn. */
const TEXTS_AT_A_TIME = 200;

/**
 * Opens the table that was distilled from the model: a vector for each word piece, and a sentence is the sum of
 * its pieces' vectors. It needs nothing native and some 20 microseconds a text. It knows no word order, and
 * finds articles hardly better than a word search does.
 *
 * Throws when its two files cannot be read.
 */
export async function openTable(folder: string = fileURLToPath(MODEL_FOLDER)): Promise<Encoder> {
  const [table, vocabulary] = await Promise.all([
    readFile(join(folder, TABLE_FILE)),
    readFile(join(folder, VOCABULARY_FILE), 'utf8'),
  ]);
  return new TableEncoder(table, new WordPieces(vocabulary));
}

/** The file: a 32-bit float for each piece, its scale, then the bytes of its row. Little-endian. */
class TableEncoder implements Encoder {
  readonly id = TABLE_ID;
  readonly dimensions = TABLE_DIMENSIONS;
  readonly #pieces: WordPieces;
  readonly #scales: Float32Array;
  readonly #rows: Int8Array;

  constructor(file: Buffer, pieces: WordPieces) {
    const size = pieces.size * (Float32Array.BYTES_PER_ELEMENT + TABLE_DIMENSIONS);
    if (file.length !== size)
      throw new Error(`${TABLE_FILE} has ${file.length} bytes and should have ${size}`);
    const scales = pieces.size * Float32Array.BYTES_PER_ELEMENT;
    this.#pieces = pieces;
    this.#scales = Float32Array.from({ length: pieces.size }, (_value, piece) =>
      file.readFloatLE(piece * Float32Array.BYTES_PER_ELEMENT),
    );
    this.#rows = new Int8Array(file.buffer, file.byteOffset + scales, pieces.size * TABLE_DIMENSIONS);
  }

  async encode(texts: readonly string[]): Promise<readonly Float32Array[]> {
    const vectors: Float32Array[] = [];
    for (const text of texts) {
      if (vectors.length > 0 && vectors.length % TEXTS_AT_A_TIME === 0) await setImmediate();
      vectors.push(this.#encode(readPart(text)));
    }
    return vectors;
  }

  #encode(text: string): Float32Array {
    const sum = new Float32Array(TABLE_DIMENSIONS);
    for (const piece of this.#pieces.split(text, MOST_PIECES)) {
      const scale = this.#scales[piece] ?? 0;
      const from = piece * TABLE_DIMENSIONS;
      for (let column = 0; column < TABLE_DIMENSIONS; column++) {
        sum[column] = (sum[column] ?? 0) + scale * (this.#rows[from + column] ?? 0);
      }
    }
    return normalise(sum);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    // Nothing runs and nothing is open.
  }
}
