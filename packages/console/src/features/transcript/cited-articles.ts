import type { MessageData } from '@baton/protocol';
import { safeHref } from '../../lib/linkify.ts';

/** An article that an answer tells from; `href` is null where it has no address on the web. */
export interface CitedArticle {
  title: string;
  href: string | null;
}

/** An answer tells from a few; what names more is not from our engine. */
const MOST = 10;

interface Told {
  /** The text without the lines that only name its articles: those stand under it as links. */
  text: string;
  cited: readonly CitedArticle[];
}

/** What a message says, and the articles it says it from. */
export function readCitations(text: string, citations: MessageData['citations']): Told {
  if (!Array.isArray(citations)) return { text, cited: [] };
  const cited = citations.slice(0, MOST).flatMap((given: unknown) => {
    const { title, url } = (given ?? {}) as { title?: unknown; url?: unknown };
    if (typeof title !== 'string' || title === '') return [];
    return [{ title, url: typeof url === 'string' ? url : null }];
  });
  // The last lines name them for those whose chat knows no citations.
  let rest = text;
  for (const { title, url } of cited.toReversed()) {
    const line = `\n${title}: ${url}`;
    if (url !== null && safeHref(url) !== null && rest.endsWith(line)) rest = rest.slice(0, -line.length);
  }
  return {
    text: rest,
    cited: cited.map(({ title, url }) => ({ title, href: url === null ? null : safeHref(url) })),
  };
}
