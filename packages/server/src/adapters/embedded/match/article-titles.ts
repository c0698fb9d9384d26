import type { ArticleRecord } from '../../../core/behaviour/article-record.ts';
import type { AgentBehaviour } from '../../../engine/behaviour.ts';

const PREFIX = 'article:';
/** Ranking further ones would cost more than it helps: they are found by the search all the same. */
const MOST_TITLES = 500;

/**
 * Articles whose titles stand beside guidelines when it is decided what a message is about: where one comes nearest no
 * guideline is followed for a few words that they share, and the article answers.
 */
export function titlesOf({ articles }: AgentBehaviour): readonly ArticleRecord[] {
  return articles.slice(0, MOST_TITLES);
}

export function articleOwner(id: string): string {
  return PREFIX + id;
}

export function isArticle(owner: string): boolean {
  return owner.startsWith(PREFIX);
}
