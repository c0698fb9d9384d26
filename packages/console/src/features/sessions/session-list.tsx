import type { SessionHead } from '@baton/protocol';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { memo, useEffect, useRef } from 'react';
import { Button } from '../../components/button.tsx';
import { useClock } from '../../lib/clock.ts';
import { customerName } from '../../lib/customer-name.ts';
import { roundText, secondsBetween } from '../../lib/duration-text.ts';
import { messages } from '../../lib/messages.ts';
import { moveInList } from '../../lib/move-in-list.ts';
import { recentSessionsQuery } from '../../lib/session-queries.ts';
import { useShortcut } from '../../lib/shortcuts.ts';
import { SessionFilters } from './session-filters.tsx';
import type { SessionsSearch } from './sessions-search.ts';
import { sessionMatcher } from './sessions-search.ts';

/** Rows that a search looks for by itself, and the pages that it reads for them at most before it asks. */
const ENOUGH_ROWS = 10;
const MOST_PAGES = 10;

/** What goes on in all conversations, the one in which something was said last first. */
export function SessionList({ search }: { search: SessionsSearch }) {
  const list = useRef<HTMLElement>(null);
  const { found, shown, searching, count } = useSessions(search);
  useShortcut('j', () => moveInList(list.current, 1));
  useShortcut('k', () => moveInList(list.current, -1));
  const texts = messages.sessions;
  return (
    <nav ref={list} aria-label={messages.navigation.sessions} className="flex min-h-0 flex-1 flex-col">
      <h1 className="px-4 pt-4 pb-2 text-lg font-semibold tracking-tight">{messages.navigation.sessions}</h1>
      <SessionFilters search={search} />
      <div className="thin-scroll min-h-0 flex-1 overflow-y-auto overscroll-contain px-2 pb-4">
        {found.data === undefined && (
          <output className="block px-3 py-4 text-sm text-ink-faint">
            {found.isError ? texts.failed : texts.loading}
          </output>
        )}
        {found.data !== undefined && shown.length === 0 && !searching && (
          <p className="px-3 py-4 text-sm text-pretty text-ink-faint">{emptyText(search)}</p>
        )}
        <ul role="list" className="grid grid-cols-1 gap-0.5">
          {shown.map((session) => (
            <SessionRow key={session.id} session={session} search={search} />
          ))}
        </ul>
        <output className="block px-3 text-sm text-ink-faint not-empty:py-2">
          {searching && texts.searching}
          {!searching && found.hasNextPage && search.find !== undefined && texts.lookedAt(count)}
        </output>
        {found.hasNextPage && !searching && (
          <Button
            look="quiet"
            className="mt-2 w-full"
            disabled={found.isFetchingNextPage}
            onClick={() => void found.fetchNextPage()}
          >
            {search.find === undefined ? texts.older : texts.further}
          </Button>
        )}
      </div>
    </nav>
  );
}

/** Those that fit, with page after page until there are enough of them. */
function useSessions(search: SessionsSearch) {
  const found = useInfiniteQuery(recentSessionsQuery);
  const { data, hasNextPage, isFetchingNextPage, isError, fetchNextPage } = found;
  const all = data?.pages.flatMap(({ items }) => items) ?? [];
  const shown = all.filter(sessionMatcher(search));
  const narrowed = search.holder !== undefined || search.find !== undefined;
  const pages = data?.pages.length ?? 0;
  const wanting = narrowed && pages > 0 && shown.length < ENOUGH_ROWS && hasNextPage && !isError;
  const searching = wanting && pages < MOST_PAGES;
  useEffect(() => {
    if (searching && !isFetchingNextPage) void fetchNextPage();
  }, [searching, isFetchingNextPage, fetchNextPage, pages]);
  return { found, shown, searching, count: all.length };
}

function emptyText({ holder, find }: SessionsSearch): string {
  return find === undefined ? messages.sessions.empty[holder ?? 'all'] : messages.sessions.nothingFound;
}

interface SessionRowProps {
  session: SessionHead;
  search: SessionsSearch;
}

const SessionRow = memo(function SessionRow({ session, search }: SessionRowProps) {
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
        search={search}
        activeOptions={{ includeSearch: false }}
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
