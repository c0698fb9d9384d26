import type { Department, DepartmentStatus, Handoff, Operator } from '@baton/protocol';
import type { Desk } from '../../lib/desk.ts';
import { secondsBetween } from '../../lib/duration-text.ts';
import { isHeld, isWaiting } from '../../lib/handoff-stage.ts';
import type { HandoffBoard } from '../../lib/handoff-board.ts';
import { byPriorityThenAge } from '../../lib/queue-groups.ts';
import type { WaitLevel } from '../../lib/waiting-time.ts';

/** A department on the board: what it promises, and how it is now. */
export interface DepartmentNow {
  readonly department: Department;
  /** Null until the live stream has told. */
  readonly status: DepartmentStatus | null;
}

/** By name, so that a department stays where one has learned to look for it. */
export function departmentsNow(departments: readonly Department[], desk: Desk): DepartmentNow[] {
  return departments
    .map((department) => ({ department, status: desk.departments.get(department.id) ?? null }))
    .toSorted((a, b) => a.department.name.localeCompare(b.department.name));
}

/** An operator on the board, with what he holds and what is put to him. */
export interface OperatorNow {
  readonly operator: Operator;
  readonly holds: readonly Handoff[];
  readonly offered: readonly Handoff[];
}

/** Who is here first, each group by name: the order does not change with the load. */
export function operatorsNow(desk: Desk, board: HandoffBoard, department: string | null): OperatorNow[] {
  const held = Map.groupBy(board.values(), (handoff) => (isHeld(handoff) ? handoff.operator?.id : undefined));
  const offered = Map.groupBy(board.values(), ({ stage, offer }) =>
    stage === 'offered' ? offer?.operator.id : undefined,
  );
  return [...desk.operators.values()]
    .filter(({ departments }) => department === null || departments.includes(department))
    .map((operator) => ({
      operator,
      holds: (held.get(operator.id) ?? []).toSorted(byPriorityThenAge),
      offered: offered.get(operator.id) ?? [],
    }))
    .toSorted(
      (a, b) =>
        rank(a.operator) - rank(b.operator) ||
        a.operator.name.localeCompare(b.operator.name) ||
        a.operator.id.localeCompare(b.operator.id),
    );
}

const RANKS = { available: 0, away: 1, offline: 2 } as const;

function rank({ presence }: Operator): number {
  return RANKS[presence.status];
}

export interface OpenNow {
  readonly waiting: readonly Handoff[];
  readonly held: readonly Handoff[];
}

/** What waits, in the order in which it is served, and what is with somebody. */
export function openNow(board: HandoffBoard, department: string | null): OpenNow {
  const open = [...board.values()].filter(
    ({ requirements }) => department === null || requirements.department === department,
  );
  return {
    waiting: open.filter(isWaiting).toSorted(byPriorityThenAge),
    held: open.filter(isHeld).toSorted(byPriorityThenAge),
  };
}

/** How the longest wait stands against what the department promises: the last third of it is near. */
export function longestWait(
  since: string | null,
  promised: number,
  now: number,
): { level: WaitLevel; seconds: number } | null {
  if (since === null) return null;
  const seconds = Math.max(0, secondsBetween(since, now));
  if (seconds > promised) return { level: 'late', seconds };
  return { level: seconds >= (promised * 2) / 3 ? 'near' : 'calm', seconds };
}

/** How a share of chats that were accepted in time is judged: the industry's usual aim is four in five. */
export function serviceLevelOf(share: number): WaitLevel {
  if (share >= 0.8) return 'calm';
  return share >= 0.6 ? 'near' : 'late';
}
