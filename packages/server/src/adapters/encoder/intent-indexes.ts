import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { IntentEntry, IntentExample, IntentRanking } from '../../core/nlp/intent/intent-entry.ts';
import { IntentIndex } from '../../core/nlp/intent/intent-index.ts';
import { mergeRankings } from '../../core/nlp/intent/merge-rankings.ts';
import { partsOfMessage } from '../../core/nlp/intent/message-parts.ts';
import { unit } from '../../core/nlp/intent/vectors.ts';
import { coreOfCondition, wordingsOfCondition } from '../../core/nlp/intent/condition-wordings.ts';
import type { Encoder } from '../../ports/encoder.ts';

const REMEMBERED_INDEXES = 32;
/** An index of so many texts takes a minute to encode; what comes after is left out. */
const MOST_TEXTS = 20_000;
const MOST_TEXTS_OF_OWNER = 200;

/**
 * Keeps the indexes that messages are ranked by. An index is built when its entries are first seen, and again
 * when the encoder's vectors have become others; the same entries make the same index, whoever asks.
 */
export class IntentIndexes {
  readonly #encoder: Encoder;
  readonly #keys = new WeakMap<readonly IntentEntry[], string>();
  /* By the entries' content and the encoder's id; the first is the one not used for longest. */
  readonly #building = new Map<string, Promise<IntentIndex>>();
  readonly #ready = new Map<string, IntentIndex>();

  constructor(encoder: Encoder) {
    this.#encoder = encoder;
  }

  /** Whether `rank` would answer without building an index first, which takes 3 ms a text. */
  isReady(entries: readonly IntentEntry[]): boolean {
    return this.#ready.has(this.#keyOf(entries));
  }

  /** Builds the index, if there is none. Throws what the encoder throws. */
  async prepare(entries: readonly IntentEntry[]): Promise<void> {
    await this.#indexOf(entries);
  }

  /**
   * Ranks each text. `entries` has to be the same array for the same entries
   * where speed counts: an array seen before is not read again, and must not have been changed.
   */
  async rank(entries: readonly IntentEntry[], texts: readonly string[]): Promise<readonly IntentRanking[]> {
    const vectors = await this.#encoder.encode(texts);
    let index = await this.#indexOf(entries);
    // The encoder has gone over to its table in between: both are asked again, and agree from then on.
    if (!index.isEmpty && vectors.some((vector) => vector.length !== index.dimensions)) {
      const again = await this.#encoder.encode(texts);
      index = await this.#indexOf(entries);
      return rankEach(index, texts, again);
    }
    return rankEach(index, texts, vectors);
  }

  /** Ranks a message as a whole and, when it is a longer one, clause by clause. */
  async rankMessage(entries: readonly IntentEntry[], message: string): Promise<IntentRanking> {
    return mergeRankings(await this.rank(entries, partsOfMessage(message)));
  }

  async #indexOf(entries: readonly IntentEntry[]): Promise<IntentIndex> {
    const key = this.#keyOf(entries);
    const ready = this.#ready.get(key);
    if (ready !== undefined) {
      this.#ready.delete(key);
      this.#ready.set(key, ready);
      return ready;
    }
    let building = this.#building.get(key);
    if (building === undefined) {
      building = this.#build(entries).finally(() => this.#building.delete(key));
      this.#building.set(key, building);
    }
    return building;
  }

  async #build(entries: readonly IntentEntry[]): Promise<IntentIndex> {
    let examples = await encodeEntries(this.#encoder, entries);
    // The encoder may go over to its table at any time; what it is now must be what the vectors are of.
    if (examples.some(({ vector }) => vector.length !== this.#encoder.dimensions)) {
      examples = await encodeEntries(this.#encoder, entries);
    }
    const key = this.#keyOf(entries);
    const index = await inTurns(IntentIndex.build(examples));
    this.#ready.set(key, index);
    const [oldest] = this.#ready.keys();
    if (this.#ready.size > REMEMBERED_INDEXES && oldest !== undefined) this.#ready.delete(oldest);
    return index;
  }

  #keyOf(entries: readonly IntentEntry[]): string {
    let content = this.#keys.get(entries);
    if (content === undefined) {
      const plain = entries.map(({ owner, texts, condition }) => [owner, texts, condition ?? null]);
      content = createHash('sha256').update(JSON.stringify(plain)).digest('base64');
      this.#keys.set(entries, content);
    }
    return `${this.#encoder.id} ${content}`;
  }
}

function rankEach(
  index: IntentIndex,
  texts: readonly string[],
  vectors: readonly Float32Array[],
): readonly IntentRanking[] {
  return texts.map((text, place) => index.rank(text, vectors[place] ?? new Float32Array(index.dimensions)));
}

/** Runs a piece of work pause by pause; in each, the event loop has its turn. */
async function inTurns<T>(work: Generator<void, T>): Promise<T> {
  for (;;) {
    const { done, value } = work.next();
    if (done === true) return value;
    await setImmediate();
  }
}

async function encodeEntries(
  encoder: Encoder,
  entries: readonly IntentEntry[],
): Promise<readonly IntentExample[]> {
  const texts = entries
    .flatMap(({ owner, texts: own }) => own.slice(0, MOST_TEXTS_OF_OWNER).map((text) => ({ owner, text })))
    .slice(0, MOST_TEXTS);
  const conditions = entries
    .flatMap(({ owner, condition }) =>
      condition === undefined ? [] : [{ owner, condition, text: coreOfCondition(condition) }],
    )
    .slice(0, MOST_TEXTS);
  const wordings = conditions.map(({ condition }) => wordingsOfCondition(condition));
  // One call: its vectors are all of one model.
  const vectors = await encoder.encode([...texts.map(({ text }) => text), ...wordings.flat()]);
  const examples = texts.map((each, index) => ({ ...each, vector: vectors[index] ?? new Float32Array() }));
  let from = texts.length;
  for (const [index, each] of conditions.entries()) {
    const own = vectors.slice(from, (from += wordings[index]?.length ?? 0));
    const [first] = own;
    if (first !== undefined) {
      examples.push({ owner: each.owner, text: each.text, vector: meanOf(own, first.length) });
    }
  }
  return examples;
}

function meanOf(vectors: readonly Float32Array[], dimensions: number): Float32Array {
  const sum = new Float32Array(dimensions);
  for (const vector of vectors)
    for (const [index, value] of vector.entries()) sum[index] = (sum[index] ?? 0) + value;
  return unit(sum);
}
