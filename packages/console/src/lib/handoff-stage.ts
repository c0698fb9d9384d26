import type { Handoff, HandoffStage } from '@baton/protocol';

const WAITING: ReadonlySet<HandoffStage> = new Set(['requested', 'queued', 'offered']);
const HELD: ReadonlySet<HandoffStage> = new Set(['active', 'returning']);

/** Nobody has accepted it yet. */
export function isWaiting({ stage }: Handoff): boolean {
  return WAITING.has(stage);
}

/** A person, or an outside system, speaks for the company. */
export function isHeld({ stage }: Handoff): boolean {
  return HELD.has(stage);
}

export function isEnded(handoff: Handoff): boolean {
  return !isWaiting(handoff) && !isHeld(handoff);
}

export function isHeldBy(handoff: Handoff, operatorId: string): boolean {
  return isHeld(handoff) && handoff.operator?.id === operatorId;
}
