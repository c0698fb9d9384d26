import { HANDOFF_STAGES, OPEN_STAGES } from '@baton/protocol';
import type { HandoffStage } from '@baton/protocol';
import { describe, expect, test } from 'vitest';
import { ANNA, BEN, START, customerSays, makeOpening, momentAt } from '../../testing/make.ts';
import { applyFact } from './apply-fact.ts';
import { askForPerson, sayTransitionAsAi } from './ask-for-person.ts';
import { holderOf } from './decision.ts';
import type { Decision, Desk, Refusal } from './decision.ts';
import { fireTimer } from './fire-timer.ts';
import { isHeld, isOpen } from './handoff-state.ts';
import type { HandoffState } from './handoff-state.ts';
import { DEFAULT_HANDOFF_POLICY } from './handoff-policy.ts';
import { identify, addNote, commit, correctPackage, keep, rate, settleCommitment } from './keep-record.ts';
import { chooseContact, deleteFromLog, leave, resolve, returnToAi, withdraw } from './leave.ts';
import { prioritise, requeue, transfer } from './move.ts';
import { endOffer, makeOffer } from './offer.ts';
import { renewSummary, updatePackage } from '../package/update-package.ts';
import type { JournalFact } from './journal-fact.ts';
import { HANDOFF_ACTIONS, STAGE_TABLE, allows } from './stage-table.ts';
import type { HandoffAction } from './stage-table.ts';
import { accept, takeOver, writeAsPerson } from './take-control.ts';
import { STAGE_TIMERS, TIMER_NAMES, nextTimer } from './timers.ts';
import type { TimerName, Timers } from './timers.ts';

type Held = Desk & { readonly handoff: HandoffState };

const SECOND = 1_000_000;
const POLICY = {
  ...DEFAULT_HANDOFF_POLICY,
  relaxSkillsSeconds: 20,
  relaxLanguageSeconds: null,
  relaxDepartmentSeconds: null,
};
const OPENING = makeOpening({
  policy: POLICY,
  requirements: { department: 'support', skills: [{ skill: 'claims', level: 1 }], language: null },
});
const UNTOLD = { told: null, alternatives: [] } as const;
const LATER = START + 10 * SECOND;

const SAID = { type: 'transition-said', by: 'desk' } as const;

/** How a handoff comes into each stage. */
const WAYS: Readonly<Record<HandoffStage, readonly WithoutTime[]>> = {
  requested: [],
  queued: [SAID, { type: 'queued', ...UNTOLD }],
  offered: [
    SAID,
    { type: 'queued', ...UNTOLD },
    { type: 'offered', operator: ANNA, until: START + 40 * SECOND, direct: false },
  ],
  active: [{ type: 'accepted', operator: ANNA, how: 'picked' }],
  returning: [
    { type: 'accepted', operator: ANNA, how: 'picked' },
    { type: 'returning', until: START + 60 * SECOND },
  ],
  resolved: [
    { type: 'accepted', operator: ANNA, how: 'picked' },
    { type: 'resolved', operator: ANNA, disposition: 'solved', outcome: null },
  ],
  returned: [
    { type: 'accepted', operator: ANNA, how: 'picked' },
    { type: 'returned', operator: ANNA, outcome: null, why: 'operator' },
  ],
  abandoned: [{ type: 'abandoned' }],
  withdrawn: [{ type: 'withdrawn' }],
  callback: [{ type: 'contact-chosen', kind: 'callback', address: '+1', callAt: null }],
  email: [{ type: 'contact-chosen', kind: 'email', address: 'a@b.c', callAt: null }],
  failed: [{ type: 'failed', why: 'nobody-came' }],
};

type WithoutTime = JournalFact extends infer F ? (F extends unknown ? Omit<F, 'at'> : never) : never;

