import type { FollowUp } from '@baton/protocol';

export const FOLLOW_UP_FILTERS = ['due', 'mine', 'all'] as const;
export type FollowUpFilter = (typeof FOLLOW_UP_FILTERS)[number];

/** What is to be done, what is due first. `due`: what is due and nobody else's. */
export function followUpsShown(
  followUps: Iterable<FollowUp>,
  filter: FollowUpFilter,
  me: string,
): FollowUp[] {
  return [...followUps].filter((followUp) => isShown(followUp, filter, me)).toSorted(byTime);
}

function isShown({ state, owner }: FollowUp, filter: FollowUpFilter, me: string): boolean {
  if (filter === 'mine') return owner?.id === me;
  return filter === 'all' || (state === 'due' && (owner === null || owner.id === me));
}

function byTime(a: FollowUp, b: FollowUp): number {
  if (a.due_utc !== b.due_utc) return a.due_utc < b.due_utc ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}
