import { retrieveArticles } from './article-retriever.ts';
import { AUTHOR_TIMEOUT_MS } from './author-code.ts';
import type { AuthorCode } from './author-code.ts';
import type { Retrieval } from './binding.ts';
import { checkResult } from './execute-calls.ts';
import type { TurnContext } from './turn-context.ts';

type Found = Retrieval | null | (() => Promise<Retrieval | null>);

/** What an agent's articles say and its retrievers find. They run from the moment this is made, beside everything else. */
export class Retrievals {
  readonly #author: AuthorCode;
  readonly #running: readonly { readonly what: string; readonly found: Promise<Found | null> }[];

  constructor(context: TurnContext, author: AuthorCode) {
    this.#author = author;
    const { articles, binding } = context.behaviour;
    const { articleSearch } = author.current.app;
    const own = { id: 'articles', retrieve: () => retrieveArticles(articleSearch, context) };
    const retrievers = [...(articles.length > 0 ? [own] : []), ...(binding.retrievers ?? [])];
    this.#running = retrievers.map(({ id, retrieve }) => {
      const what = `retriever ${id}`;
      const found = author.attempt(what, AUTHOR_TIMEOUT_MS, () => retrieve(context));
      // A turn that ends without an answer never asks for it.
      found.catch(() => undefined);
      return { what, found };
    });
  }

  /** Whether there are any. */
  get some(): boolean {
    return this.#running.length > 0;
  }

  /** What they found, in the order of the retrievers; those that were put off run now. Failed ones are left out. */
  async all(): Promise<readonly Retrieval[]> {
    const found = await Promise.all(this.#running.map((each) => this.#one(each.what, each.found)));
    return found.filter((each) => each !== null);
  }

  async #one(what: string, running: Promise<Found | null>): Promise<Retrieval | null> {
    const found = await running;
    const retrieval =
      typeof found === 'function'
        ? await this.#author.attempt(what, AUTHOR_TIMEOUT_MS, () => found())
        : found;
    if (retrieval === null || retrieval === undefined) return null;
    try {
      return checkResult(retrieval);
    } catch (error) {
      this.#author.failed(what, error);
      return null;
    }
  }
}
