import { describe, expect, test } from 'vitest';
import { INJECTIONS, KNOWN_CODE } from '../../core/prompt/testing/injections.ts';
import type { TurnContext } from '../../engine/turn-context.ts';
import type { CompositionInput } from '../../ports/engine-stages.ts';
import { compositionInput } from '../../testing/composition-input.ts';
import { ScriptedModel } from '../../testing/scripted-model.ts';
import { behaviourOf, guideline, recordingTool } from '../embedded/testing/behaviour.ts';
import { makeStretch } from '../embedded/testing/make-stretch.ts';
import { z } from 'zod';
import { modelStages } from './model-stages.ts';
import { ModelTurn, message, sectionsOf } from './testing/model-turn.ts';

/* Whoever writes whatever wherever: a prompt has the same instructions and the same sections with as many entries. */

const turn = new ModelTurn();
const tool = recordingTool('look', { number: z.string() });
const asks = guideline('g', { condition: 'asks', action: 'Look it up', tools: [tool] });

/** Where a stranger's text can stand. */
const PLACES = [
  'message of the customer',
  'earlier message',
  'name of the customer',
  'message of an operator',
  'name of an operator',
  'outcome of a stretch',
  'disposition of a stretch',
  'commitment',
  'detail of a stretch',
  'result of an action',
  'outcome of an earlier stretch',
  'value of a variable',
  'name of a variable',
  'nested value of a variable',
  'result of a tool',
  'key in a result',
  'earlier result',
  'arguments of a tool',
  'article',
  'description of a term',
  'rendered template',
  'reason of a handoff',
] as const;
type Place = (typeof PLACES)[number];

interface Prompts {
  readonly systems: readonly string[];
  readonly shapes: readonly unknown[];
}

async function prompts(place: Place, text: string): Promise<Prompts> {
  const at = (where: Place, usual: string): string => (where === place ? text : usual);
  const model = new ScriptedModel({
    match: () => ({ matches: [] }),
    plan: () => ({ calls: [] }),
    compose: () => ({ message: 'ok', confidence: 1, template: null, fit: 0, fields: [] }),
  });
  // The attacker even knows the code: the lines of JSON alone have to hold.
  const stages = modelStages({ model, embedded: turn.embedded, encoder: null, newCode: () => KNOWN_CODE });
  const behaviour = {
    ...behaviourOf(
      [asks],
      [
        {
          id: 't',
          createdAt: 0,
          name: 'excess',
          description: at('description of a term', 'what you pay'),
          synonyms: [],
          tags: [],
        },
      ],
    ),
  };
  const context: TurnContext = turn.context(
    [
      message('customer', at('earlier message', 'hello'), 0),
      { type: 'tool', toolId: 'built-in:look', arguments: {}, data: at('earlier result', 'x'), offset: 1 },
      {
        ...message('human', at('message of an operator', 'I am here'), 2),
        name: at('name of an operator', 'Ben'),
      },
      message('customer', at('message of the customer', 'my policy?'), 5),
    ],
    behaviour,
    {
      customer: { id: 'c', createdAt: 0, name: at('name of the customer', 'Jo'), metadata: {}, tags: [] },
      variables: [
        {
          id: 'v',
          name: at('name of a variable', 'tier'),
          description: null,
          data: at('value of a variable', 'gold'),
        },
        { id: 'w', name: 'more', description: null, data: { a: [at('nested value of a variable', 'x')] } },
      ],
      stretch: makeStretch({
        operatorName: at('name of an operator', 'Ben'),
        beganOffset: 1,
        endedOffset: 4,
        disposition: at('disposition of a stretch', 'solved'),
        outcome: at('outcome of a stretch', 'all is well'),
        commitments: [{ text: at('commitment', 'a call'), due: null, settled: false, by: 'Ben' }],
        actions: [
          {
            toolId: 'built-in:refund',
            by: 'Ben',
            arguments: { sum: 3 },
            data: { text: at('result of an action', 'sent') },
            failed: false,
          },
        ],
        details: [{ kind: 'order', value: at('detail of a stretch', 'A-1'), by: 'customer' }],
      }),
      pastStretches: [
        {
          operatorName: 'Ann',
          ended: '2026-01-01T08:00:00Z',
          end: 'resolved',
          disposition: null,
          outcome: at('outcome of an earlier stretch', 'paid'),
          commitments: [],
        },
      ],
    },
  );
  const call = {
    tool,
    arguments: { number: at('arguments of a tool', 'P-1') },
    result: { data: { [at('key in a result', 'state')]: at('result of a tool', 'open') } },
    error: null,
  };
  const matches = [{ guideline: asks, score: 0.9, rationale: '' }];
  const input: CompositionInput = compositionInput({
    matches,
    calls: [call],
    retrieved: [{ text: at('article', 'free') }],
    mode: 'canned_fluid',
    canned: [{ id: 'r', text: at('rendered template', 'Fine.'), generative: [], signals: [], metadata: {} }],
  });
  await stages.matcher.match(context, { iteration: 1, guidelines: [asks], journeys: [], calls: [call] });
  await stages.planner.plan(context, matches, []);
  await stages.composer.compose(context, input);
  const handoff = { reason: at('reason of a handoff', 'api'), available: null };
  await stages.composer.compose(context, { ...input, mode: 'fluid', handoff });
  expect(model.purposes).toEqual(['match', 'plan', 'compose', 'compose']);
  return {
    systems: model.calls.map(({ request }) => request.system),
    shapes: model.calls.map((each) =>
      Object.entries(sectionsOf(each)).map(([name, entries]) => [name, entries.length]),
    ),
  };
}

