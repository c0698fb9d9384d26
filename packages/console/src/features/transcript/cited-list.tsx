import { messages } from '../../lib/messages.ts';
import type { CitedArticle } from './cited-articles.ts';

/** The articles behind an answer, small under it: those with an address on the web lead there. */
export function CitedList({ articles }: { articles: readonly CitedArticle[] }) {
  return (
    <ul
      aria-label={messages.transcript.sources}
      className="mt-1 flex max-w-[min(40rem,88%)] min-w-0 flex-wrap justify-end gap-x-3 gap-y-0.5 px-1 text-xs text-ink-soft"
    >
      {articles.map(({ title, href }, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- two may have one title, and none ever moves
        <li key={index} className="flex max-w-full min-w-0 items-center gap-1">
          <svg aria-hidden="true" viewBox="0 0 16 16" className="size-3.5 shrink-0 text-ink-faint">
            <path
              d="M4 2.5h5l3 3v8H4zM9 2.5v3h3M6 8.5h4M6 11h4"
              fill="none"
              stroke="currentColor"
              strokeWidth="1.2"
              strokeLinejoin="round"
            />
          </svg>
          {href === null ? (
            <span className="truncate">{title}</span>
          ) : (
            <a
              href={href}
              target="_blank"
              rel="noopener noreferrer nofollow"
              className="truncate underline decoration-1 underline-offset-2 hover:text-accent"
            >
              {title}
            </a>
          )}
        </li>
      ))}
    </ul>
  );
}
