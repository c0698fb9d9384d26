import type { Handoff } from '@baton/protocol';
import { secondsBetween } from './duration-text.ts';
import { isEnded, isHeld, isHeldBy, isWaiting } from './handoff-stage.ts';

export const QUEUE_GROUPS = ['waiting', 'mine', 'colleagues', 'ended'] as const;
export type QueueGroup = (typeof QUEUE_GROUPS)[number];

export const QUEUE_FILTERS = ['all', 'waiting', 'active', 'ended'] as const;
export type QueueFilter = (typeof QUEUE_FILTERS)[number];

/** An ended handoff stays on the board this long, as in a fresh snapshot. */
const ENDED_SHOWN_SECONDS = 3600;

export type GroupedQueue = Readonly<Record<QueueGroup, readonly Handoff[]>>;

/**
 * Everything the queue shows, in the order in which it is shown. `due`, by id: since when the customers of one's own
 * conversations wait for an answer; whoever waits longest comes first.
 */
export function groupQueue(
  handoffs: Iterable<Handoff>,
  operatorId: string,
  now: number,
  due: ReadonlyMap<string, string> = new Map(),
): GroupedQueue {
  const groups: Record<QueueGroup, Handoff[]> = { waiting: [], mine: [], colleagues: [], ended: [] };
  for (const handoff of handoffs) {
    const group = groupOf(handoff, operatorId, now);
    if (group !== null) groups[group].push(handoff);
  }
  groups.waiting.sort(byPriorityThenAge);
  groups.mine.sort((a, b) => byText(dueOf(a, due), dueOf(b, due)) || byPriorityThenAge(a, b));
  groups.colleagues.sort(byPriorityThenAge);
  groups.ended.sort((a, b) => byText(b.ended_utc ?? '', a.ended_utc ?? '') || byText(a.id, b.id));
  return groups;
}

/** The groups a filter leaves standing. */
export function groupsShown(filter: QueueFilter): readonly QueueGroup[] {
  if (filter === 'waiting') return ['waiting'];
  if (filter === 'active') return ['mine', 'colleagues'];
  if (filter === 'ended') return ['ended'];
  return QUEUE_GROUPS;
}

/** H6.1: priority first, then the age of the request. */
export function byPriorityThenAge(a: Handoff, b: Handoff): number {
  return b.priority - a.priority || byText(a.requested_utc, b.requested_utc) || byText(a.id, b.id);
}

/** The filter that a URL asks for. A single stage stands for the filter that shows it. */
export function filterFrom(text: unknown): QueueFilter {
  if (QUEUE_FILTERS.some((filter) => filter === text)) return text as QueueFilter;
  if (text === 'requested' || text === 'queued' || text === 'offered') return 'waiting';
  if (text === 'returning') return 'active';
  return 'all';
}

/** Whoever does not wait comes after all who do. */
function dueOf({ id }: Handoff, due: ReadonlyMap<string, string>): string {
  return due.get(id) ?? '\u{FFFF}';
}

function groupOf(handoff: Handoff, operatorId: string, now: number): QueueGroup | null {
  if (isWaiting(handoff)) return 'waiting';
  if (isHeld(handoff)) return isHeldBy(handoff, operatorId) ? 'mine' : 'colleagues';
  return isStale(handoff, now) ? null : 'ended';
}

function isStale(handoff: Handoff, now: number): boolean {
  return (
    isEnded(handoff) &&
    handoff.ended_utc !== null &&
    secondsBetween(handoff.ended_utc, now) > ENDED_SHOWN_SECONDS
  );
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