describe.each(PLACES)('%s', (place) => {
  test('does not change what a prompt is', async () => {
    const usual = await prompts(place, 'a harmless text');
    for (const text of INJECTIONS)
      expect({ text, ...(await prompts(place, text)) }).toEqual({ text, ...usual });
  });
});

test('every prompt has a code of its own', async () => {
  const model = new ScriptedModel({ match: () => ({ matches: [] }) });
  const stages = modelStages({ model, embedded: turn.embedded, encoder: null });
  const input = { iteration: 1, guidelines: [asks], journeys: [], calls: [] };
  for (let count = 0; count < 20; count += 1) await stages.matcher.match(turn.context('hi'), input);
  const codes = model.calls.map(({ request }) => request.messages[0]?.content.split('\n')[0]);
  expect(new Set(codes).size).toBe(20);
  expect(codes[0]).toMatch(/^CODE [0-9a-f]{16}$/);
});

test('prompts stay short, however long the conversation is', async () => {
  const answering = new ModelTurn({ '*': () => ({ matches: [], calls: [], message: 'ok', confidence: 1 }) });
  const long = 'word '.repeat(5000);
  const history = Array.from({ length: 300 }, (_, offset) =>
    message(offset % 2 === 0 ? 'customer' : 'ai', `${offset} ${long}`, offset),
  );
  const context = answering.context([...history, message('customer', 'the newest', 300)]);
  const matches = [{ guideline: asks, score: 0.9, rationale: '' }];
  await answering.stages.matcher.match(context, {
    iteration: 1,
    guidelines: [asks],
    journeys: [],
    calls: [],
  });
  await answering.stages.planner.plan(context, matches, []);
  await answering.stages.composer.compose(
    context,
    compositionInput({ matches, retrieved: Array(50).fill(long) }),
  );
  const sizes = answering.model.calls.map(
    ({ request }) => request.system.length + request.messages[0]!.content.length,
  );
  for (const size of sizes) expect(size).toBeLessThan(50_000);
  for (const call of answering.model.calls) {
    expect(sectionsOf(call)['conversation']?.at(-1)).toMatchObject({ text: 'the newest', new: true });
  }
});
