import MiniSearch from 'minisearch';
import { passagesOf } from '../../core/behaviour/article.ts';
import type { Article } from '../../core/behaviour/article.ts';
import { STOP_WORDS } from '../../core/nlp/stop-words.ts';
import { stem } from '../../core/nlp/stem.ts';
import { dot } from '../../core/nlp/intent/vectors.ts';
import type { ArticleSearch, FoundArticle } from '../../ports/article-search.ts';
import type { Encoder } from '../../ports/encoder.ts';

/** More of one set are not searched: each passage takes 3 ms to encode. */
const MOST_PASSAGES = 20_000;
const LONGEST_QUESTION = 1000;
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

interface Passage {
  readonly id: number;
  readonly article: number;
  readonly title: string;
  readonly text: string;
}

interface Vectors {
  readonly encoderId: string;
  readonly titles: readonly Float32Array[];
  readonly passages: readonly Float32Array[];
}

interface Index {
  readonly passages: readonly Passage[];
  readonly words: MiniSearch<Passage>;
  vectors: Vectors | null;
  encoding: Promise<void> | null;
}

/** Finds articles by meaning, and a little by words; by words alone without an encoder. */
export class HybridArticleSearch implements ArticleSearch {
  readonly #encoder: Encoder | null;
  readonly #indexes = new WeakMap<readonly Article[], Index>();

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
    const index = this.#indexOf(articles);
    const byWords = scoreByWords(index, asked);
    const byMeaning = await this.#scoreByMeaning(index, articles, asked);
    const best = new Map<number, { passage: Passage; score: number }>();
    for (const passage of index.passages) {
      const words = byWords.get(passage.id) ?? 0;
      const meaning = byMeaning?.[passage.id];
      const score =
        meaning === undefined ? WORDS_ALONE * words : (1 - WORDS_WEIGHT) * meaning + WORDS_WEIGHT * words;
      if (score > (best.get(passage.article)?.score ?? 0)) best.set(passage.article, { passage, score });
    }
    return [...best]
      .toSorted(([, a], [, b]) => b.score - a.score)
      .slice(0, most)
      .flatMap(([number, { passage, score }]) => {
        const article = articles[number];
        return article === undefined ? [] : [{ article, passage: passage.text, score }];
      });
  }

  /** Encodes a set of articles ahead. */
  async prepare(articles: readonly Article[]): Promise<void> {
    await this.#encode(this.#indexOf(articles), articles);
  }

  #indexOf(articles: readonly Article[]): Index {
    let index = this.#indexes.get(articles);
    if (index === undefined) this.#indexes.set(articles, (index = buildIndex(articles)));
    return index;
  }

  /** By passage; undefined while there are no vectors. */
  async #scoreByMeaning(
    index: Index,
    articles: readonly Article[],
    question: string,
  ): Promise<readonly number[] | undefined> {
    const encoder = this.#encoder;
    if (encoder === null) return undefined;
    const { vectors } = index;
    if (vectors === null || vectors.encoderId !== encoder.id) {
      // In the background: who asks first is answered by words.
      this.#encode(index, articles).catch(() => undefined);
      return undefined;
    }
    const [asked] = await encoder.encode([question]);
    if (asked === undefined || asked.length !== vectors.titles[0]?.length) return undefined;
    const titles = vectors.titles.map((title) => dot(title, asked));
    return index.passages.map(({ id, article }) => {
      const passage = vectors.passages[id];
      const cosine = Math.max(titles[article] ?? 0, passage === undefined ? 0 : dot(passage, asked));
      return Math.min(1, Math.max(0, (cosine - FAR) / (NEAR - FAR)));
    });
  }

  async #encode(index: Index, articles: readonly Article[]): Promise<void> {
    const encoder = this.#encoder;
    if (encoder === null || index.vectors?.encoderId === encoder.id) return;
    index.encoding ??= (async () => {
      const titles = articles.map(({ title }) => title);
      // A passage is read with its title: alone it often does not say what it is about.
      const passages = index.passages.map(({ title, text }) => `${title}. ${text}`);
      const all = await encoder.encode([...titles, ...passages]);
      index.vectors = {
        encoderId: encoder.id,
        titles: all.slice(0, titles.length),
        passages: all.slice(titles.length),
      };
    })().finally(() => (index.encoding = null));
    await index.encoding;
  }
}

function buildIndex(articles: readonly Article[]): Index {
  const passages = articles
    .flatMap((article, number) => {
      const texts = passagesOf(article);
      return (texts.length === 0 ? [''] : texts).map((text) => ({
        article: number,
        title: article.title,
        text,
      }));
    })
    .slice(0, MOST_PASSAGES)
    .map((passage, id) => ({ ...passage, id }));
  const words = new MiniSearch<Passage>({
    fields: ['title', 'text'],
    processTerm: (term) => {
      const word = term.toLowerCase();
      return STOP_WORDS.has(word) ? null : stem(word);
    },
    searchOptions: { boost: { title: 2 }, fuzzy: 0.15, prefix: false },
  });
  words.addAll(passages);
  return { passages, words, vectors: null, encoding: null };
}

/** By passage id: the share of the question's words that it has, the rarer the heavier, 0..1. */
function scoreByWords({ words, passages }: Index, question: string): ReadonlyMap<number, number> {
  const found = words.search(question);
  const asked = new Set(found.flatMap(({ queryTerms }) => queryTerms));
  const best = found[0]?.score ?? 0;
  if (best === 0 || passages.length === 0) return new Map();
  return new Map(
    found.map(({ id, score, queryTerms }) => [
      id as number,
      (score / best) * (new Set(queryTerms).size / Math.max(asked.size, contentWords(question))),
    ]),
  );
}

function contentWords(question: string): number {
  const words = question.toLowerCase().match(/\p{L}{2,}/gu) ?? [];
  return new Set(words.filter((word) => !STOP_WORDS.has(word))).size;
}
