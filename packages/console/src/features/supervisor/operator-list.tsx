import type { Handoff, PresenceStatus } from '@baton/protocol';
import { Link } from '@tanstack/react-router';
import { Fold } from '../../components/fold.tsx';
import { useClock } from '../../lib/clock.ts';
import { roundText, secondsBetween } from '../../lib/duration-text.ts';
import { customerName } from '../../lib/customer-name.ts';
import { messages } from '../../lib/messages.ts';
import { ActionMenu } from './action-menu.tsx';
import type { OperatorNow } from './board-model.ts';
import { LoadBar } from './load-bar.tsx';

const DOTS: Readonly<Record<PresenceStatus, string>> = {
  available: 'bg-accent',
  away: 'bg-near',
  offline: 'border border-line-strong',
};

interface OperatorListProps {
  operators: readonly OperatorNow[];
  onSendAway: (now: OperatorNow) => void;
}

/** Who is here, how much each has, and what. Who is offline is folded away. */
export function OperatorList({ operators, onSendAway }: OperatorListProps) {
  const texts = messages.supervisor;
  const here = operators.filter(({ operator }) => operator.presence.status !== 'offline');
  // One who is offline and still holds something is in his grace period: he stays in sight.
  const leaving = operators.filter(
    ({ operator, holds }) => operator.presence.status === 'offline' && holds.length > 0,
  );
  const gone = operators.filter(
    ({ operator, holds }) => operator.presence.status === 'offline' && holds.length === 0,
  );
  if (operators.length === 0) return <p className="py-2 text-sm text-ink-faint">{texts.noOperators}</p>;
  return (
    <>
      {here.length + leaving.length === 0 && (
        <p className="py-2 text-sm text-ink-faint">{texts.nobodyHere}</p>
      )}
      <ul role="list" className="divide-y divide-line">
        {[...here, ...leaving].map((now) => (
          <Row key={now.operator.id} now={now} onSendAway={onSendAway} />
        ))}
      </ul>
      {gone.length > 0 && (
        <Fold
          label={<span className="text-xs font-semibold text-ink-soft">{texts.offline(gone.length)}</span>}
          className="pt-2"
        >
          <ul role="list" className="pt-1">
            {gone.map(({ operator }) => (
              <li key={operator.id} className="truncate py-0.5 pl-4.5 text-sm text-ink-faint">
                {operator.name}
              </li>
            ))}
          </ul>
        </Fold>
      )}
    </>
  );
}

function Row({ now, onSendAway }: { now: OperatorNow; onSendAway: (now: OperatorNow) => void }) {
  const { operator, holds, offered } = now;
  const { status, since_utc: since } = operator.presence;
  const texts = messages.supervisor;
  const time = useClock((at) => roundText(secondsBetween(since, at)));
  return (
    <li className="flex items-start gap-2 py-2.5">
      <div className="grid min-w-0 flex-1 gap-1.5">
        <p className="flex flex-wrap items-baseline gap-x-2">
          <span aria-hidden="true" className={`size-2 shrink-0 self-center rounded-full ${DOTS[status]}`} />
          <span className="min-w-0 truncate font-medium">{operator.name}</span>
          {operator.lead && <span className="text-xs text-ink-faint">{texts.lead}</span>}
          <span className="ml-auto text-xs text-ink-faint">
            {messages.presence.statuses[status]} <span className="clock">{texts.since(time)}</span>
          </span>
        </p>
        <LoadBar
          label={offered.length > 0 ? `${texts.load} ${texts.offers(offered.length)}` : texts.load}
          busy={operator.active_chats}
          slots={operator.max_chats}
        />
        {holds.length > 0 && <Holds holds={holds} />}
      </div>
      {status === 'offline' ? (
        <span className="size-8 shrink-0" />
      ) : (
        <ActionMenu name={operator.name} acts={[{ text: texts.sendAway, act: () => onSendAway(now) }]} />
      )}
    </li>
  );
}

function Holds({ holds }: { holds: readonly Handoff[] }) {
  return (
    <ul role="list" className="flex flex-wrap gap-1">
      {holds.map((handoff) => (
        <li key={handoff.id} className="min-w-0">
          <Link
            to="/handoffs/$handoffId"
            params={{ handoffId: handoff.id }}
            search={(current) => current}
            aria-label={messages.supervisor.watchOf(customerName(handoff))}
            className="block max-w-40 truncate rounded-md bg-sunken px-2 text-xs leading-6 text-ink-soft hover:bg-hover hover:text-ink"
          >
            {customerName(handoff)}
          </Link>
        </li>
      ))}
    </ul>
  );
}
