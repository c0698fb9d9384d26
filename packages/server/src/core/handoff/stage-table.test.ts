import { HANDOFF_STAGES, OPEN_STAGES } from '@baton/protocol';
import type { HandoffStage } from '@baton/protocol';
import { describe, expect, test } from 'vitest';
import { ANNA, START, customerSays, momentAt, requested } from '../../testing/make.ts';
import { sayTransition } from './ask-for-person.ts';
import { DecisionBuilder, holderOf } from './decision.ts';
import type { Decision, Desk, Moment, Refusal } from './decision.ts';
import { fireTimer } from './fire-timer.ts';
import { isOpen } from './handoff-state.ts';
import type { HandoffState } from './handoff-state.ts';
import { chooseContact, deleteFromLog, resolve, returnToAi, withdraw } from './leave.ts';
import { STAGE_TABLE, allows } from './stage-table.ts';
import type { HandoffAction } from './stage-table.ts';
import { accept, writeAsPerson } from './take-control.ts';

const ACTIONS = Object.keys(STAGE_TABLE.requested) as HandoffAction[];
const LATER = momentAt(START + 100_000 * 1_000_000);

/** A desk whose handoff is in a stage; Anna holds it where somebody must. */
function deskIn(stage: HandoffStage): Desk & { handoff: HandoffState } {
  const { state } = requested();
  const held = stage === 'active' || stage === 'returning';
  const open = isOpen(stage);
  const handoff: HandoffState = {
    ...state,
    stage,
    operator: held ? ANNA : null,
    acceptedAt: held ? START : null,
    timer: open ? { name: 'idle', due: START } : null,
    endedAt: open ? null : START,
  };
  const holder = held ? holderOf(ANNA) : open ? ({ kind: 'none' } as const) : ({ kind: 'ai' } as const);
  return { handoff, control: { mode: open ? 'manual' : 'auto', holder, epoch: 3 } };
}

/** Each action by the decision that carries it out; null where nothing happens by itself in that stage. */
const DECISIONS: Record<
  HandoffAction,
  (desk: Desk & { handoff: HandoffState }) => Decision | Refusal | null
> = {
  queue: (desk) => {
    if (!allows(desk.handoff.stage, 'queue')) return null;
    return sayTransition(new DecisionBuilder(desk, LATER), 'a person will come').build();
  },
  accept: (desk) => accept(desk.handoff, desk, ANNA, LATER),
  write: (desk) =>
    writeAsPerson(
      desk,
      { author: ANNA, message: customerSays('x'), opening: null, mayReassign: false },
      LATER,
    ),
  note: (desk) => new DecisionBuilder(desk, LATER).fact({ type: 'noted', author: ANNA, text: 'n' }).build(),
  resolve: (desk) => resolve(desk, { operator: ANNA, disposition: 'solved', outcome: null }, LATER),
  return: (desk) => returnToAi(desk, { operator: ANNA, outcome: null }, LATER),
  withdraw: (desk) => withdraw(desk, LATER),
  'choose-contact': (desk) => chooseContact(desk, { kind: 'callback', address: '+1', callAt: null }, LATER),
  abandon: (desk) => (desk.handoff.stage === 'active' ? fire(desk, LATER) : null),
  fail: (desk) => {
    const decision = deleteFromLog(desk, { from: 0, hidesControl: false }, LATER);
    return decision.facts.length === 0 ? null : decision;
  },
};

function fire(desk: Desk, moment: Moment): Decision | null {
  return fireTimer(desk, { customerWaiting: false, lastMessageAt: START, position: null }, moment);
}

describe('stage × action', () => {
  test('has a row for every stage, and a cell in it for every action', () => {
    expect(Object.keys(STAGE_TABLE).toSorted()).toEqual([...HANDOFF_STAGES].toSorted());
    for (const row of Object.values(STAGE_TABLE))
      expect(Object.keys(row).toSorted()).toEqual(ACTIONS.toSorted());
  });

  test.each(HANDOFF_STAGES.flatMap((stage) => ACTIONS.map((action) => [stage, action] as const)))(
    '%s × %s',
    (stage, action) => {
      const desk = deskIn(stage);
      const outcome = DECISIONS[action](desk);
      const expected = STAGE_TABLE[stage][action];
      expect(allows(stage, action)).toBe(expected !== null);
      const reached = outcome?.type === 'decided' ? outcome.handoff?.stage : null;
      expect(reached ?? null).toBe(expected);
      const code = outcome?.type === 'refused' ? outcome.code : 'wrong-stage';
      expect(code).toBe('wrong-stage');
    },
  );

  test('the open stages are those that the wire calls open', () => {
    expect(HANDOFF_STAGES.filter(isOpen)).toEqual([...OPEN_STAGES]);
  });

  test('H8.3: whatever ends a handoff gives the session to the AI, whatever keeps it open keeps the AI silent', () => {
    for (const stage of HANDOFF_STAGES.filter(isOpen)) {
      for (const action of ACTIONS) {
        const outcome = DECISIONS[action](deskIn(stage));
        if (outcome?.type !== 'decided') continue;
        const open = isOpen(outcome.handoff!.stage);
        expect(outcome.control.mode, `${stage} × ${action}`).toBe(open ? 'manual' : 'auto');
        expect(outcome.handoff!.timer === null, `${stage} × ${action}`).toBe(!open);
      }
    }
  });
});
