import type { Handoff } from '@baton/protocol';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { messages } from '../../lib/messages.ts';
import { departmentsQuery, deskQuery } from '../../lib/queries.ts';
import type { QueueSearch } from '../../lib/queue-search.ts';

interface DepartmentTabsProps {
  search: QueueSearch;
  /** Those on the board, of all departments. */
  waiting: readonly Handoff[];
}

/** The lines one serves, each with how many wait in it; nothing for whoever serves a single one. */
export function DepartmentTabs({ search, waiting }: DepartmentTabsProps) {
  const { data: desk } = useQuery(deskQuery);
  const { data: departments } = useQuery(departmentsQuery);
  const served = (departments ?? []).filter(({ id }) => desk?.departments.has(id));
  if (served.length < 2) return null;
  const { department: chosen, ...rest } = search;
  const lines = served.map(({ id, name }) => ({
    id,
    name,
    count: Math.max(
      desk?.departments.get(id)?.waiting ?? 0,
      waiting.filter(({ requirements }) => requirements.department === id).length,
    ),
  }));
  const sum = lines.reduce((total, { count }) => total + count, 0);
  return (
    <ul
      role="list"
      aria-label={messages.queue.departments}
      className="thin-scroll flex shrink-0 gap-1 overflow-x-auto px-3 py-1"
    >
      <Tab name={messages.queue.allDepartments} count={sum} search={rest} current={chosen === undefined} />
      {lines.map(({ id, name, count }) => (
        <Tab
          key={id}
          name={name}
          count={count}
          search={{ ...rest, department: id }}
          current={chosen === id}
        />
      ))}
    </ul>
  );
}

interface TabProps {
  name: string;
  count: number;
  search: QueueSearch;
  current: boolean;
}

function Tab({ name, count, search, current }: TabProps) {
  return (
    <li className="shrink-0">
      <Link
        to="."
        search={search}
        aria-current={current ? 'true' : undefined}
        className={`flex h-7 max-w-40 items-center gap-1.5 rounded-full border px-2.5 text-xs -outline-offset-2 ${current ? 'border-accent-line bg-accent-soft font-semibold text-accent' : 'border-line bg-surface font-medium text-ink-soft hover:bg-hover'}`}
      >
        <span className="truncate">{name}</span>
        {count > 0 && (
          <span className="clock">
            {count}
            <span className="sr-only"> {messages.queue.filters.waiting}</span>
          </span>
        )}
      </Link>
    </li>
  );
}
