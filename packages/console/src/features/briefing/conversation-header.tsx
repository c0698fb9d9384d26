import { BackIcon } from '../../components/back-icon.tsx';
import type { Handoff } from '@baton/protocol';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { WaitClock } from '../../components/wait-clock.tsx';
import { useClock } from '../../lib/clock.ts';
import { customerName } from '../../lib/customer-name.ts';
import { clockText, secondsBetween } from '../../lib/duration-text.ts';
import { isHeld, isHeldBy, isWaiting } from '../../lib/handoff-stage.ts';
import { messages } from '../../lib/messages.ts';
import { useOperator } from '../../lib/operator.ts';
import { fullTime, timeOfDay } from '../../lib/time-text.ts';

/** Who it is, where it stands, who holds it, and the clocks. `children` are the actions. */
export function ConversationHeader({ handoff, children }: { handoff: Handoff; children: ReactNode }) {
  return (
    <header className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line bg-surface px-4 py-2.5 md:px-6">
      <div className="flex min-w-0 flex-1 basis-72 items-center gap-3 max-sm:basis-full max-sm:gap-1.5">
        <Link
          to="/"
          search={(current) => current}
          aria-label={messages.conversation.back}
          className="-ml-1.5 grid size-8 shrink-0 place-items-center rounded-lg text-ink-soft hover:bg-hover md:hidden"
        >
          <BackIcon />
        </Link>
        <div className="min-w-0 flex-1">
          <div
            className={`flex items-center gap-2.5 ${isWaiting(handoff) ? '' : 'max-sm:flex-col max-sm:items-start max-sm:gap-0.5'}`}
          >
            <h1 className="max-w-full truncate text-lg font-semibold tracking-tight">
              {customerName(handoff)}
            </h1>
            {isWaiting(handoff) ? <WaitClock handoff={handoff} /> : <StageMark handoff={handoff} />}
          </div>
          <Clocks handoff={handoff} />
        </div>
      </div>
      <div className="flex items-center gap-2 empty:hidden max-sm:w-full">{children}</div>
    </header>
  );
}

function StageMark({ handoff }: { handoff: Handoff }) {
  const { id: me } = useOperator();
  const held = useClock((now) =>
    isHeld(handoff) && handoff.accepted_utc !== null
      ? messages.wait.held(clockText(secondsBetween(handoff.accepted_utc, now)))
      : null,
  );
  const mine = isHeldBy(handoff, me);
  const holder = mine
    ? messages.queue.heldByMe
    : handoff.operator === null
      ? null
      : messages.queue.heldBy(handoff.operator.name);
  const text = [holder, held].filter((part) => part !== null).join(' · ');
  return (
    <span
      className={`clock max-w-full truncate rounded-md px-1.5 text-xs leading-5 font-medium ${mine ? 'bg-accent-soft text-accent' : 'bg-sunken text-ink-soft'}`}
    >
      {/* To whoever holds it the stage says nothing new; a phone has no room for that. */}
      <span className={mine ? 'max-sm:sr-only' : undefined}>
        {messages.stage[handoff.stage]}
        {text !== '' && ' · '}
      </span>
      {text}
    </span>
  );
}

function Clocks({ handoff }: { handoff: Handoff }) {
  const {
    requested_utc: requested,
    accepted_utc: accepted,
    first_human_word_utc: word,
    ended_utc: ended,
  } = handoff;
  const texts = messages.conversation;
  const parts = [texts.agent(handoff.agent.name), texts.requestedAt(timeOfDay(requested))];
  if (isWaiting(handoff)) parts.unshift(messages.stage[handoff.stage]);
  if (accepted !== null) parts.push(texts.acceptedAfter(clockText(secondsBetween(requested, accepted))));
  if (accepted !== null && word !== null)
    parts.push(texts.firstWordAfter(clockText(secondsBetween(accepted, word))));
  if (ended !== null) parts.push(texts.endedAt(timeOfDay(ended)));
  return (
    <p
      className={`clock truncate text-xs text-ink-faint ${isWaiting(handoff) ? '' : 'max-sm:hidden'}`}
      title={fullTime(requested)}
    >
      {parts.join(' · ')}
    </p>
  );
}
