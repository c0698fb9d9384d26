import type { Handoff } from '@baton/protocol';
import { Link } from '@tanstack/react-router';
import { memo } from 'react';
import { WaitClock } from '../../components/wait-clock.tsx';
import { messages } from '../../lib/messages.ts';
import type { QueueGroup } from '../../lib/queue-groups.ts';
import { reasonText, triggeringQuote } from '../../lib/reason-text.ts';
import { RowState } from './row-state.tsx';

/** One handoff in the queue. Its accessible name begins with the customer's name. */
export const QueueRow = memo(function QueueRow({ handoff, group }: { handoff: Handoff; group: QueueGroup }) {
  const quote = triggeringQuote(handoff);
  return (
    <li className="[contain-intrinsic-size:auto_6rem] [content-visibility:auto]">
      <Link
        to="/handoffs/$handoffId"
        params={{ handoffId: handoff.id }}
        search={(current) => current}
        activeOptions={{ includeSearch: false }}
        data-queue-row={handoff.id}
        className="group block rounded-lg border border-transparent px-3 py-2 -outline-offset-2 hover:bg-hover aria-[current=page]:border-line aria-[current=page]:bg-surface aria-[current=page]:shadow-sm"
      >
        <span className="flex items-baseline justify-between gap-2">
          <span className="min-w-0 truncate font-semibold">{handoff.customer.name}</span>
          {group === 'waiting' && <WaitClock handoff={handoff} />}
        </span>
        <span className="line-clamp-2 text-sm wrap-anywhere text-ink-soft">
          <span className={group === 'ended' ? undefined : 'font-medium text-ink'}>
            {reasonText(handoff.reason)}
          </span>
          {quote !== null && <span> “{quote.trim()}”</span>}
        </span>
        {handoff.summary !== '' && group !== 'ended' && (
          <span className="block truncate text-sm text-ink-faint">{handoff.summary}</span>
        )}
        <span className="flex gap-1.5 text-xs text-ink-faint">
          {handoff.priority > 0 && group === 'waiting' && (
            <span className="font-medium text-near">{messages.queue.high} ·</span>
          )}
          <RowState handoff={handoff} group={group} />
        </span>
      </Link>
    </li>
  );
});
