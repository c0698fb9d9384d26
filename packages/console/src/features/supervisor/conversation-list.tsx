import type { Handoff } from '@baton/protocol';
import { Link } from '@tanstack/react-router';
import { PriorityMark } from '../../components/priority-mark.tsx';
import { WaitClock } from '../../components/wait-clock.tsx';
import { customerName } from '../../lib/customer-name.ts';
import { useClock } from '../../lib/clock.ts';
import { roundText, secondsBetween } from '../../lib/duration-text.ts';
import { isHeld, isWaiting } from '../../lib/handoff-stage.ts';
import { messages } from '../../lib/messages.ts';
import { reasonText } from '../../lib/reason-text.ts';
import { ActionMenu } from './action-menu.tsx';
import type { MenuAct } from './action-menu.tsx';

/** What can be done with a conversation; the page opens the dialog for it. */
export type HandoffAct = 'reassign' | 'priority' | 'whisper';
export type OnHandoffAct = (act: HandoffAct, handoff: Handoff) => void;

interface ConversationListProps {
  title: string;
  handoffs: readonly Handoff[];
  empty: string;
  onAct: OnHandoffAct;
}

/** The board is looked at, not searched: the queue has all of them. */
const MOST_SHOWN = 50;

export function ConversationList({ title, handoffs, empty, onAct }: ConversationListProps) {
  const shown = handoffs.slice(0, MOST_SHOWN);
  const more = handoffs.length - shown.length;
  return (
    <section aria-label={title} className="min-w-0">
      <h3 className="flex items-baseline gap-2 pb-1 text-xs font-semibold text-ink-soft">
        {title}
        <span className="clock font-normal text-ink-faint">{handoffs.length}</span>
      </h3>
      {handoffs.length === 0 ? (
        <p className="py-2 text-sm text-ink-faint">{empty}</p>
      ) : (
        <ul role="list" className="divide-y divide-line">
          {shown.map((handoff) => (
            <Row key={handoff.id} handoff={handoff} onAct={onAct} />
          ))}
        </ul>
      )}
      {more > 0 && <p className="py-2 text-sm text-ink-faint">{messages.supervisor.more(more)}</p>}
    </section>
  );
}

function Row({ handoff, onAct }: { handoff: Handoff; onAct: OnHandoffAct }) {
  const texts = messages.supervisor;
  const name = customerName(handoff);
  return (
    <li className="flex items-start gap-2 py-2">
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-baseline justify-between gap-x-3">
          <Link
            to="/handoffs/$handoffId"
            params={{ handoffId: handoff.id }}
            search={(current) => current}
            aria-label={texts.watchOf(name)}
            className="min-w-0 truncate rounded-sm font-medium hover:underline"
          >
            {name}
          </Link>
          {isWaiting(handoff) ? <WaitClock handoff={handoff} /> : <HeldFor handoff={handoff} />}
        </p>
        <p className="text-sm wrap-anywhere text-ink-soft">
          {reasonText(handoff.reason)}
          <span className="text-ink-faint"> · {whereText(handoff)}</span>
          {handoff.priority !== 0 && isWaiting(handoff) && (
            <>
              {' · '}
              <PriorityMark priority={handoff.priority} />
            </>
          )}
        </p>
      </div>
      <ActionMenu name={name} acts={actsOn(handoff, onAct)} />
    </li>
  );
}

function HeldFor({ handoff }: { handoff: Handoff }) {
  const since = handoff.accepted_utc ?? handoff.requested_utc;
  const text = useClock((now) => roundText(secondsBetween(since, now)));
  return <span className="clock text-xs text-ink-faint">{messages.supervisor.since(text)}</span>;
}

function whereText({ stage, offer, operator }: Handoff): string {
  const texts = messages.supervisor;
  if (stage === 'offered' && offer !== null) return texts.offeredTo(offer.operator.name);
  if (stage === 'active' || stage === 'returning')
    return operator === null ? texts.heldOutside : texts.heldBy(operator.name);
  return messages.queue.nobody;
}

function actsOn(handoff: Handoff, onAct: OnHandoffAct): MenuAct[] {
  const texts = messages.supervisor;
  const acts: MenuAct[] = [{ text: texts.reassign, act: () => onAct('reassign', handoff) }];
  if (isWaiting(handoff)) acts.push({ text: texts.priority, act: () => onAct('priority', handoff) });
  if (isHeld(handoff) && handoff.operator !== null)
    acts.push({ text: texts.whisper, act: () => onAct('whisper', handoff) });
  return acts;
}
