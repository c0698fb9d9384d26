import type { Handoff } from '@baton/protocol';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button } from '../../components/button.tsx';
import { useClock } from '../../lib/clock.ts';
import { clockText } from '../../lib/duration-text.ts';
import { messages } from '../../lib/messages.ts';
import { offersTo, secondsLeft } from '../../lib/offers.ts';
import { useOperator } from '../../lib/operator.ts';
import { boardQuery } from '../../lib/queries.ts';
import { reasonText } from '../../lib/reason-text.ts';
import { useShortcut } from '../../lib/shortcuts.ts';
import { useAnswerOffer } from './use-answer-offer.ts';
import { useOfferBell } from './use-offer-bell.ts';

/** What is offered to whoever sits here, before everything else on the page. */
export function OfferStrip() {
  const { id: me } = useOperator();
  const { data: board } = useQuery(boardQuery);
  const [first, ...others] = offersTo(board?.values() ?? [], me);
  useOfferBell(first);
  if (first === undefined) return null;
  return (
    <section
      aria-label={messages.offer.label}
      className="border-b border-accent-line bg-accent-soft px-4 py-2 md:px-5"
    >
      <Offer key={first.id} handoff={first} />
      {others.length > 0 && (
        <p className="mt-1 text-xs text-ink-soft">{messages.offer.more(others.length)}</p>
      )}
    </section>
  );
}

function Offer({ handoff }: { handoff: Handoff }) {
  const navigate = useNavigate();
  const { name } = handoff.customer;
  const { answer, pending, fault } = useAnswerOffer(
    handoff.id,
    () =>
      void navigate({
        to: '/handoffs/$handoffId',
        params: { handoffId: handoff.id },
        search: (current) => current,
      }),
  );
  useShortcut('d', () => answer('decline'));
  const left = useClock((now) => messages.offer.left(clockText(secondsLeft(handoff, now))));
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <div className="min-w-0 flex-1 basis-52">
        <p className="flex items-baseline gap-2">
          <Link
            to="/handoffs/$handoffId"
            params={{ handoffId: handoff.id }}
            search={(current) => current}
            className="min-w-0 truncate font-semibold hover:underline"
          >
            {messages.offer.title(name)}
          </Link>
          <span className="clock text-sm font-medium text-accent" role="timer">
            {left}
          </span>
        </p>
        <p className="truncate text-sm text-ink-soft">
          {reasonText(handoff.reason)}
          {handoff.summary !== '' && ` · ${handoff.summary}`}
        </p>
        <p role="alert" className="text-sm font-medium text-late empty:hidden">
          {fault}
        </p>
      </div>
      <div className="flex gap-2 max-sm:flex-1">
        <Button onClick={() => answer('decline')} disabled={pending} shortcut="d" className="max-sm:flex-1">
          {messages.offer.decline}
          <span className="sr-only">{name}</span>
        </Button>
        <Button look="primary" onClick={() => answer('accept')} disabled={pending} className="max-sm:flex-1">
          {messages.offer.accept}
          <span className="sr-only">{name}</span>
        </Button>
      </div>
    </div>
  );
}
