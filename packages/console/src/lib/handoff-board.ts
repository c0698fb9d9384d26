import type { Handoff, HandoffDetail, StreamFrame } from '@baton/protocol';

/** Every open handoff and those that ended of late, by id. */
export type HandoffBoard = ReadonlyMap<string, Handoff>;

/** The board after a frame. Frames that do not concern it give the very same board back. */
export function boardAfter(board: HandoffBoard, frame: StreamFrame): HandoffBoard {
  if (frame.type === 'snapshot') return new Map(frame.handoffs.map((handoff) => [handoff.id, handoff]));
  if (frame.type === 'handoff') return withHandoff(board, frame.handoff);
  if (frame.type !== 'handoff-gone' || !board.has(frame.handoff_id)) return board;
  const rest = new Map(board);
  rest.delete(frame.handoff_id);
  return rest;
}

/** An answer to a request may come after the frame that tells of what happened since: what is newer stands. */
function withHandoff(board: HandoffBoard, handoff: Handoff): HandoffBoard {
  const known = board.get(handoff.id);
  return known !== undefined && known.entries > handoff.entries
    ? board
    : new Map(board).set(handoff.id, handoff);
}

/** Handoffs that wait now and were not on the board before. */
export function newlyWaiting(before: HandoffBoard, frame: StreamFrame): Handoff | null {
  if (frame.type !== 'handoff' || before.has(frame.handoff.id)) return null;
  const { stage } = frame.handoff;
  return stage === 'requested' || stage === 'queued' || stage === 'offered' ? frame.handoff : null;
}

/** What of an answer stands on the board. */
export function handoffOf(detail: HandoffDetail): Handoff {
  const {
    package: _package,
    notes: _notes,
    journal: _journal,
    stretches: _stretches,
    commitments: _commitments,
    ...handoff
  } = detail;
  return handoff;
}
