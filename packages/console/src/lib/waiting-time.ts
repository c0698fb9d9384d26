import type { Handoff } from '@baton/protocol';
import { clockText, secondsBetween } from './duration-text.ts';
import { isWaiting } from './handoff-stage.ts';
import { messages } from './messages.ts';

/** `calm`: time enough. `near`: the last third of the service level. `late`: past it. */
export type WaitLevel = 'calm' | 'near' | 'late';

export interface Wait {
  level: WaitLevel;
  /** Seconds since the request; of one that waits again, since then. */
  waited: number;
  /** Seconds until the service level; negative once it has passed. */
  left: number;
}

/** How long a customer has waited, against what the service promises. */
export function waitOf(handoff: Handoff, now: number): Wait {
  const again = isWaiting(handoff) && handoff.waiting_since_utc !== handoff.requested_utc;
  const waited = Math.max(
    0,
    again
      ? secondsBetween(handoff.waiting_since_utc, now)
      : secondsBetween(handoff.requested_utc, handoff.accepted_utc ?? handoff.ended_utc ?? now),
  );
  const promised = handoff.service_level_seconds - waited;
  // The server's clock decides: it may have called the level missed before this machine's clock gets there. What was
  // missed in a wait before says nothing of this one.
  const left = handoff.breached && !again ? Math.min(promised, -1) : promised;
  if (left < 0) return { level: 'late', waited, left };
  return { level: left <= handoff.service_level_seconds / 3 ? 'near' : 'calm', waited, left };
}

/** `0:18 left` or `1:04 late`: the same in words, so that colour is never alone. */
export function waitText({ left }: Wait): string {
  return left >= 0 ? messages.wait.left(clockText(Math.ceil(left))) : messages.wait.late(clockText(-left));
}
