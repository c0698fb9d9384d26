import type { SessionHead } from '@baton/protocol';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { memo, useRef, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { useClock } from '../../lib/clock.ts';
import { customerName } from '../../lib/customer-name.ts';
import { roundText, secondsBetween } from '../../lib/duration-text.ts';
import { messages } from '../../lib/messages.ts';
import { moveInList } from '../../lib/move-in-list.ts';
import { recentSessionsQuery } from '../../lib/session-queries.ts';
import { useShortcut } from '../../lib/shortcuts.ts';

const FILTERS = ['all', 'ai', 'people'] as const;
type Filter = (typeof FILTERS)[number];

/** What goes on in all conversations, the one in which something was said last first. */
export function SessionList() {
  const list = useRef<HTMLElement>(null);
  const [filter, setFilter] = useState<Filter>('all');
  const found = useInfiniteQuery(recentSessionsQuery);
  const all = found.data?.pages.flatMap(({ items }) => items) ?? [];
  const shown = all.filter(({ mode }) => filter === 'all' || (mode === 'auto') === (filter === 'ai'));
  useShortcut('j', () => moveInList(list.current, 1));
  useShortcut('k', () => moveInList(list.current, -1));
  const texts = messages.sessions;
  return (
    <nav ref={list} aria-label={messages.navigation.sessions} className="flex min-h-0 flex-1 flex-col">
      <h1 className="px-4 pt-4 pb-1 text-lg font-semibold tracking-tight">{messages.navigation.sessions}</h1>
      <fieldset className="flex gap-0.5 px-3 pb-2">
        <legend className="sr-only">{messages.queue.filterLabel}</legend>
        {FILTERS.map((each) => (
          <button
            key={each}
            type="button"
            aria-pressed={each === filter}
            onClick={() => setFilter(each)}
            className={`h-7 rounded-md px-2 text-sm ${each === filter ? 'bg-hover font-medium text-ink' : 'text-ink-faint hover:text-ink'}`}
          >
            {texts.filters[each]}
          </button>
        ))}
      </fieldset>
      <div className="thin-scroll min-h-0 flex-1 overflow-y-auto overscroll-contain px-2 pb-4">
        {found.data === undefined && (
          <output className="block px-3 py-4 text-sm text-ink-faint">
            {found.isError ? texts.failed : texts.loading}
          </output>
        )}
        {found.data !== undefined && shown.length === 0 && (
          <p className="px-3 py-4 text-sm text-pretty text-ink-faint">{texts.empty[filter]}</p>
        )}
        <ul role="list" className="grid grid-cols-1 gap-0.5">
          {shown.map((session) => (
            <SessionRow key={session.id} session={session} />
          ))}
        </ul>
        {found.hasNextPage && (
          <Button
            look="quiet"
            className="mt-2 w-full"
            disabled={found.isFetchingNextPage}
            onClick={() => void found.fetchNextPage()}
          >
            {texts.older}
          </Button>
        )}
      </div>
    </nav>
  );
}

const SessionRow = memo(function SessionRow({ session }: { session: SessionHead }) {
  const { id, agent, last_message: last, creation_utc: created } = session;
  const texts = messages.sessions;
  const since = useClock((now) => {
    const seconds = secondsBetween(last?.creation_utc ?? created, now);
    return seconds < 60 ? messages.wait.justNow : messages.wait.ended(roundText(seconds));
  });
  return (
    <li className="[contain-intrinsic-size:auto_4.5rem] [content-visibility:auto]">
      <Link
        to="/sessions/$sessionId"
        params={{ sessionId: id }}
        search={{}}
        data-queue-row={id}
        className="block rounded-lg border border-transparent px-3 py-2 -outline-offset-2 hover:bg-hover aria-[current=page]:border-line aria-[current=page]:bg-surface aria-[current=page]:shadow-sm"
      >
        <span className="flex items-baseline justify-between gap-2">
          <span className="min-w-0 truncate font-semibold">
            {customerName({ customer: session.customer, session_id: id })}
          </span>
          <span className="clock shrink-0 text-xs text-ink-faint">{since}</span>
        </span>
        <span className="block truncate text-sm text-ink-soft">
          {last === null ? texts.silent : `${whoSaid(last.source)}${last.text}`}
        </span>
        <span className="block truncate text-xs text-ink-faint">
          <HolderMark session={session} /> · {agent.name}
        </span>
      </Link>
    </li>
  );
});

/** Who speaks for the company now. */
export function HolderMark({ session: { mode, operator } }: { session: SessionHead }) {
  if (mode === 'auto') return messages.sessions.withAi;
  return (
    <span className="font-medium text-accent">
      {operator === null ? messages.sessions.waits : messages.queue.heldBy(operator.name)}
    </span>
  );
}

function whoSaid(source: string): string {
  if (source === 'ai_agent') return messages.sessions.aiSaid;
  return source.startsWith('human_agent') ? messages.sessions.personSaid : '';
}
