import type { HandoffStage } from '@baton/protocol';

/** What can happen to a handoff. */
export const HANDOFF_ACTIONS = [
  'join',
  'queue',
  'tell',
  'offer',
  'decline',
  'relax',
  'prioritise',
  'accept',
  'write',
  'take-over',
  'transfer',
  'requeue',
  'check-idle',
  'begin-return',
  'keep',
  'note',
  'correct',
  'identify',
  'update-package',
  'renew-summary',
  'commit',
  'settle-commitment',
  'resolve',
  'return',
  'withdraw',
  'choose-callback',
  'choose-email',
  'leave',
  'fail',
  'rate',
] as const;
export type HandoffAction = (typeof HANDOFF_ACTIONS)[number];

/** The stage an action leads to; null where it is refused with `wrong-stage`. */
type Row = Readonly<Record<HandoffAction, HandoffStage | null>>;

/** Somebody waits: everything that ends the wait, and nothing that needs a holder. */
const WAITING = {
  join: null,
  queue: null,
  tell: null,
  offer: null,
  decline: null,
  relax: null,
  prioritise: null,
  accept: 'active',
  write: 'active',
  'take-over': 'active',
  transfer: 'queued',
  requeue: null,
  'check-idle': null,
  'begin-return': null,
  keep: null,
  note: null,
  correct: null,
  identify: null,
  'update-package': null,
  'renew-summary': null,
  commit: null,
  'settle-commitment': null,
  resolve: null,
  return: null,
  withdraw: 'withdrawn',
  'choose-callback': 'callback',
  'choose-email': 'email',
  leave: 'abandoned',
  fail: 'failed',
  rate: null,
} as const satisfies Row;

const HELD = {
  ...WAITING,
  accept: 'active',
  requeue: 'queued',
  resolve: 'resolved',
  return: 'returned',
  withdraw: null,
  'choose-callback': null,
  'choose-email': null,
} as const satisfies Row;

const ENDED = {
  ...WAITING,
  accept: null,
  write: null,
  'take-over': null,
  transfer: null,
  withdraw: null,
  'choose-callback': null,
  'choose-email': null,
  leave: null,
  fail: null,
} as const satisfies Row;

/** What leaves a stage as it is. */
function staying(stage: HandoffStage, ...actions: readonly HandoffAction[]): Partial<Row> {
  return Object.fromEntries(actions.map((action) => [action, stage]));
}

/** Records are kept after the end too: a note, a promise that has been kept. */
function ended(stage: HandoffStage, ...more: readonly HandoffAction[]): Row {
  return { ...ENDED, ...staying(stage, 'note', 'settle-commitment', ...more) };
}

const FOR_ALL = [
  'join',
  'note',
  'correct',
  'identify',
  'renew-summary',
  'prioritise',
  'commit',
  'settle-commitment',
] as const;

/** Stage × action, complete: a missing cell does not compile. */
export const STAGE_TABLE: Readonly<Record<HandoffStage, Row>> = {
  requested: { ...WAITING, ...staying('requested', ...FOR_ALL, 'update-package'), queue: 'queued' },
  queued: {
    ...WAITING,
    ...staying('queued', ...FOR_ALL, 'update-package', 'tell', 'relax'),
    offer: 'offered',
  },
  offered: {
    ...WAITING,
    ...staying('offered', ...FOR_ALL, 'update-package', 'tell', 'relax'),
    decline: 'queued',
  },
  active: {
    ...HELD,
    ...staying('active', ...FOR_ALL, 'check-idle'),
    'begin-return': 'returning',
  },
  returning: { ...HELD, ...staying('returning', ...FOR_ALL), keep: 'active' },
  resolved: ended('resolved', 'rate'),
  returned: ended('returned', 'rate'),
  abandoned: ended('abandoned', 'rate'),
  withdrawn: ended('withdrawn'),
  callback: ended('callback', 'rate'),
  email: ended('email', 'rate'),
  failed: ended('failed'),
};

/** Whether an action may be done in a stage. */
export function allows(stage: HandoffStage, action: HandoffAction): boolean {
  return STAGE_TABLE[stage][action] !== null;
}
