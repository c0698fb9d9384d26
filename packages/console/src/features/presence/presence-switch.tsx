import type { PresenceStatus } from '@baton/protocol';
import { messages } from '../../lib/messages.ts';

/** Of its own: to import the protocol's list would bring all its schemas into the page. */
const STATUSES: readonly PresenceStatus[] = ['available', 'away', 'offline'];
const DOTS: Readonly<Record<PresenceStatus, string>> = {
  available: 'bg-accent',
  away: 'bg-near',
  offline: 'border border-line-strong',
};

interface PresenceSwitchProps {
  /** Null until the server has answered. */
  status: PresenceStatus | null;
  choose: (status: PresenceStatus) => void;
}

/** Available, away or offline: colour and word. */
export function PresenceSwitch({ status, choose }: PresenceSwitchProps) {
  return (
    <span className="relative flex items-center">
      <span
        aria-hidden="true"
        className={`pointer-events-none absolute left-2 size-2 rounded-full ${DOTS[status ?? 'offline']}`}
      />
      <select
        aria-label={messages.presence.label}
        value={status ?? 'offline'}
        onChange={(event) => choose(event.target.value as PresenceStatus)}
        className="h-8 rounded-lg bg-transparent pr-1 pl-5.5 text-xs font-medium text-ink-soft hover:bg-hover"
      >
        {STATUSES.map((each) => (
          <option key={each} value={each} className="bg-raised text-ink">
            {messages.presence.statuses[each]}
          </option>
        ))}
      </select>
    </span>
  );
}
