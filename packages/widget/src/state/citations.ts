import type { Json } from '@baton/protocol';
import { safeLink } from '../text/safe-link.ts';
import { object, string } from './read-json.ts';

export interface CitedArticle {
  title: string;
  /** Null where it has no address that a customer may be sent to. */
  href: string | null;
}

/** An answer tells from a few; what names more is not ours. */
const MOST = 10;

/** An answer's text, and apart from it the articles that its last lines name for chats that know no citations. */
export function withoutSources(
  text: string,
  value: Json | undefined,
): { text: string; citations: readonly CitedArticle[] } {
  const citations: CitedArticle[] = [];
  let rest = text;
  for (const each of Array.isArray(value) ? value.slice(0, MOST).toReversed() : []) {
    const { title, url } = object(each);
    const named = string(title)?.trim();
    if (!named) continue;
    const address = string(url) ?? '';
    const href = safeLink(address)?.href ?? null;
    const line = `\n${title as string}: ${address}`;
    if (href !== null && rest.endsWith(line)) rest = rest.slice(0, -line.length);
    citations.unshift({ title: named, href });
  }
  return { text: rest, citations };
}