/** A desk whose handoff is in a stage; Anna holds it where somebody must. */
function deskIn(stage: HandoffStage): Held {
  let handoff = applyFact(null, { type: 'requested', at: START, ...OPENING });
  const promise: WithoutTime = {
    type: 'committed',
    id: 'promise',
    text: 'a refund',
    due: null,
    author: ANNA,
  };
  const settled: WithoutTime = { type: 'commitment-settled', id: 'promise', by: ANNA };
  for (const fact of [promise, settled, ...WAYS[stage]]) handoff = applyFact(handoff, { ...fact, at: START });
  expect(handoff.stage).toBe(stage);
  const holder = isHeld(stage)
    ? holderOf(ANNA)
    : isOpen(stage)
      ? ({ kind: 'none' } as const)
      : ({ kind: 'ai' } as const);
  return { handoff, control: { mode: isOpen(stage) ? 'manual' : 'auto', holder, epoch: 3 } };
}

const NOW = momentAt(LATER);
const FACTS = { customerWaiting: false, lastMessageAt: START };
const operator = ANNA;
const correction = {
  line: 'summary',
  before: 'a',
  after: 'b',
  by: 'operator' as const,
  author: ANNA,
  creation_utc: '',
};

/** Each action by the decision that carries it out; null where that says nothing happens. */
const DECISIONS: Readonly<Record<HandoffAction, (desk: Held) => Decision | Refusal | null>> = {
  join: (desk) =>
    isOpen(desk.handoff.stage)
      ? askForPerson(desk, { opening: OPENING, transition: { by: 'ai' } }, NOW)
      : null,
  queue: (desk) => sayTransitionAsAi(desk, customerSays('a person comes'), NOW),
  tell: (desk) => fireAt(desk, 'tell'),
  offer: (desk) => makeOffer(desk, ANNA, NOW),
  decline: (desk) => asStage(endOffer(desk, { operatorId: ANNA.id, why: 'declined' }, NOW)),
  relax: (desk) => fireAt(desk, 'relax'),
  prioritise: (desk) => prioritise(desk.handoff, desk, { by: ANNA, priority: 5 }, NOW),
  accept: (desk) => accept(desk.handoff, desk, ANNA, NOW),
  write: (desk) =>
    writeAsPerson(desk, { author: ANNA, message: customerSays('x'), opening: null, mayReassign: false }, NOW),
  'take-over': (desk) =>
    isOpen(desk.handoff.stage) ? takeOver(desk, { operator: BEN, opening: OPENING, force: true }, NOW) : null,
  transfer: (desk) => {
    const { requirements } = desk.handoff;
    return transfer(desk, { by: ANNA, requirements, policy: POLICY, to: null, note: null }, NOW);
  },
  requeue: (desk) => requeue(desk, { operatorId: ANNA.id, why: 'operator-lost' }, NOW),
  'check-idle': (desk) => fireAt(desk, 'idle'),
  'begin-return': (desk) => fireAt(desk, 'idle', 90_000),
  keep: (desk) => keep(desk, { operator }, NOW),
  note: (desk) => addNote(desk, { author: ANNA, text: 'n' }, NOW),
  correct: (desk) => correctPackage(desk, correction, NOW),
  identify: (desk) => identify(desk, { id: 'kim', name: 'Kim Lee', metadata: {} }, NOW),
  'update-package': (desk) => updatePackage(desk, { ...desk.handoff.package, summary: 'New.' }, NOW),
  'renew-summary': (desk) => renewSummary(desk, { summary: 'New.', intent: null, by: 'extract' }, NOW),
  commit: (desk) => commit(desk, { id: 'c', text: 'a call', due: null, author: ANNA }, NOW),
  'settle-commitment': (desk) => settleCommitment(desk, { id: 'promise', by: ANNA }, NOW),
  resolve: (desk) => resolve(desk, { operator, disposition: 'solved', outcome: null }, NOW),
  return: (desk) => returnToAi(desk, { operator, outcome: null }, NOW),
  withdraw: (desk) => withdraw(desk, NOW),
  'choose-callback': (desk) => chooseContact(desk, { kind: 'callback', address: '+1', callAt: null }, NOW),
  'choose-email': (desk) => chooseContact(desk, { kind: 'email', address: 'a@b.c', callAt: null }, NOW),
  leave: (desk) => leave(desk, NOW),
  fail: (desk) => {
    const decision = deleteFromLog(desk, { from: 0, hidesControl: false }, NOW);
    return decision.facts.length === 0 ? null : decision;
  },
  rate: (desk) => rate(desk, { score: 5, comment: null }, NOW),
};

