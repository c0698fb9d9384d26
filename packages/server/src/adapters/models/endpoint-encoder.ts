import type { Clock } from '../../ports/clock.ts';
import type { Encoder } from '../../ports/encoder.ts';
import { endpointName } from '../../ports/model-settings.ts';
import type { ModelEndpoint } from '../../ports/model-settings.ts';
import { backOff } from './back-off.ts';
import { estimateTokens } from './count-usage.ts';
import { guardedFetch } from './guarded-fetch.ts';
import { ModelCallError } from './model-call-error.ts';
import { inSpan } from './model-spans.ts';
import { openEmbeddingModel } from './open-language-model.ts';
import { orAborted } from '../../ports/or-aborted.ts';
import { TimeLimit, pause } from './time-limit.ts';
import { toCallError } from './to-call-error.ts';
import { VectorCache } from './vector-cache.ts';

export interface EncoderParts {
  readonly clock: Clock;
  readonly random: () => number;
  /** Milliseconds for one request. */
  readonly requestTimeout: number;
  readonly retries: number;
  /** Of the vectors; null: asked of the endpoint. */
  readonly dimensions: number | null;
}

/** Texts of one request; OpenAI takes 2,048, local servers hold all of them in memory at once. */
const MOST_TEXTS = 64;
const MOST_CHARACTERS = 64_000;
/** Models see some 8,000 tokens at most and refuse longer texts. */
const LONGEST_TEXT = 16_000;
const MOST_BYTES = 32 * 1024 * 1024;

interface Embedded {
  readonly embeddings: readonly number[][];
  readonly usage: { readonly tokens: number };
}

/** Vectors of an OpenAI-compatible endpoint for embeddings. `encode` throws a ModelCallError when it gives none. */
export class EndpointEncoder implements Encoder {
  readonly id: string;
  readonly dimensions: number;
  readonly #endpoint: ModelEndpoint;
  readonly #parts: EncoderParts;
  readonly #cache = new VectorCache();
  /** Texts that are being encoded, so that the same one is not asked for twice at a time. */
  readonly #underWay = new Map<string, Promise<Float32Array>>();
  readonly #closing = new AbortController();

  private constructor(endpoint: ModelEndpoint, parts: EncoderParts, dimensions: number) {
    this.id = `${endpointName(endpoint)}@${dimensions}`;
    this.dimensions = dimensions;
    this.#endpoint = endpoint;
    this.#parts = parts;
  }

  /** Asks the endpoint how long its vectors are unless that is set. Throws a ModelCallError when it does not answer. */
  static async open(endpoint: ModelEndpoint, parts: EncoderParts): Promise<EndpointEncoder> {
    if (parts.dimensions !== null) return new EndpointEncoder(endpoint, parts, parts.dimensions);
    await using probe = new EndpointEncoder(endpoint, parts, 0);
    const [vector] = await probe.#request(['dimensions']);
    return new EndpointEncoder(endpoint, parts, vector?.length ?? 0);
  }

  async encode(texts: readonly string[]): Promise<readonly Float32Array[]> {
    const cut = texts.map((text) => text.trim().slice(0, LONGEST_TEXT));
    const known = (text: string): boolean =>
      text === '' || this.#cache.get(text) !== undefined || this.#underWay.has(text);
    for (const batch of batchesOf(cut.filter((text) => !known(text)))) this.#start(batch);
    return Promise.all(cut.map((text) => this.#vectorOf(text)));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closing.abort(new Error('The encoder is closed'));
    await Promise.allSettled(this.#underWay.values());
  }

  async #vectorOf(text: string): Promise<Float32Array> {
    const ready = this.#cache.get(text) ?? (await this.#underWay.get(text));
    return ready ?? new Float32Array(this.dimensions);
  }

  #start(batch: readonly string[]): void {
    const vectors = this.#request(batch);
    for (const [index, text] of batch.entries()) {
      const vector = vectors.then((all) => this.#unit(all[index] ?? []));
      this.#underWay.set(text, vector);
      const forget = (): boolean => this.#underWay.delete(text);
      vector.then((ready) => this.#cache.set(text, ready)).then(forget, forget);
    }
  }

  #unit(numbers: readonly number[]): Float32Array {
    const length = Math.hypot(...numbers);
    if (numbers.length !== this.dimensions || !Number.isFinite(length) || length === 0) {
      const message = `${endpointName(this.#endpoint)}: not a vector of ${this.dimensions} numbers`;
      throw new ModelCallError(message, { failure: 'invalid' });
    }
    return Float32Array.from(numbers, (value) => value / length);
  }

  #request(texts: readonly string[]): Promise<readonly number[][]> {
    const { clock, random, retries } = this.#parts;
    return inSpan(this.#endpoint, { operation: 'embeddings' }, async (span) => {
      for (let repetition = 0; ; repetition += 1) {
        try {
          const { embeddings, usage } = await this.#once(texts);
          const estimated = !Number.isFinite(usage.tokens);
          const inputTokens = estimated
            ? texts.reduce((sum, text) => sum + estimateTokens(text), 0)
            : usage.tokens;
          span.answered({ usage: { inputTokens, outputTokens: 0, ...(estimated ? { estimated } : {}) } });
          return embeddings;
        } catch (error) {
          this.#closing.signal.throwIfAborted();
          const failure = this.#told(error, texts);
          const wait = backOff(repetition, failure.retryAfter, random);
          if (!failure.retryable || wait === null || repetition >= retries) throw failure;
          span.repeated(failure.failure);
          await pause(clock, wait, this.#closing.signal);
        }
      }
    });
  }

  async #once(values: readonly string[]): Promise<Embedded> {
    const { clock, requestTimeout } = this.#parts;
    const message = `${endpointName(this.#endpoint)}: no vectors in time`;
    const late = new ModelCallError(message, { failure: 'timeout', retryable: true });
    using limit = new TimeLimit(clock, this.#closing.signal, requestTimeout, late);
    const { embedMany } = await import('ai');
    const model = await openEmbeddingModel(this.#endpoint, guardedFetch(MOST_BYTES));
    const work = embedMany({ model, values: [...values], maxRetries: 0, abortSignal: limit.signal });
    return await orAborted(work, limit.signal);
  }

  #told(error: unknown, quotes: readonly string[]): ModelCallError {
    const { key } = this.#endpoint;
    const secrets = key === null ? [] : [key];
    return toCallError(error, {
      name: endpointName(this.#endpoint),
      secrets,
      quotes,
      now: this.#parts.clock.now() / 1000,
    });
  }
}

function batchesOf(texts: readonly string[]): string[][] {
  const batches: string[][] = [];
  let characters = 0;
  for (const text of new Set(texts)) {
    const last = batches.at(-1);
    if (last === undefined || last.length === MOST_TEXTS || characters + text.length > MOST_CHARACTERS) {
      batches.push([text]);
      characters = text.length;
    } else {
      last.push(text);
      characters += text.length;
    }
  }
  return batches;
}
