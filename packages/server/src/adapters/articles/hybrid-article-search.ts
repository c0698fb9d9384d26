import type { Article } from '../../core/behaviour/article.ts';
import { STOP_WORDS } from '../../core/nlp/stop-words.ts';
import { dot } from '../../core/nlp/intent/vectors.ts';
import { PassageWords } from './passage-words.ts';
import type { Passage } from './passage-words.ts';
import type { ArticleSearch, FoundArticle } from '../../ports/article-search.ts';
import type { Encoder } from '../../ports/encoder.ts';

/** More of one set are not searched: each passage takes 3 ms to encode. */
const MOST_PASSAGES = 20_000;
const LONGEST_QUESTION = 1000;
/** The encoder takes what comes in small numbers in between. */
const TEXTS_AT_ONCE = 64;
/** One that was just changed is found by words until it is encoded; where more are missing all of them are. */
const MOST_MISSING = 0.05;
/*
 * Measured on spoken questions (DSTC10) and written ones (DSTC11), 22 articles a question: the encoder on title and
 * body finds the right article first in 78 and 89 of 100, BM25 in 68 and 46; BM25 beside it helps only at a low
 * weight.
 */
const WORDS_WEIGHT = 0.2;
/** Cosines between unrelated sentences and between a question and its answer, for a score of 0 and of 1. */
const FAR = 0.2;
const NEAR = 0.75;
/** BM25 has no scale of its own: half the score that a question of this length could reach counts as 0.5. */
const WORDS_ALONE = 0.85;

/** A passage of one set of articles. */
interface Place {
  readonly passage: Passage;
  /** Its article's number in the set. */
  readonly article: number;
  /** Which of its article it is. */
  readonly part: number;
}

/** Of one article. They live as long as its record: of many articles one that changes is encoded alone. */
interface Vectors {
  readonly encoderId: string;
  readonly title: Float32Array;
  readonly passages: readonly Float32Array[];
}

interface Index {
  readonly places: readonly Place[];
  readonly ids: ReadonlySet<number>;
}

/** Finds articles by meaning, and a little by words; by words alone without an encoder. */
export class HybridArticleSearch implements ArticleSearch {
  readonly #encoder: Encoder | null;
  readonly #indexes = new WeakMap<readonly Article[], Promise<Index>>();
  readonly #words = new PassageWords();
  readonly #vectors = new WeakMap<Article, Vectors>();
  /** Sets are encoded one after another: what two of them share is encoded once. */
  #encoding: Promise<void> = Promise.resolve();

  constructor(encoder: Encoder | null) {
    this.#encoder = encoder;
  }

  async search(
    articles: readonly Article[],
    question: string,
    most: number,
  ): Promise<readonly FoundArticle[]> {
    const asked = question.slice(0, LONGEST_QUESTION).toWellFormed();
    if (articles.length === 0 || asked.trim() === '') return [];
    const index = await this.#indexOf(articles);
    const byWords = this.#scoreByWords(index, asked);
    const byMeaning = await this.#scoreByMeaning(index, articles, asked);
    const best = new Map<number, { passage: Passage; score: number }>();
    for (const [at, { passage, article }] of index.places.entries()) {
      const words = byWords.get(passage.id) ?? 0;
      const meaning = byMeaning?.[at];
      const score =
        meaning === undefined ? WORDS_ALONE * words : (1 - WORDS_WEIGHT) * meaning + WORDS_WEIGHT * words;
      if (score > (best.get(article)?.score ?? 0)) best.set(article, { passage, score });
    }
    return [...best]
      .toSorted(([, a], [, b]) => b.score - a.score)
      .slice(0, most)
      .flatMap(([number, { passage, score }]) => {
        const article = articles[number];
        return article === undefined ? [] : [{ article, passage: passage.text, score }];
      });
  }

  async prepare(articles: readonly Article[]): Promise<void> {
    if (articles.length === 0) return;
    const index = await this.#indexOf(articles);
    const encoder = this.#encoder;
    if (encoder === null || this.#unencoded(index, articles).length === 0) return;
    const encoding = this.#encoding.then(() => this.#encode(encoder, index, articles));
    this.#encoding = encoding.catch(() => undefined);
    await encoding;
  }

  #indexOf(articles: readonly Article[]): Promise<Index> {
    let index = this.#indexes.get(articles);
    if (index === undefined) {
      index = this.#build(articles);
      this.#indexes.set(articles, index);
    }
    return index;
  }

