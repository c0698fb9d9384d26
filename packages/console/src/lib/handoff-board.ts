import type { Handoff, HandoffDetail, StreamFrame } from '@baton/protocol';

/** Every open handoff and those that ended of late, by id. */
export type HandoffBoard = ReadonlyMap<string, Handoff>;

/** The board after a frame. Frames that do not concern it give the very same board back. */
export function boardAfter(board: HandoffBoard, frame: StreamFrame): HandoffBoard {
  if (frame.type === 'snapshot') return new Map(frame.handoffs.map((handoff) => [handoff.id, handoff]));
  if (frame.type === 'handoff') return new Map(board).set(frame.handoff.id, frame.handoff);
  if (frame.type !== 'handoff-gone' || !board.has(frame.handoff_id)) return board;
  const rest = new Map(board);
  rest.delete(frame.handoff_id);
  return rest;
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
