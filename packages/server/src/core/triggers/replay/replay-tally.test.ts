import { array, assert, boolean, integer, property, record, option } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compilePolicy } from '../compile-policy.ts';
import { evidenceOf } from '../signal.ts';
import type { RecordedConversation } from './recorded-conversation.ts';
import { ReplayTally, changeOf } from './replay-tally.ts';
import type { Firing, Played } from './replay-tally.ts';
import { replayViews } from './replay-views.ts';
import { Spread } from './spread.ts';

const EMPTY: RecordedConversation = {
  id: 'c',
  agentId: null,
  label: null,
  messages: [],
  calls: [],
  answers: [],
  request: null,
  contact: null,
};

function firing(offset: number, turnsLeft = 0, reason = 'complex_issue'): Firing {
  const message = { author: 'customer', text: 'x', offset, at: null } as const;
  const evidence = evidenceOf('repeated-question', message, { score: 3, threshold: 3 });
  const view = { messages: [], said: [], offered: false };
  return {
    signal: { trigger: 'repeated_question', mode: 'act', reason, evidence },
    at: { message, view, answer: null, turnsLeft },
  };
}

function played(over: Partial<RecordedConversation>, first: Firing | null): Played {
  const firings = new Map(first === null ? [] : [[first.signal.trigger, first] as const]);
  return { conversation: { ...EMPTY, ...over }, firings, first, unrecorded: 0 };
}

describe('H4.6 what would have gone otherwise', () => {
  const request = (trigger: string, offset = 4, reason = 'complex_issue') => ({ trigger, offset, reason });
  test.each<[string | null, Partial<RecordedConversation>, Firing | null]>([
    [null, {}, null],
    ['added', {}, firing(2)],
    ['dropped', { request: request('frustration') }, null],
    [null, { request: request('button') }, null],
    [null, { request: request('custom:mine') }, null],
    ['earlier', { request: request('button') }, firing(2)],
    [null, { request: request('tool:help') }, firing(6)],
    ['later', { request: request('frustration') }, firing(6)],
    [null, { request: request('repeated-question') }, firing(4)],
    ['reason', { request: request('frustration', 4, 'high_frustration') }, firing(4)],
  ])('%s: %j', (change, over, first) => {
    expect(changeOf(played(over, first))?.change ?? null).toBe(change);
  });
});

test('precision and recall are those of a plain count', () => {
  const one = record({ fires: boolean(), taken: boolean(), label: option(boolean()) });
  assert(
    property(array(one, { maxLength: 40 }), (rows) => {
      const tally = new ReplayTally(compilePolicy({}), 3);
      const contact = { offset: 9, at: null };
      for (const { fires, taken, label } of rows)
        tally.add(played({ label, contact: taken ? contact : null }, fires ? firing(0) : null));
      const report = tally.report();
      const needed = rows.filter(({ label, taken }) => label ?? taken);
      const fired = rows.filter(({ fires }) => fires);
      const hits = needed.filter(({ fires }) => fires);
      expect(report.policy).toMatchObject({
        fired: fired.length,
        hits: hits.length,
        precision: fired.length === 0 ? null : hits.length / fired.length,
        recall: needed.length === 0 ? null : hits.length / needed.length,
      });
      expect(report.triggers.find(({ trigger }) => trigger === 'repeated_question')).toMatchObject(
        report.policy,
      );
      expect(report.changed).toBe(fired.length);
      expect(report.changes.length).toBe(Math.min(3, fired.length));
    }),
  );
});

test('what came after the first contact is not looked at, and messages in a row are one turn', () => {
  const say = (author: 'customer' | 'ai' | 'person', offset: number) => ({
    author,
    text: `m${offset}`,
    offset,
    at: null,
  });
  const views = replayViews({
    ...EMPTY,
    messages: [
      say('customer', 0),
      say('ai', 1),
      say('customer', 2),
      say('customer', 3),
      say('person', 4),
      say('customer', 5),
    ],
    contact: { offset: 4, at: null },
    answers: [
      { answers: 0, confidence: 0.3, stalled: 1 },
      { answers: 3, confidence: 0.2, stalled: 2 },
    ],
    calls: [{ tool: 't', failed: true, offset: 1 }],
  });
  expect(views.map(({ message, turnsLeft }) => [message.offset, turnsLeft])).toEqual([
    [0, 2],
    [2, 1],
    [3, 0],
  ]);
  expect(views[2]?.view.messages.map(({ offset }) => offset)).toEqual([2, 3]);
  expect(views.map(({ answer }) => answer?.confidences ?? null)).toEqual([[0.3], null, [0.3, 0.2]]);
  expect(views[2]?.answer).toMatchObject({ stalled: 2, answers: 2, calls: [{ failed: true }] });
});

test('a spread keeps its median to a sixteenth and little else, however many there are', () => {
  assert(
    property(array(integer({ min: 0, max: 1e9 }), { minLength: 1, maxLength: 300 }), (values) => {
      const spread = new Spread();
      for (const value of values) spread.add(value);
      const median = values.toSorted((a, b) => a - b)[Math.ceil(values.length / 2) - 1] ?? 0;
      const { median: told, mean } = spread.summary() ?? { median: -1, mean: -1 };
      expect(told).toBeLessThanOrEqual(median);
      expect(told).toBeGreaterThanOrEqual(median * (15 / 16));
      expect(mean).toBeCloseTo(values.reduce((sum, value) => sum + value, 0) / values.length, 3);
    }),
  );
  expect(new Spread().summary()).toBeNull();
});
