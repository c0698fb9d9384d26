import { Outlet, useMatch, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { SessionList } from '../../features/sessions/session-list.tsx';
import { sessionsSearchFrom } from '../../features/sessions/sessions-search.ts';
import { messages } from '../../lib/messages.ts';

/** All conversations beside the one that is watched; on a narrow screen one of the two. */
export function SessionsPage() {
  const open = useMatch({ from: '/sessions/$sessionId', shouldThrow: false }) !== undefined;
  const { holder, find } = useSearch({ from: '/sessions' });
  const search = useMemo(() => sessionsSearchFrom({ holder, find }), [holder, find]);
  return (
    <div className="flex min-h-0 min-w-0 flex-1">
      <div
        className={`min-h-0 w-full shrink-0 flex-col border-r border-line md:flex md:w-80 xl:w-88 ${open ? 'hidden' : 'flex'}`}
      >
        <SessionList search={search} />
      </div>
      <div className={`min-h-0 min-w-0 flex-1 flex-col bg-surface md:flex ${open ? 'flex' : 'hidden'}`}>
        {open ? <Outlet /> : <NothingWatched />}
      </div>
    </div>
  );
}

function NothingWatched() {
  return (
    <div className="grid flex-1 place-content-center gap-1 p-8 text-center">
      <h2 className="text-lg font-semibold">{messages.sessions.pick}</h2>
      <p className="max-w-xs text-sm text-balance text-ink-faint">{messages.sessions.pickHint}</p>
    </div>
  );
}
