import type { Handoff } from '@baton/protocol';
import { useVirtualizer } from '@tanstack/react-virtual';
import { Link } from '@tanstack/react-router';
import type { RefObject } from 'react';
import { useLayoutEffect, useRef, useState } from 'react';
import { messages } from '../../lib/messages.ts';
import type { GroupedQueue, QueueFilter, QueueGroup } from '../../lib/queue-groups.ts';
import { groupsShown } from '../../lib/queue-groups.ts';
import { QueueRow } from './queue-row.tsx';

interface QueueGroupsProps {
  groups: GroupedQueue;
  filter: QueueFilter;
  /** By id: the place of each that waits in its department's line. */
  places: ReadonlyMap<string, number>;
  /** How many more wait than the server shows. */
  beyond: number;
  /** Whether something was looked for, so that finding nothing does not mean that nobody waits. */
  narrowed: boolean;
  scroll: RefObject<HTMLElement | null>;
}

export function QueueGroups({ groups, filter, places, beyond, narrowed, scroll }: QueueGroupsProps) {
  const shown = groupsShown(filter);
  const empty = shown.every((group) => groups[group].length === 0);
  if (empty && narrowed) return <NothingFound />;
  if (empty && filter !== 'waiting') return <Empty text={emptyText(filter)} />;
  return shown.map((group) => (
    <Group
      key={group}
      group={group}
      handoffs={groups[group]}
      places={places}
      beyond={group === 'waiting' ? beyond : 0}
      empty={narrowed ? null : emptyGroupText(group, filter !== 'all')}
      scroll={scroll}
    />
  ));
}

interface GroupProps extends Pick<QueueGroupsProps, 'places' | 'beyond' | 'scroll'> {
  group: QueueGroup;
  handoffs: readonly Handoff[];
  /** What is said when there is none; null: nothing stands there. */
  empty: string | null;
}

function Group({ group, handoffs, places, beyond, empty, scroll }: GroupProps) {
  const title = messages.queue.groups[group];
  if (handoffs.length === 0 && empty === null) return null;
  return (
    <section aria-label={title}>
      <div className="sticky top-0 z-10 flex items-baseline gap-2 bg-ground px-3 pt-4 pb-1.5">
        <h2 className="text-xs font-semibold text-ink-soft">{title}</h2>
        {handoffs.length > 0 && (
          <span className="clock text-xs text-ink-faint">{handoffs.length + beyond}</span>
        )}
      </div>
      <Rows title={title} group={group} handoffs={handoffs} places={places} scroll={scroll} />
      {handoffs.length === 0 && <Empty text={empty ?? ''} />}
      {beyond > 0 && <Empty text={messages.queue.beyond(beyond)} />}
    </section>
  );
}

/** Height of a row before it is measured. */
const ROW_HEIGHT = 88;
/** Rows kept above and below what is seen, so that the focus always finds its neighbour. */
const OVERSCAN = 8;

interface RowsProps extends Pick<GroupProps, 'group' | 'handoffs' | 'places' | 'scroll'> {
  title: string;
}

/** However many wait, only the rows near what is seen exist. */
function Rows({ title, group, handoffs, places, scroll }: RowsProps) {
  const list = useRef<HTMLUListElement>(null);
  const [margin, setMargin] = useState(0);
  useLayoutEffect(() => {
    const measure = (): void => setMargin(list.current?.offsetTop ?? 0);
    measure();
    // What stands above a list grows and shrinks with other lists.
    const observer = new ResizeObserver(measure);
    const content = list.current?.closest('[data-queue]');
    if (content) observer.observe(content);
    return () => observer.disconnect();
  }, []);
  // oxlint-disable-next-line react/incompatible-library -- what it answers goes to nothing that is memoised
  const rows = useVirtualizer({
    count: handoffs.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (index) => handoffs[index]?.id ?? index,
    overscan: OVERSCAN,
    scrollMargin: margin,
    initialRect: { width: 320, height: 800 },
  });
  const items = rows.getVirtualItems();
  const above = (items[0]?.start ?? margin) - margin;
  const below = rows.getTotalSize() - ((items.at(-1)?.end ?? margin) - margin);
  return (
    <ul
      ref={list}
      role="list"
      aria-label={title}
      style={{ paddingTop: above, paddingBottom: Math.max(0, below) }}
    >
      {items.map(({ index, key }) => {
        const handoff = handoffs[index];
        return (
          handoff !== undefined && (
            <li
              key={key}
              ref={rows.measureElement}
              data-index={index}
              aria-setsize={handoffs.length}
              aria-posinset={index + 1}
              className="relative pb-0.5"
            >
              <QueueRow
                handoff={handoff}
                group={group}
                place={group === 'waiting' ? (places.get(handoff.id) ?? null) : null}
              />
            </li>
          )
        );
      })}
    </ul>
  );
}

function NothingFound() {
  return (
    <div className="px-3 py-6 text-sm text-ink-faint">
      <p>{messages.queue.nothingFound}</p>
      <Link to="." search={{}} className="mt-1 inline-block font-medium text-accent hover:underline">
        {messages.queue.clearFilters}
      </Link>
    </div>
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
