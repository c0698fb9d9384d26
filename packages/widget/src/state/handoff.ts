import type { Alternative, HandoffStage, WaitRange } from '@baton/protocol';
import type { HandoffEntry } from './log-entry.ts';

/** The open handoff as the log tells of it. */
export type HandoffView =
  | {
      phase: 'waiting';
      id: string;
      /** Place in the queue when an event or the server told it. */
      position: number | null;
      /** How long it will probably take, when that was told. */
      wait: WaitRange | null;
      /** Offset of the newest `handoff.delayed`; null while the service level is kept. */
      delayedAt: number | null;
      alternatives: Alternative[];
    }
  | {
      phase: 'active';
      /** Null when an outside system holds the session without a handoff. */
      id: string | null;
      /** Null when the holder did not give a name. */
      person: string | null;
      /** It goes back to the AI soon unless somebody writes. */
      returning: boolean;
    };

const ENDS: readonly (HandoffStage | null)[] = [
  'resolved',
  'returned',
  'abandoned',
  'withdrawn',
  'callback',
  'email',
  'failed',
];

/** Whether `entry` tells that a handoff is over. */
export function endsHandoff(entry: HandoffEntry): boolean {
  return ENDS.includes(entry.stage);
}

/** Whether `entry` tells that somebody other than the AI speaks from now on. */
export function isHeld(entry: HandoffEntry): boolean {
  return !endsHandoff(entry) && (entry.holder.kind === 'operator' || entry.holder.kind === 'external');
}

/** One step of the fold: the open handoff after `entry`. */
export function foldHandoff(view: HandoffView | null, entry: HandoffEntry): HandoffView | null {
  // The end of an older handoff leaves the open one alone.
  if (endsHandoff(entry))
    return view !== null && view.id !== null && view.id !== entry.handoffId ? view : null;
  const returning = entry.stage === 'returning';
  if (isHeld(entry)) return { phase: 'active', id: entry.handoffId, person: entry.holder.name, returning };
  switch (entry.stage) {
    case 'requested':
    case 'queued':
    case 'offered':
      return entry.handoffId === null ? view : waiting(view, entry, entry.handoffId);
    case 'active':
    case 'returning':
      return {
        phase: 'active',
        id: entry.handoffId,
        person: view?.phase === 'active' ? view.person : null,
        returning,
      };
    default:
      // A mode change tells who holds the session, and nothing about somebody who waits.
      return view?.phase === 'active' && entry.holder.kind === 'ai' ? null : view;
  }
}

function waiting(view: HandoffView | null, entry: HandoffEntry, id: string): HandoffView {
  const before = view?.phase === 'waiting' && view.id === id ? view : null;
  const delayed = entry.type === 'handoff.delayed';
  return {
    phase: 'waiting',
    id,
    position: entry.position ?? before?.position ?? null,
    wait: entry.wait ?? before?.wait ?? null,
    delayedAt: delayed ? entry.offset : (before?.delayedAt ?? null),
    alternatives: entry.alternatives.length > 0 ? entry.alternatives : (before?.alternatives ?? []),
  };
}
