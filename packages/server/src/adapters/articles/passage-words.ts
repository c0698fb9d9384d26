import { setImmediate } from 'node:timers/promises';
import MiniSearch from 'minisearch';
import { passagesOf } from '../../core/behaviour/article.ts';
import type { Article } from '../../core/behaviour/article.ts';
import { STOP_WORDS } from '../../core/nlp/stop-words.ts';
import { stem } from '../../core/nlp/stem.ts';

/** A part of an article that can be read as an answer; empty for an article without a body. */
export interface Passage {
  readonly id: number;
  readonly title: string;
  readonly text: string;
}

/** About 5 ms of work. */
const PASSAGES_AT_ONCE = 50;
/** Articles of no set any more are looked for when there are so many more than after the last time. */
const GROWN = 1.25;
const FEW = 100;
/** Of a word's letters, how many may be wrong. */
const FUZZY = 0.15;
/**
 * A question of more words is searched for as it is written. Of 5000 articles each word that may be misspelt takes
 * 10 ms in which nothing else goes on, and a customer's question may have 150.
 */
const MOST_MISSPELT = 16;

/**
 * The words of all passages of all sets of articles, in one index: of a set in which one article has changed one is
 * added. A passage is known by its article, which is the same object in every set that holds it unchanged.
 */
export class PassageWords {
  readonly #index: MiniSearch<Passage> = new MiniSearch<Passage>({
    fields: ['title', 'text'],
    processTerm: (term) => {
      const word = term.toLowerCase();
      return STOP_WORDS.has(word) ? null : stem(word);
    },
    searchOptions: {
      boost: { title: 2 },
      fuzzy: (_term, _index, terms) => (terms.length > MOST_MISSPELT ? false : FUZZY),
      prefix: false,
    },
  });
  readonly #passages = new Map<Article, readonly Passage[]>();
  #sets: WeakRef<readonly Article[]>[] = [];
  #next = 0;
  #afterSweep = FEW;

  /** In pieces: of thousands of articles it takes a second, in which everything else goes on. */
  async add(articles: readonly Article[]): Promise<void> {
    this.#sets.push(new WeakRef(articles));
    if (this.#passages.size > this.#afterSweep * GROWN) this.#sweep();
    let added = 0;
    for (const article of articles) {
      if (this.#passages.has(article)) continue;
      const passages = this.#passagesOf(article);
      this.#passages.set(article, passages);
      this.#index.addAll(passages);
      added += passages.length;
      if (added < PASSAGES_AT_ONCE) continue;
      added = 0;
      await setImmediate();
    }
  }

  /** Of an article of a set that was added. */
  of(article: Article): readonly Passage[] {
    return this.#passages.get(article) ?? this.#passagesOf(article);
  }

  /** Best first; `isAsked` tells which passages count. */
  search(
    question: string,
    isAsked: (id: number) => boolean,
  ): readonly { readonly id: number; readonly score: number; readonly queryTerms: readonly string[] }[] {
    const found = this.#index.search(question, { filter: ({ id }) => isAsked(id as number) });
    return found.map(({ id, score, queryTerms }) => ({ id: id as number, score, queryTerms }));
  }

  #passagesOf(article: Article): readonly Passage[] {
    const texts = passagesOf(article);
    return (texts.length === 0 ? [''] : texts).map((text) => {
      this.#next += 1;
      return { id: this.#next, title: article.title, text };
    });
  }

  /** Forgets articles of sets that nobody holds any more. */
  #sweep(): void {
    const sets = this.#sets.filter((set) => set.deref() !== undefined);
    const live = new Set(sets.flatMap((set) => [...(set.deref() ?? [])]));
    for (const [article, passages] of this.#passages) {
      if (live.has(article)) continue;
      this.#passages.delete(article);
      for (const { id } of passages) this.#index.discard(id);
    }
    this.#sets = sets;
    this.#afterSweep = Math.max(FEW, this.#passages.size);
  }
}
