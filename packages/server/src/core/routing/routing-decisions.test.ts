import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seeded } from '../../testing/seeded.ts';
import { isEligible } from './is-eligible.ts';
import { compareNeeds } from './need.ts';
import type { Need } from './need.ts';
import type { Operator } from './operator.ts';
import { rankOperators } from './rank-operators.ts';
import { nextRelaxationAt, relax } from './relax.ts';
import type { RelaxationPolicy } from './relax.ts';
import { makeNeed, makeOperator } from './testing/make-routing.ts';

const legal = (level: number): Need['skills'] => [{ skill: 'legal', level }];

describe('H6.2: eligible', () => {
  const cases: readonly [string, Partial<Operator>, Partial<Need>, boolean][] = [
    ['somebody present with room', {}, {}, true],
    ['nobody who is away', { present: false }, {}, false],
    ['nobody at capacity', { active: 3 }, {}, false],
    ['nobody without capacity', { maxChats: 0 }, {}, false],
    ['nobody of another department', { departments: ['sales'] }, {}, false],
    ['somebody of several departments', { departments: ['sales', 'support'] }, {}, true],
    ['nobody who lacks the skill', {}, { skills: legal(1) }, false],
    ['nobody whose level is too low', { skills: legal(2) }, { skills: legal(3) }, false],
    ['somebody whose level is enough', { skills: legal(3) }, { skills: legal(3) }, true],
    [
      'nobody who has only one of two skills',
      { skills: legal(5) },
      { skills: [...legal(1), { skill: 'tax', level: 1 }] },
      false,
    ],
    ['nobody who does not speak it', {}, { language: 'de' }, false],
    ['somebody who speaks it', { languages: ['en', 'de'] }, { language: 'de' }, true],
    ['nobody who declined', {}, { declined: ['b', 'a'] }, false],
    ['relaxed skills are not required', {}, { skills: legal(5), relaxed: ['skills'] }, true],
    ['a relaxed language is not required', {}, { language: 'de', relaxed: ['language'] }, true],
    [
      'another department helps out',
      { departments: ['sales'] },
      { overflow: ['sales'], relaxed: ['department'] },
      true,
    ],
    ['but not before its time', { departments: ['sales'] }, { overflow: ['sales'] }, false],
  ];
  test.each(cases)('%s', (_name, operator, need, expected) => {
    expect(isEligible(makeOperator('a', operator), makeNeed('n', need))).toBe(expected);
  });
});

describe('H6.2: the order in which operators are asked', () => {
  const ids = (operators: readonly Operator[], need: Partial<Need> = {}): string[] =>
    rankOperators(operators, makeNeed('n', need), 500).map(({ id }) => id);

  test('the lower share of capacity first, then the longer idle, then the lower id', () => {
    const operators = [
      makeOperator('half', { active: 1, maxChats: 2, idleSince: 0 }),
      makeOperator('third', { active: 1, maxChats: 3 }),
      makeOperator('b'),
      makeOperator('a'),
      makeOperator('longest', { idleSince: 50 }),
      makeOperator('full', { active: 3 }),
    ];
    expect(ids(operators)).toEqual(['longest', 'a', 'b', 'third', 'half']);
  });

  test("the customer's last operator comes before them until the window ends, if he is eligible", () => {
    const operators = [makeOperator('a'), makeOperator('b', { active: 2 })];
    expect(ids(operators, { lastOperator: { id: 'b', until: 500 } })).toEqual(['b', 'a']);
    expect(ids(operators, { lastOperator: { id: 'b', until: 499 } })).toEqual(['a', 'b']);
    expect(ids(operators, { lastOperator: { id: 'b', until: 500 }, declined: ['b'] })).toEqual(['a']);
    expect(ids(operators, { lastOperator: { id: 'gone', until: 500 } })).toEqual(['a', 'b']);
  });
});

test('H6.1: a queue is ordered by priority, then by age, then by id', () => {
  const queue = [
    makeNeed('young', { requestedAt: 3 }),
    makeNeed('b', { requestedAt: 2 }),
    makeNeed('a', { requestedAt: 2 }),
    makeNeed('urgent', { requestedAt: 9, priority: 1 }),
  ];
  expect(queue.toSorted(compareNeeds).map(({ id }) => id)).toEqual(['urgent', 'a', 'b', 'young']);
});

describe('H6.3: requirements relax on a schedule', () => {
  const policy: RelaxationPolicy = {
    skillsAfter: 30,
    languageAfter: 60,
    departmentAfter: 90,
    overflow: ['sales', 'support', 'sales'],
  };
  const need = makeNeed('n', { skills: legal(3), language: 'de' });

  test.each([
    [29, [], 1030],
    [30, ['skills'], 1060],
    [60, ['skills', 'language'], 1090],
    [90, ['skills', 'language', 'department'], null],
  ] as const)('after %d: %j', (waited, relaxed, next) => {
    const result = relax(need, policy, waited);
    expect(result.need.relaxed).toEqual(relaxed);
    expect(result.steps.map((step) => step.relaxed)).toEqual(relaxed);
    expect(nextRelaxationAt(result.need, policy)).toBe(next);
  });

  test('each step records what was given up, and what was asked for stays on the need', () => {
    const { need: relaxed, steps } = relax(need, policy, 1000);
    expect(steps).toEqual([
      { after: 30, relaxed: 'skills', skills: legal(3) },
      { after: 60, relaxed: 'language', language: 'de' },
      { after: 90, relaxed: 'department', overflow: ['sales'] },
    ]);
    expect(relaxed).toMatchObject({ skills: legal(3), language: 'de', overflow: ['sales'] });
  });

  test('the order is kept whatever the times, and a step without a time is left out', () => {
    const early = { ...policy, languageAfter: 10 };
    expect(relax(need, early, 29).need).toBe(need);
    expect(relax(need, early, 30).steps.map(({ relaxed }) => relaxed)).toEqual(['skills', 'language']);
    const keepsSkills = { ...policy, skillsAfter: null };
    expect(relax(need, keepsSkills, 60).steps.map(({ relaxed }) => relaxed)).toEqual(['language']);
  });

  test('a step that would change nothing is not taken', () => {
    const plain = makeNeed('n');
    expect(relax(plain, { ...policy, overflow: ['support'] }, 1000)).toEqual({ need: plain, steps: [] });
    expect(nextRelaxationAt(plain, { ...policy, overflow: ['support'] })).toBeNull();
  });

  const time = fc.option(fc.nat(100), { nil: null });
  const policies = fc.record({
    skillsAfter: time,
    languageAfter: time,
    departmentAfter: time,
    overflow: fc.subarray(['sales', 'support', 'claims']),
  });

  test('looked at once or in between, the same is relaxed, at the times that were foretold', () => {
    fc.assert(
      fc.property(policies, fc.array(fc.nat(120), { maxLength: 4 }), fc.nat(120), (each, looks, end) => {
        let [stepwise, taken] = [need, 0];
        for (const waited of [...looks.filter((look) => look <= end).toSorted((a, b) => a - b), end]) {
          const next = nextRelaxationAt(stepwise, each);
          const result = relax(stepwise, each, waited);
          expect(result.steps.length > 0).toBe(next !== null && next <= need.requestedAt + waited);
          taken += result.steps.length;
          stepwise = result.need;
        }
        const once = relax(need, each, end);
        expect(stepwise).toEqual(once.need);
        expect(taken).toBe(once.steps.length);
      }),
      seeded(1000),
    );
  });
});
