import type { ArticleRecord } from '../core/behaviour/article-record.ts';
import type { AuthorParts } from './author-parts.ts';
import { requireText } from './check-text.ts';
import { codedId } from './coded-id.ts';

export interface ArticleOptions {
  readonly title: string;
  /** Plain text or Markdown; a paragraph is what a customer is shown. */
  readonly body: string;
  /** Where a customer finds it. */
  readonly url?: string;
  /** ISO 639-1, e.g. `es`. */
  readonly language?: string;
}

const LONGEST_BODY = 200_000;

/** Defines articles of an agent. Their ids depend on what they say. */
export function defineArticles(
  { app, behaviours }: AuthorParts,
  agentId: string,
  options: readonly ArticleOptions[],
): void {
  for (const { title, body } of options) {
    requireText('title', title);
    requireText('body', body, LONGEST_BODY);
  }
  const now = app.clock.now();
  for (const { title, body, url = null, language = null } of options) {
    const record: ArticleRecord = {
      id: codedId(behaviours, 'article', undefined, 'article', agentId, title, body),
      createdAt: now,
      updatedAt: now,
      title,
      body,
      url,
      tags: [`agent:${agentId}`],
      language,
      path: null,
    };
    behaviours.define('article', Object.freeze(record));
  }
}
