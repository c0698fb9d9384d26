import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Json } from '@baton/protocol';
import type { JourneyEdge } from '../../../core/behaviour/journey-record.ts';
import type { Journey, JourneyNode } from '../../../engine/behaviour.ts';
import type { ExecutedCall } from '../../../engine/tool-definition.ts';
import type { JourneyPosition } from '../../../ports/engine-stages.ts';
import { conditionVerdict } from './condition-verdict.ts';
import { judgeStep } from './judge-step.ts';

const now = new Date(2026, 2, 10);

function call(data: Json, error: string | null = null): ExecutedCall {
  const tool = { name: 'file', description: '', parameters: z.object({}), run: async () => ({ data }) };
  return { tool, arguments: {}, result: { data }, error };
}

describe('a condition on what the customer says', () => {
  test.each<[string, string, boolean | null]>([
    ['The customer confirms', 'yes please', true],
    ['The customer confirms', 'no', false],
    ['The customer confirms', 'my bike was stolen', null],
    ['The customer does not confirm', 'no thanks', true],
    ['The customer agrees to the price', 'sounds good', true],
    ['The customer declines', 'nope', true],
    ['The customer declines', 'yes', false],
    ['The customer changes their mind', 'never mind', true],
    ['The customer has given the date', 'it was yesterday', true],
    ['The customer has given the date', 'a pipe burst', false],
    ['The customer has not given the date', 'a pipe burst', true],
    ['The customer provided their policy number', 'P-1001', true],
    ['The customer provided their policy number', 'I do not know', false],
    ['The customer gave an e-mail address', 'jo@example.com', true],
    ['The customer tells a phone number', '+49 30 1234567', true],
    ['The customer states an amount', 'about 300 euros', true],
    ['The customer describes what happened', 'a tree fell on my car', true],
    ['The customer describes what happened', 'why do you ask?', false],
    ['It is about a car', 'my car', null],
  ])('%s: %j', (condition, text, holds) => {
    expect(conditionVerdict(condition, { text, calls: [], now })).toBe(holds);
  });
});

describe('a condition on what a tool answered', () => {
  test.each<[string, ExecutedCall, boolean | null]>([
    ['The claim was filed', call({ filed: true }), true],
    ['The claim was filed', call({ filed: false }), false],
    ['The claim was not filed', call({ filed: false }), true],
    ['The customer is eligible', call({ is_eligible: false, reason: 'too late' }), false],
    ['The order was cancelled', call({ status: 'cancelled' }), true],
    ['The order was cancelled', call({ status: 'open' }), null],
    ['The lookup failed', call('Tool call error', 'The tool failed.'), true],
    ['The lookup failed', call('fine'), false],
    ['It worked', call('fine'), true],
    ['The claim was filed', call('Tool call error', 'The tool failed.'), false],
    ['The weather is nice', call({ filed: true }), null],
  ])('%s', (condition, made, holds) => {
    expect(conditionVerdict(condition, { text: 'yes', calls: [made], now })).toBe(holds);
  });
});

function position(
  kind: JourneyNode['kind'],
  ...ways: [id: string, condition: string | null][]
): JourneyPosition {
  const edges = ways.map<JourneyEdge>(([id, condition]) => ({
    id,
    source: 'n',
    target: id,
    condition,
    metadata: {},
    examples: [],
  }));
  return {
    journey: { id: 'j', triggers: [] } as unknown as Journey,
    node: { id: 'n', kind } as JourneyNode,
    edges,
    open: true,
  };
}

describe('the way on', () => {
  const asked = position('chat', ['yes', 'The customer confirms'], ['no', 'The customer declines']);
  test.each<[string, JourneyPosition, string, boolean, string | null]>([
    ['a condition that holds', asked, 'yes', false, 'yes'],
    ['the other one', asked, 'no thank you', false, 'no'],
    ['none holds: it stays', asked, 'what does it cost?', false, null],
    [
      'none holds, but there is another way',
      position('chat', ['a', 'The customer confirms'], ['b', null]),
      'no',
      false,
      'b',
    ],
    [
      'by its words',
      position('chat', ['car', 'The damage is to a car'], ['home', 'The damage is to a home']),
      'my car',
      false,
      'car',
    ],
    ['the only way on', position('chat', ['next', null]), 'a tree fell on my roof', false, 'next'],
    ['another question: it waits', position('chat', ['next', null]), 'when are you open?', true, null],
    ['called off: it waits no longer', position('chat', ['next', null]), 'never mind', false, null],
  ])('%s', (_name, where, text, digresses, edge) => {
    expect(judgeStep(where, { text, calls: [], digresses, now }).edgeId).toBe(edge);
  });

  test('an example that is an answer stands for others like it', () => {
    const where = position('chat', ['go', 'All is well'], ['stop', 'Something is wrong']);
    const edges = where.edges.map((edge) => ({ ...edge, examples: [edge.id === 'go' ? 'yes' : 'no'] }));
    const step = (text: string): string | null =>
      judgeStep({ ...where, edges }, { text, calls: [], digresses: false, now }).edgeId;
    expect(['yes please', 'sure', 'no thank you', 'what?'].map(step)).toEqual(['go', 'go', 'stop', null]);
  });

  test('a matter that is called off ends', () => {
    const step = judgeStep(position('chat', ['next', null]), {
      text: 'forget it',
      calls: [],
      digresses: false,
      now,
    });
    expect(step.leaves).toBe(true);
  });

  test('from a tool, by what it answered and not by what the customer said', () => {
    const where = position('tool', ['done', 'The claim was filed'], ['sorry', null]);
    const step = (data: Json): string | null =>
      judgeStep(where, { text: 'yes', calls: [call(data)], digresses: true, now }).edgeId;
    expect([step({ filed: true }), step({ filed: false })]).toEqual(['done', 'sorry']);
  });
});
