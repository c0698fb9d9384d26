import { isOpen, isWaiting } from '../../core/handoff/handoff-state.ts';
import type { HandoffState } from '../../core/handoff/handoff-state.ts';
import { nextTimer } from '../../core/handoff/timers.ts';

/** Columns of a handoff by which it is found, and its whole state as JSON, in the order of `handoffColumns`. */
export const HANDOFF_COLUMNS =
  'stage, open, waiting, priority, requested_at, ended_at, due_at, state, department, operator_id, reason, customer_id';

export function handoffColumns(state: HandoffState): (string | number | boolean | null)[] {
  // In a queue nobody has it, whoever held it before.
  const queued = state.stage === 'requested' || state.stage === 'queued';
  return [
    state.stage,
    isOpen(state.stage),
    isWaiting(state.stage),
    state.priority,
    state.requestedAt,
    state.endedAt,
    nextTimer(state.timers)?.due ?? null,
    JSON.stringify(state),
    state.requirements.department,
    queued ? null : (state.offer?.operator.id ?? state.operator?.id ?? null),
    state.reason,
    state.customer.id,
  ];
}
