import type { Handoff } from '@baton/protocol';
import { useClock } from '../lib/clock.ts';
import { clockText } from '../lib/duration-text.ts';
import { messages } from '../lib/messages.ts';
import type { WaitLevel } from '../lib/waiting-time.ts';
import { waitOf, waitText } from '../lib/waiting-time.ts';

const LEVELS: Readonly<Record<WaitLevel, string>> = {
  calm: 'bg-sunken text-calm',
  near: 'bg-near-soft text-near',
  late: 'bg-late-soft text-late',
};

/** How long a customer has waited and how that stands against the service level. Ticks alone. */
export function WaitClock({ handoff }: { handoff: Handoff }) {
  const level = useClock((now) => waitOf(handoff, now).level);
  const waited = useClock((now) => clockText(waitOf(handoff, now).waited));
  const rest = useClock((now) => waitText(waitOf(handoff, now)));
  return (
    <span
      className={`clock inline-flex gap-1.5 rounded-md px-1.5 text-xs leading-5 font-medium ${LEVELS[level]}`}
    >
      <span className="sr-only">{messages.wait.waiting('')}</span>
      <span>{waited}</span>
      <span aria-hidden="true" className="opacity-50">
        ·
      </span>
      <span>{rest}</span>
    </span>
  );
}
