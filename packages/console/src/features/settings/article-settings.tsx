import type { Agent, Article } from '@baton/protocol';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { messages } from '../../lib/messages.ts';
import { shareText } from '../../lib/number-text.ts';
import { ArticleForm } from './article-form.tsx';
import { ArticleImport } from './article-import.tsx';
import type { SectionProps } from './department-settings.tsx';
import { ItemList } from './item-list.tsx';
import { Opening } from './opening.tsx';
import { articlesQuery, foundArticlesQuery } from './settings-queries.ts';
import { agentsQuery } from '../../lib/directory-queries.ts';
import { NEW } from './settings-search.ts';

const PAUSE_MS = 300;
const SHORTEST = 3;

export function ArticleSettings({ item, onDone }: SectionProps) {
  const articles = useQuery(articlesQuery);
  const agents = useQuery(agentsQuery);
  const [searched, setSearched] = useState('');
  if (item === undefined)
    return (
      <ItemList
        section="articles"
        failed={articles.isError}
        onRetry={() => void articles.refetch()}
        onSearch={setSearched}
        items={articles.data?.map((article) => ({
          id: article.id,
          title: article.title,
          below: belowOf(article, agents.data ?? []),
          badge: article.coded ? messages.settings.articles.coded : undefined,
          words: article.body,
        }))}
      >
        <Found text={searched} />
        <ArticleImport agents={agents.data ?? []} />
      </ItemList>
    );
  const article = articles.data?.find(({ id }) => id === item) ?? null;
  if (articles.data === undefined || agents.data === undefined || (article === null && item !== NEW))
    return <Opening failed={articles.isError || articles.isSuccess} onBack={onDone} />;
  return <ArticleForm key={item} article={article} agents={agents.data} onDone={onDone} />;
}

/** What the AI and operators would be given for these words. */
function Found({ text }: { text: string }) {
  const asked = useSettled(text.trim());
  const { data: found = [] } = useQuery(foundArticlesQuery(asked.length < SHORTEST ? '' : asked));
  const texts = messages.settings.articles;
  if (asked.length < SHORTEST || found.length === 0) return null;
  return (
    <section aria-label={texts.found} className="grid gap-2">
      <h3 className="text-sm font-semibold text-ink-soft">{texts.found}</h3>
      <ol role="list" className="grid gap-2">
        {found.map(({ article_id: id, title, passage, score }) => (
          <li key={id} className="rounded-xl border border-line bg-raised px-4 py-2.5">
            <p className="flex flex-wrap items-baseline justify-between gap-x-3">
              <span className="font-medium wrap-anywhere">{title}</span>
              <span className={`text-xs ${score >= 0.5 ? 'font-medium text-accent' : 'text-ink-faint'}`}>
                {texts.foundScore(shareText(score))}
                {score >= 0.5 && ` · ${texts.likely}`}
              </span>
            </p>
            <p className="line-clamp-3 text-sm wrap-anywhere text-ink-soft">{passage}</p>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** A text once it has not changed for a moment. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}

function belowOf({ tags, language, path }: Article, agents: readonly Agent[]): string {
  const texts = messages.settings.articles;
  const names = tags.map((tag) => agents.find(({ id }) => tag === `agent:${id}`)?.name ?? tag);
  return [
    names.length === 0 ? texts.everybody : names.join(', '),
    ...(language === null ? [] : [language]),
    ...(path === null ? [] : [texts.imported(path)]),
  ].join(' · ');
}
