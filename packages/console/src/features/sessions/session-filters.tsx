import { useNavigate } from '@tanstack/react-router';
import { useRef } from 'react';
import { messages } from '../../lib/messages.ts';
import { useShortcut } from '../../lib/shortcuts.ts';
import type { SessionFilter, SessionsSearch } from './sessions-search.ts';
import { SESSION_FILTERS } from './sessions-search.ts';

/** Which conversations are shown; kept in the address, so that it survives a reload. */
export function SessionFilters({ search }: { search: SessionsSearch }) {
  const field = useRef<HTMLInputElement>(null);
  const navigate = useNavigate();
  useShortcut('/', () => field.current?.focus());
  const { holder: chosen = 'all', find } = search;
  const show = (holder: SessionFilter, wanted: string | undefined): void =>
    void navigate({
      to: '.',
      search: {
        ...(holder !== 'all' && { holder }),
        ...(wanted !== undefined && wanted !== '' && { find: wanted }),
      },
      replace: true,
    });
  return (
    <>
      <div className="px-3 pb-1">
        <input
          ref={field}
          type="search"
          aria-label={messages.sessions.find}
          aria-keyshortcuts="/"
          placeholder={messages.sessions.find}
          value={find ?? ''}
          maxLength={100}
          onChange={(event) => show(chosen, event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            event.preventDefault();
            show(chosen, undefined);
            event.currentTarget.blur();
          }}
          className="h-8 w-full min-w-0 rounded-lg border border-line-strong/50 bg-surface px-2.5 text-sm text-ink -outline-offset-1 placeholder:text-ink-faint max-sm:text-[1rem]"
        />
      </div>
      <fieldset className="flex gap-0.5 px-3 pt-1 pb-2">
        <legend className="sr-only">{messages.queue.filterLabel}</legend>
        {SESSION_FILTERS.map((each) => (
          <button
            key={each}
            type="button"
            aria-pressed={each === chosen}
            onClick={() => show(each, find)}
            className={`h-7 rounded-md px-2 text-sm ${each === chosen ? 'bg-hover font-medium text-ink' : 'text-ink-faint hover:text-ink'}`}
          >
            {messages.sessions.filters[each]}
          </button>
        ))}
      </fieldset>
    </>
  );
}
