import { Link } from '@tanstack/react-router';
import { messages } from '../../lib/messages.ts';
import type { GroupedQueue, QueueFilter } from '../../lib/queue-groups.ts';
import { QUEUE_FILTERS, groupsShown } from '../../lib/queue-groups.ts';

/** What the queue shows; kept in the address, so that it can be bookmarked and survives a reload. */
export function QueueFilters({ filter, groups }: { filter: QueueFilter; groups: GroupedQueue }) {
  return (
    <ul role="list" aria-label={messages.queue.filterLabel} className="flex gap-0.5 px-3 pt-1 pb-2">
      {QUEUE_FILTERS.map((option) => {
        const count = groupsShown(option).reduce((sum, group) => sum + groups[group].length, 0);
        return (
          <li key={option}>
            <Link
              to="."
              search={option === 'all' ? {} : { stage: option }}
              activeOptions={{ exact: true, includeSearch: true }}
              aria-current={option === filter ? 'true' : undefined}
              className={`flex h-7 items-center gap-1.5 rounded-md px-2 text-sm ${option === filter ? 'bg-hover font-medium text-ink' : 'text-ink-faint hover:text-ink'}`}
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
