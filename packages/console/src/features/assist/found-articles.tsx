import type { FoundArticle } from '@baton/protocol';
import { messages } from '../../lib/messages.ts';
import { useInsert } from './use-insert.ts';

interface FoundArticlesProps {
  articles: readonly FoundArticle[];
  onOpen: (articleId: string) => void;
}

/** Articles that come near to the customer's question, each with the part that does. */
export function FoundArticles({ articles, onOpen }: FoundArticlesProps) {
  const insert = useInsert();
  return (
    <ul className="grid gap-3">
      {articles.map((article) => (
        <li key={article.article_id} className="grid min-w-0 gap-0.5 text-sm">
          <span className="flex min-w-0 items-baseline gap-2">
            <button
              type="button"
              aria-label={messages.assist.openArticleOf(article.title)}
              onClick={() => onOpen(article.article_id)}
              className="min-w-0 flex-1 truncate text-left font-medium text-accent underline underline-offset-2"
            >
              {article.title}
            </button>
            <button
              type="button"
              aria-label={messages.assist.insertQuoteOf(article.title)}
              onClick={() => insert(quoteOf(article), { edit: true })}
              className="h-6 shrink-0 rounded-md px-1.5 text-xs font-medium text-ink-soft hover:bg-hover hover:text-ink"
            >
              {messages.assist.insertQuote}
            </button>
          </span>
          <span className="said line-clamp-2 text-xs text-ink-soft">{article.passage}</span>
        </li>
      ))}
    </ul>
  );
}

/** The part of it, and where the customer reads the rest. */
function quoteOf({ passage, title, url }: FoundArticle): string {
  return url === null ? passage.trim() : `${passage.trim()}\n\n${title}: ${url}`;
}
