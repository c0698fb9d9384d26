import type { HandoffState } from '../../core/handoff/handoff-state.ts';
import type { Actor } from '../../core/handoff/journal-fact.ts';
import type { FollowUpRecord } from '../../ports/desk-store.ts';
import type { App } from '../app.ts';

/** Something promised, as it is recorded. Times are microseconds since 1970. */
export interface Promised {
  readonly id: string;
  readonly text: string;
  readonly due: number | null;
  readonly at: number;
  readonly author: Actor;
}

/** For whom and where it was promised. */
export type PromisedIn = Pick<HandoffState, 'sessionId' | 'customer'> & {
  readonly handoffId: string;
  readonly departmentId: string;
};

/**
 * A commitment that has a time is a follow-up too: it becomes due whatever becomes of the handoff, and after a restart
 * (H8.4). Who recorded it owns it; what the AI promised stands in the department's list. Null: it has no time.
 */
export function dueCommitment(
  { id, text, due, at, author }: Promised,
  { handoffId, sessionId, departmentId, customer }: PromisedIn,
): FollowUpRecord | null {
  if (due === null) return null;
  return {
    id,
    createdAt: at,
    kind: 'commitment',
    handoffId,
    sessionId,
    departmentId,
    customer,
    address: '',
    text,
    owner: author,
    due,
    state: 'open',
    result: null,
    delivery: null,
  };
}

/** As `dueCommitment`, of a handoff's. */
export function commitmentFollowUp(
  app: App,
  { id, sessionId, customer, requirements }: HandoffState,
  promised: Promised,
): FollowUpRecord | null {
  const departmentId = app.staff.department(requirements.department)?.id ?? app.staff.defaultDepartment.id;
  return dueCommitment(promised, { handoffId: id, sessionId, departmentId, customer });
}
