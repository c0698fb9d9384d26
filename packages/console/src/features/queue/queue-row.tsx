import type { Handoff } from '@baton/protocol';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import type { KeyboardEvent } from 'react';
import { memo } from 'react';
import { Button } from '../../components/button.tsx';
import { PriorityMark } from '../../components/priority-mark.tsx';
import { WaitClock } from '../../components/wait-clock.tsx';
import { customerName } from '../../lib/customer-name.ts';
import { languageText } from '../../lib/language-text.ts';
import { messages } from '../../lib/messages.ts';
import { departmentsQuery } from '../../lib/queries.ts';
import type { QueueGroup } from '../../lib/queue-groups.ts';
import { reasonText, triggeringQuote } from '../../lib/reason-text.ts';
import { focusReply } from '../../lib/reply-focus.ts';
import { shortcutsEnabled } from '../../lib/shortcuts.ts';
import { useAcceptHandoff } from '../../lib/use-accept-handoff.ts';
import { RowState } from './row-state.tsx';
import { UnreadMark } from './unread-mark.tsx';

interface QueueRowProps {
  handoff: Handoff;
  group: QueueGroup;
  /** From 1, in its department's line; null when it does not wait. */
  place: number | null;
}

/** One handoff in the queue. Its accessible name begins with the customer's name. */
export const QueueRow = memo(function QueueRow({ handoff, group, place }: QueueRowProps) {
  const quote = triggeringQuote(handoff);
  const waiting = group === 'waiting';
  const { accept, pending, fault } = useAcceptRow(handoff.id);
  // The row that has the focus comes before the conversation that is open.
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'a' || event.ctrlKey || event.metaKey || event.altKey || !shortcutsEnabled()) return;
    event.preventDefault();
    accept();
  };
  return (
    <div className="group/row relative">
      <Link
        to="/handoffs/$handoffId"
        params={{ handoffId: handoff.id }}
        search={(current) => current}
        activeOptions={{ includeSearch: false }}
        data-queue-row={handoff.id}
        onKeyDown={waiting ? onKeyDown : undefined}
        aria-keyshortcuts={waiting ? 'a' : undefined}
        className="block scroll-mt-11 rounded-lg border border-transparent px-3 py-2 -outline-offset-2 hover:bg-hover aria-[current=page]:border-line aria-[current=page]:bg-surface aria-[current=page]:shadow-sm"
      >
        <span className="flex items-baseline justify-between gap-2">
          <span className="min-w-0 truncate font-semibold">{customerName(handoff)}</span>
          {waiting && <WaitClock handoff={handoff} />}
          {group === 'mine' && <UnreadMark handoff={handoff} />}
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
        <span className="flex min-w-0 gap-1.5 text-xs text-ink-faint empty:hidden">
          {group !== 'ended' && <PriorityMark priority={handoff.priority} />}
          {place !== null && <span className="clock shrink-0">{messages.queue.place(place)}</span>}
          {group !== 'ended' && <Needs handoff={handoff} />}
          <RowState handoff={handoff} group={group} />
        </span>
      </Link>
      {waiting && (
        <Button
          look="primary"
          onClick={accept}
          disabled={pending}
          className="absolute right-2 bottom-2 h-7! text-xs opacity-0 group-focus-within/row:opacity-100 group-hover/row:opacity-100 group-has-[[aria-current=page]]/row:hidden pointer-coarse:hidden"
        >
          {messages.conversation.accept}
          <span className="sr-only">{customerName(handoff)}</span>
        </Button>
      )}
      <p role="alert" className="px-3 pb-2 text-sm text-late empty:hidden">
        {fault}
      </p>
    </div>
  );
});

/** Language and, where one serves several, department. */
function Needs({ handoff: { requirements } }: { handoff: Handoff }) {
  const { data: departments } = useQuery(departmentsQuery);
  const several = (departments?.length ?? 0) > 1;
  const name = several ? departments?.find(({ id }) => id === requirements.department)?.name : undefined;
  const parts = [requirements.language && languageText(requirements.language), name].filter(Boolean);
  return parts.length > 0 && <span className="min-w-0 shrink truncate">{parts.join(' · ')}</span>;
}

function useAcceptRow(handoffId: string): ReturnType<typeof useAcceptHandoff> {
  const navigate = useNavigate();
  return useAcceptHandoff(handoffId, () => {
    focusReply(handoffId);
    void navigate({ to: '/handoffs/$handoffId', params: { handoffId }, search: (current) => current });
  });
}