  async #build(articles: readonly Article[]): Promise<Index> {
    await this.#words.add(articles);
    const places: Place[] = [];
    for (const [article, record] of articles.entries()) {
      const passages = this.#words.of(record);
      if (places.length + passages.length > MOST_PASSAGES) break;
      for (const [part, passage] of passages.entries()) places.push({ passage, article, part });
    }
    return { places, ids: new Set(places.map(({ passage }) => passage.id)) };
  }

  /** By passage id: the share of the question's words that it has, the rarer the heavier, 0..1. */
  #scoreByWords({ ids }: Index, question: string): ReadonlyMap<number, number> {
    const found = this.#words.search(question, (id) => ids.has(id));
    const asked = new Set(found.flatMap(({ queryTerms }) => queryTerms));
    const best = found[0]?.score ?? 0;
    if (best === 0) return new Map();
    const words = Math.max(asked.size, contentWords(question));
    return new Map(
      found.map(({ id, score, queryTerms }) => [id, (score / best) * (new Set(queryTerms).size / words)]),
    );
  }

  /** By passage, undefined for one that has no vector; undefined while too many have none. */
  async #scoreByMeaning(
    index: Index,
    articles: readonly Article[],
    question: string,
  ): Promise<readonly (number | undefined)[] | undefined> {
    const encoder = this.#encoder;
    if (encoder === null) return undefined;
    const missing = this.#unencoded(index, articles).length;
    // In the background: who asks meanwhile is answered by words.
    if (missing > 0) this.prepare(articles).catch(() => undefined);
    if (missing > articles.length * MOST_MISSING) return undefined;
    const [asked] = await encoder.encode([question]);
    if (asked === undefined) return undefined;
    const titles = articles.map((article) => this.#cosine(this.#vectorsOf(article)?.title, asked));
    return index.places.map(({ article, part }) => {
      const title = titles[article];
      const vectors = this.#vectorsOf(articles[article]);
      if (title === undefined || vectors === null) return undefined;
      const cosine = Math.max(title, this.#cosine(vectors.passages[part], asked) ?? 0);
      return Math.min(1, Math.max(0, (cosine - FAR) / (NEAR - FAR)));
    });
  }

  #cosine(vector: Float32Array | undefined, asked: Float32Array): number | undefined {
    return vector === undefined || vector.length !== asked.length ? undefined : dot(vector, asked);
  }

  #vectorsOf(article: Article | undefined): Vectors | null {
    const vectors = article === undefined ? undefined : this.#vectors.get(article);
    return vectors !== undefined && vectors.encoderId === this.#encoder?.id ? vectors : null;
  }

  /** Numbers of articles that are searched and have no vectors. */
  #unencoded(index: Index, articles: readonly Article[]): readonly number[] {
    const last = index.places.at(-1)?.article ?? -1;
    return articles.flatMap((article, number) =>
      number > last || this.#vectorsOf(article) !== null ? [] : [number],
    );
  }

  async #encode(encoder: Encoder, index: Index, articles: readonly Article[]): Promise<void> {
    const texts = new Map<number, string[]>();
    for (const number of this.#unencoded(index, articles)) texts.set(number, []);
    // A passage is read with its title: alone it often does not say what it is about.
    for (const { article, passage } of index.places)
      texts.get(article)?.push(`${passage.title}. ${passage.text}`);
    let batch: number[] = [];
    let size = 0;
    for (const [number, passages] of texts) {
      batch.push(number);
      size += passages.length + 1;
      if (size < TEXTS_AT_ONCE) continue;
      await this.#encodeBatch(encoder, articles, batch, texts);
      [batch, size] = [[], 0];
    }
    await this.#encodeBatch(encoder, articles, batch, texts);
  }

  async #encodeBatch(
    encoder: Encoder,
    articles: readonly Article[],
    batch: readonly number[],
    texts: ReadonlyMap<number, readonly string[]>,
  ): Promise<void> {
    const all = batch.flatMap((number) => [articles[number]?.title ?? '', ...(texts.get(number) ?? [])]);
    if (all.length === 0) return;
    const vectors = await encoder.encode(all);
    let next = 0;
    for (const number of batch) {
      const article = articles[number];
      const count = texts.get(number)?.length ?? 0;
      const [title, ...passages] = vectors.slice(next, next + 1 + count);
      next += 1 + count;
      if (article === undefined || title === undefined) continue;
      this.#vectors.set(article, { encoderId: encoder.id, title, passages });
    }
  }
}

function contentWords(question: string): number {
  const words = question.toLowerCase().match(/\p{L}{2,}/gu) ?? [];
  return new Set(words.filter((word) => !STOP_WORDS.has(word))).size;
}
