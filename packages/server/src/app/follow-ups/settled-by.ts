import { isOpen } from '../../core/handoff/handoff-state.ts';
import type { HandoffState } from '../../core/handoff/handoff-state.ts';
import type { JournalFact } from '../../core/handoff/journal-fact.ts';
import { earliestCallback } from '../../core/waiting/alternatives.ts';
import type { FollowUpRecord } from '../../ports/desk-store.ts';
import type { App } from '../app.ts';

/** What a handoff begins with that was queued because a promised call is due; its evidence quotes the follow-up. */
export const CALLBACK_DUE = 'callback_due';
export const DUE_TRIGGER = 'follow-up';

type Change = (followUp: FollowUpRecord) => FollowUpRecord | null;

export interface Settled {
  readonly id: string;
  readonly with: Change;
}

/**
 * What becomes of the callbacks for which a handoff was queued, after some of its facts (null: after all of them):
 * who accepts it makes the call, and with the handoff it ends. When nobody came, or the customer had left the page,
 * the call is still owed: it becomes due again at the next time at which somebody can be reached.
 */
export function settledBy(
  app: App,
  handoff: HandoffState,
  facts: readonly JournalFact[] | null,
): readonly Settled[] {
  const ids = handoff.evidence.flatMap(({ trigger, quote }) =>
    trigger === DUE_TRIGGER && quote !== null ? [quote] : [],
  );
  if (ids.length === 0 || (facts !== null && !facts.some(isOfInterest))) return [];
  const change = changeAfter(app, handoff);
  return change === null ? [] : ids.map((id) => ({ id, with: whileDue(change) }));
}

function isOfInterest({ type }: JournalFact): boolean {
  return type === 'accepted' || ENDS.has(type);
}

const ENDS: ReadonlySet<string> = new Set([
  'resolved',
  'returned',
  'withdrawn',
  'contact-chosen',
  'abandoned',
  'failed',
]);

function changeAfter(app: App, handoff: HandoffState): Change | null {
  const { stage, operator, outcome, disposition } = handoff;
  if (isOpen(stage))
    return (followUp) =>
      operator === null || followUp.owner?.id === operator.id ? null : { ...followUp, owner: operator };
  switch (stage) {
    case 'resolved':
    case 'returned':
      return (followUp) => ended(followUp, 'done', outcome ?? disposition, operator ?? followUp.owner);
    case 'withdrawn':
      return (followUp) => ended(followUp, 'cancelled', 'The customer went on with the AI.');
    case 'callback':
    case 'email':
      return (followUp) => ended(followUp, 'cancelled', 'The customer has chosen anew.');
    default:
      return (followUp) => again(app, followUp);
  }
}

function again(app: App, followUp: FollowUpRecord): FollowUpRecord | null {
  const due = earliestCallback(app.staff.hoursOf(followUp.departmentId), app.clock.now());
  return due === null ? null : { ...followUp, state: 'open', due };
}

/** Whatever was done to it by hand stays done. */
function whileDue(change: Change): Change {
  return (followUp) => (followUp.state === 'due' ? change(followUp) : null);
}

export function isEnded({ state }: FollowUpRecord): boolean {
  return state === 'done' || state === 'cancelled';
}

/** No mail goes out for it any more. */
export function ended(
  followUp: FollowUpRecord,
  state: 'done' | 'cancelled',
  result: string | null,
  owner: FollowUpRecord['owner'] = followUp.owner,
): FollowUpRecord {
  const { delivery } = followUp;
  const unsent = delivery?.state === 'waiting';
  return {
    ...followUp,
    state,
    result,
    owner,
    delivery: unsent
      ? { ...delivery, state: 'failed', error: 'it was settled before the mail was sent', nextAt: null }
      : delivery,
  };
}
