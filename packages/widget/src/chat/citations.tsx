import type { VNode } from 'preact';
import type { CitedArticle } from '../state/citations.ts';
import { useMoreMessages } from './use-more-messages.ts';

/** What an answer tells from. */
export function Citations({ of }: { of: readonly CitedArticle[] }): VNode {
  const words = useMoreMessages();
  return (
    <ul class="citations" aria-label={words.sources}>
      {of.map(({ title, href }, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- two articles may have one title
        <li key={index} dir="auto">
          {href === null ? (
            title
          ) : (
            <a href={href} target="_blank" rel="noopener noreferrer nofollow">
              {title}
            </a>
          )}
        </li>
      ))}
    </ul>
  );
}
