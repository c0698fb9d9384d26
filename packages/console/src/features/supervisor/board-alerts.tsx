import type { Alert, Handoff } from '@baton/protocol';
import { Link } from '@tanstack/react-router';
import type { HandoffBoard } from '../../lib/handoff-board.ts';
import { customerName } from '../../lib/customer-name.ts';
import { dismissAlert, useDismissedAlerts } from '../../lib/dismissed-alerts.ts';
import { isAlive } from '../../lib/live-alerts.ts';
import { messages } from '../../lib/messages.ts';
import { timeOfDay } from '../../lib/time-text.ts';

interface BoardAlertsProps {
  alerts: readonly Alert[];
  board: HandoffBoard;
  department: string | null;
}

/** Everything that still wants a look, the newest first, until it is over or put away. */
export function BoardAlerts({ alerts, board, department }: BoardAlertsProps) {
  const dismissed = useDismissedAlerts();
  const alive = alerts
    .filter(({ id, department_id: of }) => !dismissed.has(id) && (department === null || of === department))
    .filter((alert) => isAlive(alert, board.get(alert.handoff_id)))
    .toReversed();
  if (alive.length === 0)
    return <p className="py-2 text-sm text-ink-faint">{messages.supervisor.noAlerts}</p>;
  return (
    <ul role="list" className="divide-y divide-line">
      {alive.map((alert) => (
        <Row
          key={alert.id}
          alert={alert}
          customer={customerOf(board.get(alert.handoff_id))}
          onSeen={() => dismissAlert(alert.id)}
        />
      ))}
    </ul>
  );
}

function Row({ alert, customer, onSeen }: { alert: Alert; customer: string; onSeen: () => void }) {
  const urgent = alert.kind !== 'service-level-near' && alert.kind !== 'returning';
  const text = messages.alerts.kinds[alert.kind];
  return (
    <li className="flex items-start gap-2 py-2">
      <p className="min-w-0 flex-1 text-sm">
        <span className="font-medium wrap-anywhere">{customer}</span>{' '}
        <span className={urgent ? 'text-late' : 'text-near'}>{text}</span>{' '}
        <span className="clock text-xs text-ink-faint">{timeOfDay(alert.creation_utc)}</span>
      </p>
      {alert.handoff_id !== '' && (
        <Link
          to="/handoffs/$handoffId"
          params={{ handoffId: alert.handoff_id }}
          search={(current) => current}
          aria-label={`${messages.alerts.open}: ${customer} ${text}`}
          className="-my-1 grid h-7 shrink-0 place-items-center rounded-lg px-2 text-sm font-medium text-accent hover:bg-hover"
        >
          {messages.alerts.open}
        </Link>
      )}
      <button
        type="button"
        onClick={onSeen}
        aria-label={`${messages.alerts.dismiss}: ${customer} ${text}`}
        className="-my-1 grid size-7 shrink-0 place-items-center rounded-lg text-ink-faint hover:bg-hover hover:text-ink"
      >
        <span aria-hidden="true">×</span>
      </button>
    </li>
  );
}

function customerOf(handoff: Handoff | undefined): string {
  return handoff === undefined ? messages.alerts.somebody : customerName(handoff);
}
