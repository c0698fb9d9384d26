import { Link } from '@tanstack/react-router';
import { messages } from '../../lib/messages.ts';
import type { GroupedQueue } from '../../lib/queue-groups.ts';
import { QUEUE_FILTERS, groupsShown } from '../../lib/queue-groups.ts';
import type { QueueSearch } from '../../lib/queue-search.ts';

interface QueueFiltersProps {
  search: QueueSearch;
  groups: GroupedQueue;
  /** How many more wait than the server shows. */
  beyond: number;
}

/** Which stages the queue shows; kept in the address, so that it can be bookmarked and survives a reload. */
export function QueueFilters({ search, groups, beyond }: QueueFiltersProps) {
  const { stage: chosen = 'all', ...rest } = search;
  return (
    <ul
      role="list"
      aria-label={messages.queue.filterLabel}
      className="flex gap-0.5 overflow-x-auto px-3 pt-1 pb-2"
    >
      {QUEUE_FILTERS.map((option) => {
        const shown = groupsShown(option).reduce((sum, group) => sum + groups[group].length, 0);
        const count = option === 'waiting' ? shown + beyond : shown;
        return (
          <li key={option}>
            <Link
              to="."
              search={option === 'all' ? rest : { ...rest, stage: option }}
              activeOptions={{ exact: true, includeSearch: true }}
              aria-current={option === chosen ? 'true' : undefined}
              className={`flex h-7 items-center gap-1.5 rounded-md px-2 text-sm whitespace-nowrap ${option === chosen ? 'bg-hover font-medium text-ink' : 'text-ink-faint hover:text-ink'}`}
            >
              {messages.queue.filters[option]}
              {count > 0 && option !== 'all' && <span className="clock text-xs text-ink-faint">{count}</span>}
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
