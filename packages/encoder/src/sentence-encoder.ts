import { readPart } from './encoder.ts';
import type { Encoder } from './encoder.ts';
import type { ModelThread } from './model-thread.ts';
import { TextQueue } from './text-queue.ts';
import type { WaitingText } from './text-queue.ts';
import { VectorCache } from './vector-cache.ts';

const MODEL_ID = 'all-minilm-l6-v2-q4';
const MODEL_DIMENSIONS = 384;

/** About 50 ms of work: a message that comes in the midst of an index being built waits no longer. */
const TEXTS_AT_ONCE = 16;

export interface SentenceEncoderParts {
  startThread(): Promise<ModelThread>;
  openTable(): Promise<Encoder>;
  /** Told once, when the table takes over, with what failed. */
  readonly log: (message: string, cause: unknown) => void;
  readonly remembered: number;
  readonly mostWaiting: number;
}

/** What those who wait are told when the table takes over; they ask again. */
class TableTookOver extends Error {}

/**
 * The model in its thread, and the table when that fails. The thread is started by the first text. A thread that
 * does not load is not tried again; one that fails at work is started once more, and again after each answer it
 * then gave. From the moment the table takes over, `id` and `dimensions` are the table's: they belong to the
 * vectors of every call that ends after that, and no call mixes the two.
 */
export class SentenceEncoder implements Encoder {
  readonly #parts: SentenceEncoderParts;
  readonly #queue: TextQueue;
  readonly #cache: VectorCache;
  #thread: Promise<ModelThread> | null = null;
  #table: Encoder | null = null;
  #failedInARow = 0;
  #busy = false;
  #working: Promise<void> = Promise.resolve();
  #closed = false;

  constructor(parts: SentenceEncoderParts) {
    this.#parts = parts;
    this.#queue = new TextQueue(parts.mostWaiting);
    this.#cache = new VectorCache(parts.remembered);
  }

  get id(): string {
    return this.#table?.id ?? MODEL_ID;
  }

  get dimensions(): number {
    return this.#table?.dimensions ?? MODEL_DIMENSIONS;
  }

  /** Loads what the first text would wait for. After it `id` changes only if the thread fails at work. */
  async warmUp(): Promise<void> {
    await this.encode(['ready']);
  }

  /** Throws EncoderBusyError when too many texts wait. The vectors are the caller's own. */
  async encode(texts: readonly string[]): Promise<readonly Float32Array[]> {
    if (this.#closed) throw new Error('the encoder is closed');
    if (this.#table !== null) return this.#table.encode(texts);
    const parts = texts.map(readPart);
    const known = new Map<string, Float32Array>();
    for (const part of parts) {
      const vector = this.#cache.get(part);
      if (vector !== undefined) known.set(part, vector);
    }
    const missing = [...new Set(parts)].filter((part) => part !== '' && !known.has(part));
    try {
      for (const [index, vector] of (await this.#ask(missing)).entries())
        known.set(missing[index] ?? '', vector);
    } catch (error) {
      if (error instanceof TableTookOver) return this.encode(texts);
      throw error;
    }
    return parts.map((part) => known.get(part)?.slice() ?? new Float32Array(MODEL_DIMENSIONS));
  }

  #ask(texts: readonly string[]): Promise<readonly Float32Array[]> {
    if (texts.length === 0) return Promise.resolve([]);
    const answer = this.#queue.add(texts);
    if (!this.#busy) this.#working = this.#work();
    return answer;
  }

  async #work(): Promise<void> {
    this.#busy = true;
    while (this.#queue.size > 0 && !this.#closed) {
      const batch = this.#queue.take(TEXTS_AT_ONCE);
      try {
        await this.#encodeBatch(batch);
      } catch (error) {
        this.#queue.putBack(batch);
        if (!this.#closed) await this.#recover(error);
      }
    }
    // In the same step as the look at the queue: a text that comes later finds nobody busy.
    this.#busy = false;
  }

  async #encodeBatch(batch: readonly WaitingText[]): Promise<void> {
    const thread = await this.#running();
    const vectors = await thread.encode(batch.map(({ text }) => text));
    this.#failedInARow = 0;
    for (const [index, { text, resolve }] of batch.entries()) {
      const vector = vectors[index] ?? new Float32Array(MODEL_DIMENSIONS);
      this.#cache.set(text, vector);
      resolve(vector);
    }
  }

  async #running(): Promise<ModelThread> {
    this.#thread ??= this.#parts.startThread();
    return this.#thread;
  }

  async #recover(error: unknown): Promise<void> {
    const thread = await this.#started();
    this.#thread = null;
    await thread?.kill();
    this.#failedInARow++;
    if (thread !== null && this.#failedInARow === 1) return;
    this.#parts.log('the sentence model does not run, its table takes over', error);
    try {
      this.#table = await this.#parts.openTable();
      this.#queue.rejectAll(new TableTookOver());
    } catch (cause) {
      this.#queue.rejectAll(new Error('neither the sentence model nor its table can be used', { cause }));
    }
  }

  /** The thread, when it was started and did load. */
  async #started(): Promise<ModelThread | null> {
    try {
      return await this.#thread;
    } catch {
      return null;
    }
  }

  /** Refuses what waits, and ends the thread after what it is at. */
  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    this.#queue.rejectAll(new Error('the encoder is closed'));
    const thread = await this.#started();
    await Promise.all([thread?.end(), this.#working]);
    this.#queue.rejectAll(new Error('the encoder is closed'));
    await this.#table?.[Symbol.asyncDispose]();
  }
}