/** Lets one timer fire as if it were the first; null where it does not run. */
function fireAt(desk: Held, name: TimerName, after = 0): Decision | null {
  const due = desk.handoff.timers[name];
  if (due === undefined) return null;
  const at = due + after * SECOND;
  const timers: Timers = { [name]: due };
  return fireTimer({ ...desk, handoff: { ...desk.handoff, timers } }, FACTS, momentAt(at));
}

/** That nothing is offered is said by a code of its own. */
function asStage(outcome: Decision | Refusal): Decision | Refusal {
  return outcome.type === 'refused' && outcome.code === 'not-offered'
    ? { ...outcome, code: 'wrong-stage' }
    : outcome;
}

const CELLS = HANDOFF_STAGES.flatMap((stage) => HANDOFF_ACTIONS.map((action) => [stage, action] as const));

describe('stage × action', () => {
  test('has a row for every stage, and a cell in it for every action', () => {
    expect(Object.keys(STAGE_TABLE).toSorted()).toEqual([...HANDOFF_STAGES].toSorted());
    for (const row of Object.values(STAGE_TABLE))
      expect(Object.keys(row).toSorted()).toEqual([...HANDOFF_ACTIONS].toSorted());
  });

  test.each(CELLS)('%s × %s', (stage, action) => {
    const desk = deskIn(stage);
    const outcome = DECISIONS[action](desk);
    const expected = STAGE_TABLE[stage][action];
    expect(allows(stage, action)).toBe(expected !== null);
    const reached = outcome?.type === 'decided' ? outcome.handoff?.stage : null;
    expect(reached ?? null).toBe(expected);
    if (outcome?.type === 'refused') expect(outcome.code).toBe('wrong-stage');
  });

  test('the open stages are those that the wire calls open', () => {
    expect(HANDOFF_STAGES.filter(isOpen)).toEqual([...OPEN_STAGES]);
  });

  test('H8.3: whatever ends a handoff gives the session to the AI, whatever keeps it open keeps the AI silent', () => {
    for (const [stage, action] of CELLS) {
      const outcome = DECISIONS[action](deskIn(stage));
      if (outcome?.type !== 'decided') continue;
      expect(outcome.control.mode, `${stage} × ${action}`).toBe(
        isOpen(outcome.handoff!.stage) ? 'manual' : 'auto',
      );
    }
  });

  test('H3.1: after every action the first timer of the stage runs, and none of another stage', () => {
    for (const [stage, action] of CELLS) {
      // Here one timer alone is left running, so that it fires.
      if (['tell', 'relax', 'check-idle', 'begin-return'].includes(action)) continue;
      const outcome = DECISIONS[action](deskIn(stage));
      if (outcome?.type === 'decided') expectTimers(outcome.handoff!, `${stage} × ${action}`);
    }
    for (const stage of HANDOFF_STAGES) expectTimers(deskIn(stage).handoff, stage);
  });
});

function expectTimers({ stage, timers }: HandoffState, what: string): void {
  const [first] = STAGE_TIMERS[stage];
  const running = TIMER_NAMES.filter((name) => timers[name] !== undefined);
  const strange = running.filter((name) => !STAGE_TIMERS[stage].includes(name));
  const runs = first === undefined ? nextTimer(timers) === null : running.includes(first);
  expect({ what, strange, runs }).toEqual({ what, strange: [], runs: true });
}
