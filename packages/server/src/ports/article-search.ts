import type { Article } from '../core/behaviour/article.ts';

/** An article that may answer a question. */
export interface FoundArticle {
  readonly article: Article;
  /** The part of its body that comes nearest to the question. */
  readonly passage: string;
  /** 0..1; from ARTICLE_NEAR on it is likely to answer. */
  readonly score: number;
}

/** From here on an article is worth showing for an answer. */
export const ARTICLE_NEAR = 0.5;

/** Port: finds the articles that answer a question, best first. */
export interface ArticleSearch {
  /**
   * `articles` is indexed when it is first seen: give the same array for the same articles, and the same object for
   * an article that has not changed: it is not encoded again. While that goes on, and where there is no encoder, the
   * words alone decide.
   */
  search(articles: readonly Article[], question: string, most: number): Promise<readonly FoundArticle[]>;
  /** Indexes them ahead. */
  prepare(articles: readonly Article[]): Promise<void>;
}
