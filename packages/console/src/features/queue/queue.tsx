import { useQuery } from '@tanstack/react-query';
import { useMemo, useRef } from 'react';
import { useClock } from '../../lib/clock.ts';
import { messages } from '../../lib/messages.ts';
import { moveInList } from '../../lib/move-in-list.ts';
import { useOperator } from '../../lib/operator.ts';
import { boardQuery, deskQuery } from '../../lib/queries.ts';
import type { QueueFilter } from '../../lib/queue-groups.ts';
import { groupQueue } from '../../lib/queue-groups.ts';
import type { QueueSearch } from '../../lib/queue-search.ts';
import { beyondBoard, matcherOf, placesInLine } from '../../lib/queue-view.ts';
import { useShortcut } from '../../lib/shortcuts.ts';
import { useAnswersDue } from '../../lib/use-held-conversations.ts';
import { DepartmentTabs } from './department-tabs.tsx';
import { QueueFilters } from './queue-filters.tsx';
import { QueueGroups } from './queue-groups.tsx';
import { QueueSearchField } from './queue-search-field.tsx';

/** Every conversation that wants a person, in the order in which to take them. */
export function Queue({ search }: { search: QueueSearch }) {
  const list = useRef<HTMLElement>(null);
  const scroll = useRef<HTMLDivElement>(null);
  const { id: me } = useOperator();
  const { data: board } = useQuery(boardQuery);
  const { data: desk } = useQuery(deskQuery);
  const { stage, department, reason, language, q } = search;
  const filter: QueueFilter = stage ?? 'all';
  // Handoffs leave "Recently ended" as time goes by; a minute is exact enough for that.
  const minute = useClock((now) => Math.floor(now / 60_000));
  const due = useAnswersDue();
  const all = useMemo(() => groupQueue(board?.values() ?? [], me, minute * 60_000), [board, me, minute]);
  const shown = useMemo(
    () =>
      groupQueue(
        [...(board?.values() ?? [])].filter(matcherOf({ department, reason, language, q })),
        me,
        minute * 60_000,
        due,
      ),
    [board, me, minute, due, department, reason, language, q],
  );
  const places = useMemo(() => placesInLine(all.waiting), [all]);
  const narrowed = reason !== undefined || language !== undefined || q !== undefined;
  const beyond = beyondBoard(desk, all.waiting, department ?? null);
  useShortcut('j', () => moveInList(list.current, 1));
  useShortcut('k', () => moveInList(list.current, -1));

  return (
    <nav
      ref={list}
      aria-label={messages.queue.label}
      className="flex min-h-0 flex-1 flex-col"
      onKeyDown={(event) => {
        const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
        if (step === 0 || isField(event.target)) return;
        event.preventDefault();
        moveInList(list.current, step);
      }}
    >
      <QueueSearchField search={search} handoffs={board} />
      <DepartmentTabs search={search} waiting={all.waiting} />
      <QueueFilters search={search} groups={shown} beyond={narrowed ? 0 : beyond} />
      <div
        ref={scroll}
        className="thin-scroll relative min-h-0 flex-1 overflow-y-auto overscroll-contain px-2 pb-4"
      >
        <div data-queue>
          {board === undefined ? (
            <p className="px-3 py-6 text-sm text-ink-faint">{messages.queue.loading}</p>
          ) : (
            <QueueGroups
              groups={shown}
              filter={filter}
              places={places}
              beyond={narrowed ? 0 : beyond}
              narrowed={narrowed}
              scroll={scroll}
            />
          )}
        </div>
      </div>
    </nav>
  );
}

function isField(target: EventTarget): boolean {
  return target instanceof Element && target.closest('input, select') !== null;
}
