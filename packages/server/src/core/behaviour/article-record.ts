import type { Article } from './article.ts';

/** An article that was made over REST. Times are microseconds since 1970. */
export interface ArticleRecord extends Article {
  readonly createdAt: number;
  readonly updatedAt: number;
  /** `agent:<id>` or a tag of agents; empty: for all. */
  readonly tags: readonly string[];
  /** ISO 639-1; null when unknown. */
  readonly language: string | null;
  /** Where it stood in the folder it was imported from; null when it was not. */
  readonly path: string | null;
}
