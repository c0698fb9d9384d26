import type { Json } from '@baton/protocol';
import type { ArticleSearch } from '../ports/article-search.ts';
import { ARTICLE_NEAR } from '../ports/article-search.ts';
import type { Retrieval } from './binding.ts';
import type { TurnContext } from './turn-context.ts';

/** More are of no help for one answer. */
const MOST_FOUND = 3;

/**
 * What the articles that hold for an agent say about the customer's message; null when none is near. It is data for
 * the composer as any retriever's is, and names the article: what is answered from it cites it.
 */
export async function retrieveArticles(
  search: ArticleSearch,
  { behaviour: { articles }, latest }: Pick<TurnContext, 'behaviour' | 'latest'>,
): Promise<Retrieval | null> {
  if (latest === null || articles.length === 0) return null;
  const found = await search.search(articles, latest.text, MOST_FOUND);
  const near = found.filter(({ score }) => score >= ARTICLE_NEAR);
  if (near.length === 0) return null;
  return {
    data: near.map(({ article, passage, score }): Json => ({
      article_id: article.id,
      title: article.title,
      text: passage,
      relevance: Math.round(score * 100) / 100,
      ...(article.url !== null && { url: article.url }),
    })),
  };
}
