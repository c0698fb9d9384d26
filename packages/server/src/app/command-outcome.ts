import type { Refusal } from '../core/handoff/decision.ts';
import type { DeskOutcome } from './change-desk.ts';

/** What became of what somebody did to a handoff. */
export type CommandOutcome =
  | { readonly type: 'done' }
  | { readonly type: 'not-found' }
  /** The request names something that is not there, or cannot stand there. */
  | { readonly type: 'invalid'; readonly detail: string }
  | { readonly type: 'idempotency-mismatch' }
  | Refusal;

/** A decision of null says that there is no such thing. */
export function commandOutcome(outcome: DeskOutcome): CommandOutcome {
  switch (outcome.type) {
    case 'unchanged':
      return outcome.decision === null ? { type: 'not-found' } : { type: 'done' };
    case 'done':
    case 'repeated':
      return { type: 'done' };
    case 'refused':
    case 'idempotency-mismatch':
      return outcome;
    default:
      return { type: 'not-found' };
  }
}
