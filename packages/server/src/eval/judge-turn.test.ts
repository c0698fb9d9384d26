import { describe, expect, test } from 'vitest';
import { EvalSuiteError, readEvalSuite } from './eval-suite.ts';
import type { Expectation } from './eval-suite.ts';
import { judgeTurn } from './judge-turn.ts';
import type { ObservedTurn } from './judge-turn.ts';

const turn: ObservedTurn = {
  guidelines: [['your open claims', 'The customer asks about the status of a claim', 'g1']],
  tools: ['get_open_claims'],
  journeys: [
    ['File a claim', 'j1'],
    ['File a claim: Ask when it happened', 'n1'],
  ],
  messages: ['Your claim CL-2041 is in review.', 'Anything else?'],
  handoff: null,
};

describe('a turn held against what is expected', () => {
  test.each<[Expectation, boolean]>([
    [{}, true],
    [{ guidelines: ['open claims'] }, true],
    [{ guidelines: ['STATUS of a claim', 'g1'] }, true],
    [{ guidelines: ['open claims', 'policy'] }, false],
    [{ tools: ['get_open_claims'] }, true],
    [{ tools: [] }, false],
    [{ tools: ['get_open_claims', 'file_claim'] }, false],
    [{ journeys: ['File a claim: ask when'] }, true],
    [{ journeys: ['File a claim: it happened'] }, true],
    [{ journeys: ['a claim: it happened'] }, false],
    [{ journeys: ['File a claim: Ask where'] }, false],
    [{ journeys: ['Explain the policy'] }, false],
    [{ must_say: ['in review', '/cl-\\d{4}/', 'anything else?'] }, true],
    [{ must_say: ['C.-2041'] }, false],
    [{ must_not_say: ['refund'] }, true],
    [{ must_not_say: ['/review|refund/'] }, false],
    [{ handoff: false }, true],
    [{ handoff: true }, false],
    [{ handoff: 'customer_requested' }, false],
  ])('%j: %s', (expected, passed) => {
    expect(judgeTurn(expected, turn).every((verdict) => verdict.passed)).toBe(passed);
  });

  test('a handoff may be wanted for whatever reason, or for one', () => {
    const observed = { ...turn, handoff: 'policy_required' };
    const passes = (handoff: boolean | string): boolean =>
      judgeTurn({ handoff }, observed)[0]?.passed === true;
    expect([passes(true), passes('policy_required'), passes('ai_error'), passes(false)]).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });

  test('what failed says what came', () => {
    expect(judgeTurn({ tools: ['file_claim'] }, turn)[0]?.detail).toBe('not file_claim, but get_open_claims');
    expect(judgeTurn({ must_say: ['sorry'] }, turn)[0]?.detail).toContain('in review. Anything else?');
  });
});

describe('a suite', () => {
  test('is read, expectations being optional', () => {
    const suite = readEvalSuite('suite: s\nconversations:\n  - name: a\n    turns:\n      - say: hi\n');
    expect(suite.conversations).toEqual([{ name: 'a', turns: [{ say: 'hi', expect: {} }] }]);
  });

  test.each([
    ['no YAML', 'a: [', /./],
    ['nothing in it', 'suite: s\nconversations: []', /conversations/],
    [
      'a field that is none',
      'suite: s\nconversations: [{name: a, turns: [{say: x, expects: {}}]}]',
      /expects/,
    ],
    [
      'a name twice',
      'suite: s\nconversations: [{name: a, turns: [{say: x}]}, {name: a, turns: [{say: x}]}]',
      /Two/,
    ],
    [
      'a broken expression',
      'suite: s\nconversations: [{name: a, turns: [{say: x, expect: {must_say: ["/(/"]}}]}]',
      /no expression/,
    ],
  ])('with %s is refused and says why', (_name, yaml, message) => {
    expect(() => readEvalSuite(yaml)).toThrow(EvalSuiteError);
    expect(() => readEvalSuite(yaml)).toThrow(message);
  });
});
