import type { HandoffState } from '../handoff/handoff-state.ts';
import { isHeld, isWaiting } from '../handoff/handoff-state.ts';
import type { Actor, JournalFact } from '../handoff/journal-fact.ts';
import type { WaitQuote } from './calibration.ts';
import type { WaitEvent } from './wait-state.ts';

/*
 * What one handoff tells the department in whose line it stands: its journal, read as events of a line. Times are
 * microseconds since 1970. What a system outside does with a session teaches nothing about our own people.
 */

const SECOND = 1_000_000;

/** How far a handoff has come in its department. */
export interface WaitTrack {
  readonly department: string;
  /** Since when it waits this time; null when it does not. */
  readonly since: number | null;
  /** Its first offer of this wait. */
  readonly offeredAt: number | null;
  readonly quote: WaitQuote | null;
  /** Since when one of our operators holds it. */
  readonly heldSince: number | null;
}

/** An event in a department's line. */
export interface LineEvent {
  readonly department: string;
  readonly event: WaitEvent;
}

/** Where a handoff stands that is met in the middle. */
export function trackOf(state: HandoffState): WaitTrack {
  const held = isHeld(state.stage) ? state.stretches.at(-1) : undefined;
  return {
    department: state.requirements.department,
    since: isWaiting(state.stage) ? state.waitingSince : null,
    offeredAt: state.offer?.since ?? null,
    quote: state.quote,
    heldSince: held === undefined || held.operator === null ? null : held.from,
  };
}

/** One more fact of the journal: where the handoff stands then, and what its line learns. */
export function followWait(
  track: WaitTrack | null,
  fact: JournalFact,
): { readonly track: WaitTrack | null; readonly events: readonly LineEvent[] } {
  const { at } = fact;
  if (fact.type === 'requested') {
    const arrived = arriveIn(fact.requirements.department, at);
    return { track: arrived, events: [{ department: arrived.department, event: { at, type: 'arrived' } }] };
  }
  if (fact.type === 'taken-over') {
    return come({ ...arriveIn(fact.requirements.department, at), since: null }, fact.operator, at);
  }
  if (track === null) return { track, events: [] };
  switch (fact.type) {
    case 'queued':
    case 'delayed':
    case 'reminded':
    case 'told':
      return { track: { ...track, quote: track.quote ?? fact.quote ?? null }, events: [] };
    case 'offered':
      return { track: { ...track, offeredAt: track.offeredAt ?? at }, events: [] };
    case 'accepted':
      return come(track, fact.operator, at);
    case 'transferred': {
      const next = arriveIn(fact.requirements.department, at);
      const arrival = { department: next.department, event: { at, type: 'arrived' } as const };
      return { track: next, events: [...leave(track, at), arrival] };
    }
    case 'requeued': {
      // A stretch that broke off says nothing about how long such a conversation takes.
      const { department } = track;
      return {
        track: arriveIn(department, at),
        events: [{ department, event: { at, type: 'arrived' } }],
      };
    }
    case 'resolved':
    case 'returned':
    case 'withdrawn':
    case 'contact-chosen':
    case 'abandoned':
    case 'failed':
      return { track: null, events: leave(track, at) };
    default:
      return { track, events: [] };
  }
}

/** What a handoff that is known only as it is now has told before: for those with one line and no broken stretch. */
export function pastOf(state: HandoffState): LineEvent[] {
  const { requirements, requestedAt, stretches, endedAt, offeredAt, quote } = state;
  const { department } = requirements;
  const events: LineEvent[] = [];
  const add = (event: WaitEvent): void => void events.push({ department, event });
  const moved = state.transfers + state.requeues > 0;
  const [first] = stretches;
  const waited = first?.how !== 'takeover' || first.from > requestedAt;
  if (!moved && waited) {
    add({ at: requestedAt, type: 'arrived' });
    const end = first?.from ?? endedAt;
    const waitedSeconds = end === null ? null : seconds(requestedAt, end);
    if (first !== undefined) {
      const coming = offeredAt === null ? null : seconds(offeredAt, first.from);
      add({ at: first.from, type: 'accepted', waitedSeconds, comingSeconds: coming, quote });
    } else if (endedAt !== null && waitedSeconds !== null) {
      add({ at: endedAt, type: 'abandoned', waitedSeconds, quote });
    }
  }
  for (const { operator, from, to } of moved ? stretches.slice(-1) : stretches) {
    if (operator === null || to === null) continue;
    add({ at: to, type: 'ended', handledSeconds: seconds(from, to) });
  }
  return events;
}

function arriveIn(department: string, at: number): WaitTrack {
  return { department, since: at, offeredAt: null, quote: null, heldSince: null };
}

/** Somebody comes: to one who waits, or in the place of who holds it. */
function come(track: WaitTrack, operator: Actor, at: number): ReturnType<typeof followWait> {
  const { department, since, offeredAt, quote } = track;
  const accepted: WaitEvent = {
    at,
    type: 'accepted',
    waitedSeconds: since === null ? null : seconds(since, at),
    comingSeconds: since === null || offeredAt === null ? null : seconds(offeredAt, at),
    quote,
  };
  const next = { ...track, since: null, offeredAt: null, quote: null };
  return {
    track: { ...next, heldSince: operator === null ? null : at },
    events: [...(since === null ? leave(track, at) : []), { department, event: accepted }],
  };
}

/** It goes out of its line, or out of the hands of who holds it. */
function leave({ department, since, quote, heldSince }: WaitTrack, at: number): LineEvent[] {
  if (since !== null) {
    return [{ department, event: { at, type: 'abandoned', waitedSeconds: seconds(since, at), quote } }];
  }
  if (heldSince === null) return [];
  return [{ department, event: { at, type: 'ended', handledSeconds: seconds(heldSince, at) } }];
}

function seconds(from: number, to: number): number {
  return Math.max(0, to - from) / SECOND;
}
