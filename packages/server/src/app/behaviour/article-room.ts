import type { ArticleRecord } from '../../core/behaviour/article-record.ts';
import type { Behaviours } from './behaviours.ts';

/** All are held in memory, with 3 kB of vectors for every 600 characters. */
const MOST_ARTICLES = 5000;
const MOST_CHARACTERS = 20_000_000;

/** Why the articles would be too many or too long once these are stored and those are gone; null when they are not. */
export function noRoomFor(
  behaviours: Behaviours,
  put: readonly ArticleRecord[],
  gone: readonly string[] = [],
): string | null {
  const after = new Map(behaviours.stored('article').map((article) => [article.id, article]));
  for (const id of gone) after.delete(id);
  for (const article of put) after.set(article.id, article);
  if (after.size > MOST_ARTICLES) return `There may be ${MOST_ARTICLES} articles at most: delete some first.`;
  const characters = [...after.values()].reduce((sum, { body }) => sum + body.length, 0);
  if (characters <= MOST_CHARACTERS) return null;
  return `All articles together may have ${MOST_CHARACTERS} characters at most: delete some first.`;
}
