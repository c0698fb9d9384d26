import type { Alert, Handoff } from '@baton/protocol';
import { isHeld, isHeldBy, isWaiting } from './handoff-stage.ts';

/** Whether there is still something to look at. Of a handoff that is not on the board nothing more is known. */
export function isAlive({ kind, operator_id }: Alert, handoff: Handoff | undefined): boolean {
  if (handoff === undefined) return true;
  switch (kind) {
    case 'service-level-near':
      return isWaiting(handoff) && !handoff.breached;
    case 'service-level-passed':
    case 'operator-lost':
      return isWaiting(handoff);
    case 'customer-waits':
      return operator_id === null ? isHeld(handoff) : isHeldBy(handoff, operator_id);
    case 'commitment-open':
      return isHeld(handoff) && handoff.commitments_open > 0;
    case 'returning':
      return handoff.stage === 'returning';
    case 'whispered':
      return operator_id !== null && isHeldBy(handoff, operator_id);
    case 'follow-up-due':
    case 'nobody-came':
      return true;
  }
}
