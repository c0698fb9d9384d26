import type { HandoffStage } from '@baton/protocol';

/** What can be done to a handoff. */
export type HandoffAction =
  | 'queue'
  | 'accept'
  | 'write'
  | 'note'
  | 'resolve'
  | 'return'
  | 'withdraw'
  | 'choose-contact'
  | 'abandon'
  | 'fail';

/** The stage an action leads to; null where the action is refused with `wrong-stage`. */
type Row = Record<HandoffAction, HandoffStage | null>;

const ENDED: Omit<Row, 'note'> = {
  queue: null,
  accept: null,
  write: null,
  resolve: null,
  return: null,
  withdraw: null,
  'choose-contact': null,
  abandon: null,
  fail: null,
};

const WAITING: Omit<Row, 'queue' | 'note'> = {
  accept: 'active',
  write: 'active',
  resolve: null,
  return: null,
  withdraw: 'withdrawn',
  'choose-contact': null,
  abandon: null,
  fail: 'failed',
};

/**
 * Stage × action, complete: a missing cell does not compile. `choose-contact` leads to `callback` or `email`
 * by the customer's choice; the table names the first.
 */
export const STAGE_TABLE: Record<HandoffStage, Row> = {
  requested: { ...WAITING, queue: 'queued', note: 'requested', 'choose-contact': 'callback' },
  queued: { ...WAITING, queue: null, note: 'queued', 'choose-contact': 'callback' },
  offered: { ...WAITING, queue: 'queued', note: 'offered', 'choose-contact': 'callback' },
  active: {
    queue: null,
    accept: 'active',
    write: 'active',
    note: 'active',
    resolve: 'resolved',
    return: 'returned',
    withdraw: null,
    'choose-contact': null,
    abandon: 'abandoned',
    fail: 'failed',
  },
  returning: { ...ENDED, write: 'active', note: 'returning', fail: 'failed' },
  resolved: { ...ENDED, note: 'resolved' },
  returned: { ...ENDED, note: 'returned' },
  abandoned: { ...ENDED, note: 'abandoned' },
  withdrawn: { ...ENDED, note: 'withdrawn' },
  callback: { ...ENDED, note: 'callback' },
  email: { ...ENDED, note: 'email' },
  failed: { ...ENDED, note: 'failed' },
};

/** Whether an action may be done in a stage. */
export function allows(stage: HandoffStage, action: HandoffAction): boolean {
  return STAGE_TABLE[stage][action] !== null;
}
