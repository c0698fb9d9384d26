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
    <span className="relative flex max-w-full items-center gap-1.5 rounded-lg px-1 hover:bg-hover has-focus-visible:outline-2 has-focus-visible:outline-accent">
      <span
        aria-hidden="true"
        className={`pointer-events-none size-2 shrink-0 rounded-full ${DOTS[status ?? 'offline']}`}
      />
      <select
        data-presence={status ?? ''}
        aria-label={messages.presence.label}
        value={status ?? 'offline'}
        onChange={(event) => choose(event.target.value as PresenceStatus)}
        className="field-sizing-content h-8 min-w-0 appearance-none bg-transparent text-2xs font-medium text-ink-soft outline-none max-md:text-sm"
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
