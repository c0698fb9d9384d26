import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { BatonMark } from '../../components/baton-mark.tsx';
import { messages } from '../../lib/messages.ts';
import type { PageId } from '../../lib/pages.ts';
import { pagesFor } from '../../lib/pages.ts';
import type { QueueSearch } from '../../lib/queue-search.ts';
import { PageIcon } from './page-icon.tsx';

interface RailProps {
  /** The page one is on; null on none of them. */
  current: PageId | null;
  lead: boolean;
  counts: Readonly<Partial<Record<PageId, number>>>;
  /** How the queue was left. */
  queueSearch: QueueSearch;
  /** What belongs to whoever sits here: presence, bell, account. */
  children: ReactNode;
}

/** The way around, along the left edge. */
export function Rail({ current, lead, counts, queueSearch, children }: RailProps) {
  return (
    <header className="hidden w-22 shrink-0 flex-col items-center border-r border-line bg-ground py-3 md:flex">
      <BatonMark />
      <nav
        aria-label={messages.navigation.label}
        className="thin-scroll mt-3 min-h-0 w-full flex-1 overflow-y-auto"
      >
        <ul role="list" className="grid gap-1 px-1">
          {pagesFor(lead).map(({ id, to, key }) => (
            <li key={id}>
              <Link
                to={to}
                search={id === 'queue' ? queueSearch : {}}
                aria-keyshortcuts={key}
                aria-current={id === current ? 'page' : undefined}
                className={`relative grid justify-items-center gap-0.5 rounded-lg px-0 py-1.5 text-center text-2xs -outline-offset-2 ${id === current ? 'bg-accent-soft font-semibold text-accent' : 'font-medium text-ink-soft hover:bg-hover hover:text-ink'}`}
              >
                <PageIcon page={id} />
                <span className="max-w-full hyphens-auto wrap-break-word">{messages.navigation[id]}</span>
                <Count page={id} count={counts[id] ?? 0} />
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <div className="grid w-full justify-items-center gap-1 px-1.5 pt-2">{children}</div>
    </header>
  );
}

/** How many wait there. Above 99 the number itself says little, and would not fit. */
function Count({ page, count }: { page: PageId; count: number }) {
  if (count === 0) return null;
  const said = page === 'followUps' ? messages.navigation.due(count) : messages.navigation.waiting(count);
  return (
    <span className="clock absolute top-0.5 left-1/2 ml-1.5 min-w-4.5 rounded-full bg-accent px-1 text-2xs font-semibold text-on-accent">
      <span aria-hidden="true">{count > 99 ? '99+' : count}</span>
      <span className="sr-only">, {said}</span>
    </span>
  );
}
