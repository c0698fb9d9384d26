import type { Article } from '../core/behaviour/article.ts';
import { contentId } from '../core/content-id.ts';
import type { Retriever } from '../engine/binding.ts';
import { ARTICLE_NEAR } from '../ports/article-search.ts';
import type { AuthorParts } from './author-parts.ts';
import { requireText } from './check-text.ts';

export interface ArticleOptions {
  readonly title: string;
  /** Plain text or Markdown; a paragraph is what a customer is shown. */
  readonly body: string;
  /** Where a customer finds it. */
  readonly url?: string;
}

/** More are of no help for one answer. */
const MOST_FOUND = 3;
const LONGEST_BODY = 200_000;

export function readArticles(options: readonly ArticleOptions[]): readonly Article[] {
  return options.map(({ title, body, url = null }) => {
    requireText('title', title);
    requireText('body', body);
    if (body.length > LONGEST_BODY)
      throw new RangeError(`The body of “${title}” has more than ${LONGEST_BODY} characters`);
    return Object.freeze({ id: contentId('article', title, body), title, body, url });
  });
}

/** Finds what these articles say about the customer's message. */
export function articleRetriever({ app }: AuthorParts, articles: readonly Article[]): Retriever {
  return async ({ latest }) => {
    if (latest === null) return null;
    const found = await app.articleSearch.search(articles, latest.text, MOST_FOUND);
    const near = found.filter(({ score }) => score >= ARTICLE_NEAR);
    if (near.length === 0) return null;
    return {
      data: near.map(({ article, passage, score }) => ({
        title: article.title,
        text: passage,
        relevance: Math.round(score * 100) / 100,
        ...(article.url !== null && { url: article.url }),
      })),
    };
  };
}
