import type { DepartmentStatus } from '@baton/protocol';
import type { HandoffState } from '../core/handoff/handoff-state.ts';
import type { Outlook } from '../core/waiting/outlook.ts';

/** Somebody who waits, or would: of a handoff that is about to be opened `id` is in no line yet. */
export type Waiting = Pick<
  HandoffState,
  'id' | 'reason' | 'requirements' | 'relaxed' | 'priority' | 'requestedAt' | 'waitingSince' | 'policy'
>;

/** The departments' lines as the use cases read them: who waits where, and for how long probably. */
export interface LinesView {
  /** Place in its department's line from 1; null when it does not wait. */
  positionOf(handoffId: string): number | null;
  /** How things stand for one who waits, or would from now on (H4.5, H7). */
  outlookOf(waiting: Waiting, at: number): Outlook;
  statusOf(departmentId: string, at: number): DepartmentStatus;
}

/** How much an operator has on his hands, as routing counts it. */
export interface OperatorLoad {
  readonly chats: number;
  readonly offers: number;
}
