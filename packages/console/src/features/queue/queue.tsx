import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Fragment, useRef } from 'react';
import { useClock } from '../../lib/clock.ts';
import { messages } from '../../lib/messages.ts';
import { useOperator } from '../../lib/operator.ts';
import { boardQuery } from '../../lib/queries.ts';
import type { GroupedQueue, QueueFilter, QueueGroup } from '../../lib/queue-groups.ts';
import { groupQueue, groupsShown } from '../../lib/queue-groups.ts';
import { useShortcut } from '../../lib/shortcuts.ts';
import { QueueFilters } from './queue-filters.tsx';
import { moveInQueue } from './queue-keys.ts';
import { QueueRow } from './queue-row.tsx';

/** Every conversation that wants a person, in the order in which to take them. `children` stand before what has ended. */
export function Queue({ filter, children }: { filter: QueueFilter; children?: ReactNode }) {
  const list = useRef<HTMLElement>(null);
  const { id: me } = useOperator();
  const { data: board } = useQuery(boardQuery);
  // Handoffs leave "Recently ended" as time goes by; a minute is exact enough for that.
  const minute = useClock((now) => Math.floor(now / 60_000));
  const groups = groupQueue(board?.values() ?? [], me, minute * 60_000);
  useShortcut('j', () => moveInQueue(list.current, 1));
  useShortcut('k', () => moveInQueue(list.current, -1));

  return (
    <nav
      ref={list}
      aria-label={messages.queue.label}
      className="flex min-h-0 flex-1 flex-col"
      onKeyDown={(event) => {
        const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
        if (step === 0) return;
        event.preventDefault();
        moveInQueue(list.current, step);
      }}
    >
      <QueueFilters filter={filter} groups={groups} />
      <div className="thin-scroll min-h-0 flex-1 overflow-y-auto overscroll-contain px-2 pb-4">
        {board === undefined ? (
          <p className="px-3 py-6 text-sm text-ink-faint">{messages.queue.loading}</p>
        ) : (
          <QueueGroups groups={groups} filter={filter} later={filter === 'all' && children} />
        )}
      </div>
    </nav>
  );
}

interface QueueGroupsProps {
  groups: GroupedQueue;
  filter: QueueFilter;
  /** Stands after what is open. */
  later: ReactNode;
}

function QueueGroups({ groups, filter, later }: QueueGroupsProps) {
  const shown = groupsShown(filter);
  const empty = shown.every((group) => groups[group].length === 0);
  const last = shown.at(-1);
  if (empty && filter !== 'waiting')
    return (
      <>
        <Empty text={emptyText(filter)} />
        {later}
      </>
    );
  return shown.map((group) => (
    <Fragment key={group}>
      {group === last && group === 'ended' && later}
      <Group group={group} groups={groups} alone={filter !== 'all'} />
    </Fragment>
  ));
}

function Group({ group, groups, alone }: { group: QueueGroup; groups: GroupedQueue; alone: boolean }) {
  const handoffs = groups[group];
  const title = messages.queue.groups[group];
  const empty = emptyGroupText(group, alone);
  if (handoffs.length === 0 && empty === null) return null;
  return (
    <section aria-label={title}>
      <div className="sticky top-0 z-10 flex items-baseline gap-2 bg-ground px-3 pt-4 pb-1.5">
        <h2 className="text-xs font-semibold text-ink-soft">{title}</h2>
        {handoffs.length > 0 && <span className="clock text-xs text-ink-faint">{handoffs.length}</span>}
      </div>
      <ul role="list" aria-label={title} className="grid grid-cols-1 gap-0.5">
        {handoffs.map((handoff) => (
          <QueueRow key={handoff.id} handoff={handoff} group={group} />
        ))}
      </ul>
      {handoffs.length === 0 && <Empty text={empty ?? ''} />}
    </section>
  );
}

function Empty({ text }: { text: string }) {
  return <p className="px-3 py-2 text-sm text-pretty text-ink-faint">{text}</p>;
}

function emptyGroupText(group: QueueGroup, alone: boolean): string | null {
  if (group === 'waiting') return messages.queue.emptyWaiting;
  return group === 'mine' && !alone ? messages.queue.emptyMine : null;
}

function emptyText(filter: QueueFilter): string {
  if (filter === 'active') return messages.queue.emptyActive;
  return filter === 'ended' ? messages.queue.emptyEnded : messages.queue.emptyAll;
}
