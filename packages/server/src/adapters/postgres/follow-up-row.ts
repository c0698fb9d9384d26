import { wakeAt } from '../../core/follow-up/wake-at.ts';
import type { FollowUpRecord } from '../../ports/desk-store.ts';

/** Written with what promises it, and by itself; one that is there already stays as it is. */
export const CREATE_FOLLOW_UP: string = `
INSERT INTO follow_up (id, session_id, due_at, state, department_id, owner_id, attempts, wake_at, body)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING`;

/** The columns of a follow-up, in the order of its statements. */
export function followUpParameters(followUp: FollowUpRecord): (string | number | null)[] {
  const { id, sessionId, due, state, departmentId, owner, delivery } = followUp;
  return [
    id,
    sessionId,
    due,
    state,
    departmentId,
    owner?.id ?? null,
    delivery?.attempts ?? 0,
    wakeAt(followUp),
    JSON.stringify(followUp),
  ];
}
