import type { Desk } from './desk.ts';
import type { HandoffBoard } from './handoff-board.ts';
import { isWaiting } from './handoff-stage.ts';

/** What stands beside the names of pages. */
export interface DeskCounts {
  /** Who waits for a person, those included that are too far back in line to be on the board. */
  queue: number;
  /** Promises that are due, of this operator or of nobody yet. */
  followUps: number;
}

export function countsOf(board: HandoffBoard | undefined, desk: Desk | undefined, me: string): DeskCounts {
  const due = [...(desk?.followUps.values() ?? [])].filter(
    ({ state, owner }) => state === 'due' && (owner === null || owner.id === me),
  );
  return { queue: waitingIn(board, desk), followUps: due.length };
}

function waitingIn(board: HandoffBoard | undefined, desk: Desk | undefined): number {
  const shown = [...(board?.values() ?? [])].filter(isWaiting).length;
  const counted = [...(desk?.departments.values() ?? [])].reduce((sum, { waiting }) => sum + waiting, 0);
  // The board is told at once, the departments at most twice a second.
  return Math.max(shown, counted);
}
