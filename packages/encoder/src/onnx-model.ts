import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type * as Runtime from 'onnxruntime-node';
import { MODEL_DIGEST, MODEL_FILE, VOCABULARY_DIGEST, VOCABULARY_FILE } from './model-files.ts';
import { normalise } from './normalise.ts';
import { WordPieces } from './word-pieces.ts';

/** The length that the model was trained on, its two marks included. What comes after it is not read. */
const MOST_PIECES = 128;

const MARKS = 2;
const ERRORS_ONLY = 3;

/** all-MiniLM-L6-v2 on one core. Not for the main thread: each text keeps it busy for milliseconds. */
export class OnnxModel {
  readonly dimensions = 384;
  readonly #runtime: typeof Runtime;
  readonly #session: Runtime.InferenceSession;
  readonly #pieces: WordPieces;
  readonly #first: number;
  readonly #last: number;

  private constructor(runtime: typeof Runtime, session: Runtime.InferenceSession, pieces: WordPieces) {
    this.#runtime = runtime;
    this.#session = session;
    this.#pieces = pieces;
    this.#first = pieces.idOf('[CLS]');
    this.#last = pieces.idOf('[SEP]');
  }

  /** Throws when a file is missing or is not the one that was packed, or when the native library does not load. */
  static async load(folder: string): Promise<OnnxModel> {
    const file = join(folder, MODEL_FILE);
    const [digest, vocabulary, runtime] = await Promise.all([
      digestOf(file),
      readFile(join(folder, VOCABULARY_FILE)),
      import('onnxruntime-node'),
    ]);
    if (digest !== MODEL_DIGEST) throw new Error(otherFile(MODEL_FILE));
    if (createHash('sha256').update(vocabulary).digest('hex') !== VOCABULARY_DIGEST)
      throw new Error(otherFile(VOCABULARY_FILE));
    // By its path: from bytes in memory the runtime would hold 20 MB more.
    const session = await runtime.InferenceSession.create(file, {
      intraOpNumThreads: 1,
      interOpNumThreads: 1,
      logSeverityLevel: ERRORS_ONLY,
    });
    return new OnnxModel(runtime, session, new WordPieces(vocabulary.toString('utf8')));
  }

  /**
   * The unit vector of one text: the mean over its pieces. Texts are never run together: on one core that saves
   * nothing (3.2 ms alone, 3.6 ms in eights), and a text's vector would depend on its neighbours' lengths.
   */
  async encode(text: string): Promise<Float32Array> {
    const ids = [this.#first, ...this.#pieces.split(text, MOST_PIECES - MARKS), this.#last];
    const shape = [1, ids.length];
    const output = await this.#session.run({
      input_ids: new this.#runtime.Tensor('int64', BigInt64Array.from(ids, BigInt), shape),
      attention_mask: new this.#runtime.Tensor('int64', new BigInt64Array(ids.length).fill(1n), shape),
      token_type_ids: new this.#runtime.Tensor('int64', new BigInt64Array(ids.length), shape),
    });
    const states = output['last_hidden_state'];
    if (!(states?.data instanceof Float32Array)) throw new Error('the model gave no states');
    return normalise(sumRows(states.data, this.dimensions));
  }

  async release(): Promise<void> {
    await this.#session.release();
  }
}

function otherFile(name: string): string {
  return `${name} is not the file that this version was made with`;
}

async function digestOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

function sumRows(rows: Float32Array, width: number): Float32Array {
  const sum = new Float32Array(width);
  for (let from = 0; from < rows.length; from += width) {
    for (let column = 0; column < width; column++)
      sum[column] = (sum[column] ?? 0) + (rows[from + column] ?? 0);
  }
  return sum;
}
