import type { Handoff } from '@baton/protocol';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { useClock } from '../../lib/clock.ts';
import { customerName } from '../../lib/customer-name.ts';
import { clockText } from '../../lib/duration-text.ts';
import { messages } from '../../lib/messages.ts';
import { offersTo, secondsLeft } from '../../lib/offers.ts';
import { useOperator } from '../../lib/operator.ts';
import { boardQuery } from '../../lib/queries.ts';
import { reasonText, triggeringQuote } from '../../lib/reason-text.ts';
import { focusReply } from '../../lib/reply-focus.ts';
import { useShortcut } from '../../lib/shortcuts.ts';
import { useAnswerOffer } from './use-answer-offer.ts';
import { useOfferBell } from './use-offer-bell.ts';

/**
 * All that is offered to whoever sits here, what goes on first at the top. It lies over the lower corner: nothing on the
 * page moves when it comes or goes, and what stands beneath its buttons ends no conversation.
 */
export function OfferList() {
  const { id: me } = useOperator();
  const { data: board } = useQuery(boardQuery);
  const offers = offersTo(board?.values() ?? [], me);
  useOfferBell(offers);
  if (offers.length === 0) return null;
  return (
    <section
      aria-label={messages.offer.label}
      className="thin-scroll shrink-0 overflow-y-auto border-t border-accent-line bg-accent-soft max-h-[32dvh] md:max-h-[45dvh] md:rounded-xl md:border md:shadow-float"
    >
      <ul role="list" className="divide-y divide-accent-line">
        {offers.map((handoff, index) => (
          <li key={handoff.id} className={index > 0 ? 'cramped:hidden' : undefined}>
            <Offer handoff={handoff} first={index === 0} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** A click sooner than this was meant for what stood there before. */
const ARMED_AFTER_MS = 400;

function Offer({ handoff, first }: { handoff: Handoff; first: boolean }) {
  const navigate = useNavigate();
  const armed = useArmed();
  const name = customerName(handoff);
  const quote = triggeringQuote(handoff);
  const { answer, pending, fault } = useAnswerOffer(handoff.id, () => {
    focusReply(handoff.id);
    void navigate({
      to: '/handoffs/$handoffId',
      params: { handoffId: handoff.id },
      search: (current) => current,
    });
  });
  useShortcut('d', first ? () => answer('decline') : null);
  useShortcut('y', first ? () => answer('accept') : null);
  return (
    <div className="grid gap-2 px-4 py-3 cramped:flex cramped:items-center cramped:py-1.5">
      <div className="min-w-0 cramped:flex-1">
        <p className="flex items-baseline justify-between gap-x-2 cramped:flex-wrap">
          <Link
            to="/handoffs/$handoffId"
            params={{ handoffId: handoff.id }}
            search={(current) => current}
            className="min-w-0 truncate font-semibold hover:underline"
          >
            {messages.offer.title(name)}
          </Link>
          <Left handoff={handoff} />
        </p>
        <p className="line-clamp-2 text-sm wrap-anywhere text-ink-soft cramped:hidden">
          {handoff.transfers > 0 && (
            <span className="font-medium text-accent">{messages.offer.passedOn} · </span>
          )}
          <span className="font-medium text-ink">{reasonText(handoff.reason)}</span>
          {quote !== null && ` “${quote.trim()}”`}
        </p>
        {handoff.summary !== '' && (
          <p className="truncate text-sm text-ink-soft cramped:hidden">{handoff.summary}</p>
        )}
        <p role="alert" className="text-sm font-medium text-late empty:hidden">
          {fault}
        </p>
      </div>
      <div className="flex gap-2">
        <Button
          onClick={() => answer('decline')}
          disabled={pending || !armed}
          shortcut={first ? 'd' : undefined}
          className="flex-1 max-sm:h-10"
        >
          {messages.offer.decline}
          <span className="sr-only">{name}</span>
        </Button>
        <Button
          look="primary"
          onClick={() => answer('accept')}
          disabled={pending || !armed}
          shortcut={first ? 'y' : undefined}
          className="flex-1 max-sm:h-10"
        >
          {messages.offer.accept}
          <span className="sr-only">{name}</span>
        </Button>
      </div>
    </div>
  );
}

function useArmed(): boolean {
  const [armed, setArmed] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setArmed(true), ARMED_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  return armed;
}

/** Ticks alone. */
function Left({ handoff }: { handoff: Handoff }) {
  const left = useClock((now) => messages.offer.left(clockText(secondsLeft(handoff, now))));
  return (
    <span className="clock shrink-0 text-sm font-medium text-accent" role="timer">
      {left}
    </span>
  );
}
