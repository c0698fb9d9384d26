import type { Alert, Handoff } from '@baton/protocol';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { customerName } from '../../lib/customer-name.ts';
import { dismissAlert, useDismissedAlerts } from '../../lib/dismissed-alerts.ts';
import { isAlive } from '../../lib/live-alerts.ts';
import { messages } from '../../lib/messages.ts';
import { isOfferedTo } from '../../lib/offers.ts';
import { useOperator } from '../../lib/operator.ts';
import { boardQuery, deskQuery } from '../../lib/queries.ts';

const MOST_SHOWN = 3;

/**
 * What one should look at, until it is over or put away. That a new one has come is said by the live region. On a phone
 * there is room for the newest alone.
 */
export function AlertToasts() {
  const { data: desk } = useQuery(deskQuery);
  const { data: board } = useQuery(boardQuery);
  const dismissed = useDismissedAlerts();
  const { id: me } = useOperator();
  const alive = (desk?.alerts ?? []).filter((alert) => {
    const handoff = board?.get(alert.handoff_id);
    // What is offered to one stands above with its buttons already.
    const shown = handoff !== undefined && isOfferedTo(handoff, me);
    return !dismissed.has(alert.id) && !shown && isAlive(alert, handoff);
  });
  if (alive.length === 0) return null;
  return (
    <section aria-label={messages.alerts.label} className="px-3 py-2 md:p-0 cramped:hidden">
      <ul role="list" className="grid gap-2">
        {alive.slice(-MOST_SHOWN).map((alert) => (
          <Toast
            key={alert.id}
            alert={alert}
            customer={customerOf(board?.get(alert.handoff_id))}
            onSeen={() => dismissAlert(alert.id)}
          />
        ))}
      </ul>
    </section>
  );
}

function customerOf(handoff: Handoff | undefined): string {
  return handoff === undefined ? messages.alerts.somebody : customerName(handoff);
}

function Toast({ alert, customer, onSeen }: { alert: Alert; customer: string; onSeen: () => void }) {
  const urgent = alert.kind !== 'service-level-near' && alert.kind !== 'returning';
  const text = messages.alerts.kinds[alert.kind];
  return (
    <li
      className={`flex items-start gap-3 rounded-xl border bg-raised px-3 py-2.5 max-md:not-last:hidden md:shadow-float ${urgent ? 'border-late' : 'border-near'}`}
    >
      <p className="min-w-0 flex-1 text-sm">
        <span className="font-semibold wrap-anywhere">{customer}</span>{' '}
        <span className={urgent ? 'text-late' : 'text-near'}>{text}</span>
      </p>
      <span className="flex shrink-0 items-center gap-1">
        {/* What the AI promised by itself belongs to no handoff. */}
        {alert.handoff_id !== '' && (
          <Link
            to="/handoffs/$handoffId"
            params={{ handoffId: alert.handoff_id }}
            search={(current) => current}
            onClick={onSeen}
            aria-label={`${messages.alerts.open}: ${customer} ${text}`}
            className="rounded-lg px-2 py-1 text-sm font-medium text-accent hover:bg-hover"
          >
            {messages.alerts.open}
          </Link>
        )}
        <button
          type="button"
          onClick={onSeen}
          aria-label={`${messages.alerts.dismiss}: ${customer} ${text}`}
          className="grid size-7 place-items-center rounded-lg text-ink-faint hover:bg-hover hover:text-ink"
        >
          <span aria-hidden="true">×</span>
        </button>
      </span>
    </li>
  );
}
