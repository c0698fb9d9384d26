import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { FollowUpFilter } from '../../lib/follow-up-order.ts';
import { FOLLOW_UP_FILTERS, followUpsShown } from '../../lib/follow-up-order.ts';
import { messages } from '../../lib/messages.ts';
import { useOperator } from '../../lib/operator.ts';
import { departmentsQuery, deskQuery } from '../../lib/queries.ts';
import { FollowUpRow } from './follow-up-row.tsx';

/** Calls, e-mails and the like that customers were promised (H7.1), live. */
export function FollowUpBoard() {
  const { id: me } = useOperator();
  const { data: desk } = useQuery(deskQuery);
  const { data: departments } = useQuery(departmentsQuery);
  const [chosen, setFilter] = useState<FollowUpFilter | null>(null);
  const texts = messages.followUps;
  if (desk === undefined) return <output className="block text-sm text-ink-faint">{texts.loading}</output>;
  const all = [...desk.followUps.values()];
  const count = (filter: FollowUpFilter): number => followUpsShown(all, filter, me).length;
  // Whoever comes when nothing is due wants to see what will be.
  const filter = chosen ?? (count('due') > 0 ? 'due' : 'all');
  const shown = followUpsShown(all, filter, me);
  const several = (departments?.length ?? 0) > 1;
  const nameOf = (id: string): string | null =>
    several ? (departments?.find((department) => department.id === id)?.name ?? null) : null;
  return (
    <>
      <fieldset className="flex flex-wrap gap-1">
        <legend className="sr-only">{messages.queue.filterLabel}</legend>
        {FOLLOW_UP_FILTERS.map((each) => (
          <button
            key={each}
            type="button"
            aria-pressed={each === filter}
            onClick={() => setFilter(each)}
            className={`flex h-8 items-center gap-1.5 rounded-lg px-3 text-sm ${each === filter ? 'bg-accent-soft font-semibold text-accent' : 'font-medium text-ink-soft hover:bg-hover'}`}
          >
            {texts.filters[each]}
            <span className="clock text-xs">{count(each)}</span>
          </button>
        ))}
      </fieldset>
      {shown.length === 0 ? (
        <p className="max-w-prose py-4 text-sm text-pretty text-ink-faint">{texts.empty[filter]}</p>
      ) : (
        <ul
          role="list"
          aria-label={texts.filters[filter]}
          className="rounded-xl border border-line bg-surface px-4"
        >
          {shown.map((followUp) => (
            <FollowUpRow key={followUp.id} followUp={followUp} department={nameOf(followUp.department_id)} />
          ))}
        </ul>
      )}
    </>
  );
}
