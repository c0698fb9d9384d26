import { wakeAt } from '../../core/follow-up/wake-at.ts';
import type { FollowUpRecord } from '../../ports/desk-store.ts';

/** The columns of a follow-up, in the order of its statements. */
export function followUpParameters(followUp: FollowUpRecord): (string | number | null)[] {
  const { id, due, state, departmentId, owner, delivery } = followUp;
  const attempts = delivery?.attempts ?? 0;
  return [
    id,
    due,
    state,
    departmentId,
    owner?.id ?? null,
    attempts,
    wakeAt(followUp),
    JSON.stringify(followUp),
  ];
}
