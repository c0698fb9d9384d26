import { useQuery } from '@tanstack/react-query';
import type { Desk } from './desk.ts';
import type { HandoffBoard } from './handoff-board.ts';
import { isWaiting } from './handoff-stage.ts';
import { useOperator } from './operator.ts';
import { boardQuery, deskQuery } from './queries.ts';

/** What stands beside the names of pages. */
export interface DeskCounts {
  /** Who waits for a person, those included that are too far back in line to be on the board. */
  queue: number;
  /** Promises that are due, of this operator or of nobody yet. */
  followUps: number;
}

/** Numbers alone are taken from the board and the desk: most of what comes on them changes none. */
export function useDeskCounts(): DeskCounts {
  const { id: me } = useOperator();
  const { data: shown = 0 } = useQuery({ ...boardQuery, select: waitingOn });
  const { data: counted = 0 } = useQuery({ ...deskQuery, select: waitingIn });
  const { data: due = 0 } = useQuery({ ...deskQuery, select: (desk) => dueFor(desk, me) });
  // The board is told at once, the departments at most twice a second.
  return { queue: Math.max(shown, counted), followUps: due };
}

function waitingOn(board: HandoffBoard): number {
  return [...board.values()].filter(isWaiting).length;
}

function waitingIn({ departments }: Desk): number {
  return [...departments.values()].reduce((sum, { waiting }) => sum + waiting, 0);
}

function dueFor({ followUps }: Desk, me: string): number {
  return [...followUps.values()].filter(
    ({ state, owner }) => state === 'due' && (owner === null || owner.id === me),
  ).length;
}
