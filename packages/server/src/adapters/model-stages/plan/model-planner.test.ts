import type { JsonObject } from '@baton/protocol';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Relationship } from '../../../core/behaviour/relationship.ts';
import type { HistoryEntry } from '../../../engine/conversation-context.ts';
import type { ExecutedCall, ToolDefinition } from '../../../engine/tool-definition.ts';
import type { TurnContext } from '../../../engine/turn-context.ts';
import type { GuidelineMatch, ToolPlan } from '../../../ports/engine-stages.ts';
import { ModelUnavailableError } from '../../../ports/model.ts';
import type { ScriptedAnswer } from '../../../testing/scripted-model.ts';
import { readState } from '../../embedded/embedded-state.ts';
import { behaviourOf, guideline, recordingTool } from '../../embedded/testing/behaviour.ts';
import { ModelTurn, message, sectionsOf } from '../testing/model-turn.ts';

function matched(...tools: readonly ToolDefinition[]): GuidelineMatch[] {
  return [
    { guideline: guideline('g', { condition: 'the customer wants it', tools }), score: 0.9, rationale: '' },
  ];
}

function arg(name: string, value: unknown, over: JsonObject = {}): JsonObject {
  return { name, value: value as string, said: '', sure: true, ...over };
}

function calls(...args: readonly JsonObject[]): ScriptedAnswer {
  return () => ({ calls: [{ tool: 1, why: 'wanted', run: true, arguments: args }] });
}

interface Planned {
  readonly turn: ModelTurn;
  readonly plan: ToolPlan;
  /** Calls as JSON. */
  readonly made: readonly unknown[];
  readonly asked: readonly string[];
}

async function plan(
  said: string | readonly HistoryEntry[],
  matches: readonly GuidelineMatch[],
  answer: ScriptedAnswer,
  over: Partial<TurnContext> = {},
  earlier: readonly ExecutedCall[] = [],
): Promise<Planned> {
  const turn = new ModelTurn({ plan: answer });
  const context = turn.context(said, behaviourOf(matches.map((match) => match.guideline)), over);
  const made = await turn.stages.planner.plan(context, matches, earlier);
  return {
    turn,
    plan: made,
    made: made.calls.map((call) => [call.tool.name, JSON.parse(JSON.stringify(call.arguments))]),
    asked: made.missing.map(({ parameter }) => parameter),
  };
}

const never: ScriptedAnswer = () => {
  throw new Error('no call was expected');
};

const policy = recordingTool('policy', {
  number: z
    .string()
    .regex(/^P-\d+$/)
    .describe('policy number'),
});
const claim = recordingTool(
  'claim',
  { number: z.string().regex(/^P-\d+$/), date: z.iso.date(), note: z.string().optional() },
  { data: 'done' },
  true,
);

describe('without a call', () => {
  test('what takes no arguments and changes nothing runs', async () => {
    const { made, turn } = await plan('hi', matched(recordingTool('hours', {})), never);
    expect(made).toEqual([['hours', {}]]);
    expect(turn.model.calls).toEqual([]);
  });

  test('nothing runs where no tool is wanted, or nobody is sure', async () => {
    expect((await plan('hi', matched(), never)).made).toEqual([]);
    const [match] = matched(policy);
    expect((await plan('hi', [{ ...match!, score: 0.4 }], never)).made).toEqual([]);
  });

  test('what has run in this turn is not asked about again', async () => {
    const earlier: ExecutedCall[] = [
      { tool: policy, arguments: { number: 'P-1' }, result: { data: 1 }, error: null },
    ];
    expect((await plan('P-1', matched(policy), never, {}, earlier)).made).toEqual([]);
  });
});

describe('one call for all tools', () => {
  test('each with its arguments, several times where it is wanted several times', async () => {
    const weather = recordingTool('weather', { city: z.string(), days: z.number().optional() });
    const { made, turn } = await plan(
      'P-1 and P-2, and the weather in Oslo',
      matched(policy, weather),
      () => ({
        calls: [
          { tool: 1, why: '', run: true, arguments: [arg('number', 'P-1')] },
          { tool: 1, why: '', run: true, arguments: [arg('number', 'P-2')] },
          { tool: 2, why: '', run: true, arguments: [arg('city', 'Oslo'), arg('days', '3')] },
          { tool: 7, why: '', run: true, arguments: [] },
        ],
      }),
    );
    expect(made).toEqual([
      ['policy', { number: 'P-1' }],
      ['policy', { number: 'P-2' }],
      ['weather', { city: 'Oslo', days: 3 }],
    ]);
    expect(turn.model.purposes).toEqual(['plan']);
  });

  test('beside it, what needs none runs too', async () => {
    const { made } = await plan(
      'P-1',
      matched(recordingTool('hours', {}), policy),
      calls(arg('number', 'P-1')),
    );
    expect(made).toEqual([
      ['hours', {}],
      ['policy', { number: 'P-1' }],
    ]);
  });

  test('one that is not called for does not run and asks nothing', async () => {
    const answer = { calls: [{ tool: 1, why: 'dropped', run: false, arguments: [] }] };
    const { made, asked } = await plan('never mind', matched(policy), () => answer);
    expect([made, asked]).toEqual([[], []]);
  });

  test('the same call is made once', async () => {
    const one = { tool: 1, why: '', run: true, arguments: [arg('number', 'P-1')] };
    expect((await plan('P-1', matched(policy), () => ({ calls: [one, one] }))).made).toHaveLength(1);
  });

  test('no more than eight of them, three of one tool', async () => {
    const numbers = Array.from({ length: 9 }, (_, index) => `P-${index}`);
    const entries = numbers.map((number) => ({
      tool: 1,
      why: '',
      run: true,
      arguments: [arg('number', number)],
    }));
    expect((await plan(numbers.join(' '), matched(policy), () => ({ calls: entries }))).made).toHaveLength(3);
  });

  test('a turn that was cancelled after its tools ran does not run them twice', async () => {
    const history: HistoryEntry[] = [
      message('customer', 'P-1', 0),
      { type: 'tool', toolId: 'built-in:policy', arguments: { number: 'P-1' }, data: 1, offset: 1 },
    ];
    expect((await plan(history, matched(policy), calls(arg('number', 'P-1')))).made).toEqual([]);
  });

  test('the model sees what it needs and no ids', async () => {
    const tool: ToolDefinition = {
      ...claim,
      options: {
        note: { significance: 'helps the team', examples: ['it was dark'] },
        number: { source: 'customer' },
      },
    };
    const { turn } = await plan('claim', matched(tool), () => ({ calls: [] }));
    const sections = sectionsOf(turn.model.calls[0]);
    expect(sections['today']).toEqual(['Monday 2026-01-05']);
    expect(sections['tools']).toEqual([
      expect.objectContaining({
        tool: 1,
        name: 'claim',
        consequential: true,
        wanted_for: ['the customer wants it'],
        parameters: [
          expect.objectContaining({ name: 'number', required: true, from: 'customer' }),
          expect.objectContaining({ name: 'date', required: true, kind: 'date' }),
          expect.objectContaining({
            name: 'note',
            required: false,
            good_for: 'helps the team',
            examples: ['it was dark'],
          }),
        ],
      }),
    ]);
  });
});

describe('what nobody said does not count', () => {
  test.each([
    ['a number nobody named', 'please look', [arg('number', 'P-9')], []],
    ['a number that is part of another', 'it is P-91', [arg('number', 'P-9')], []],
    ['one written with other gaps', 'it is p 91234', [arg('number', 'P-91234')], ['P-91234']],
    ['one that does not fit the schema', 'it is X-1', [arg('number', 'X-1')], []],
    ['one of which it is not sure', 'P-1 or P-2', [arg('number', 'P-1', { sure: false })], []],
    ['nothing', 'please look', [arg('number', null)], []],
  ])('%s', async (_, said, args, expected) => {
    const { made, asked } = await plan(said, matched(policy), calls(...args));
    expect(made).toEqual(expected.map((number) => ['policy', { number }]));
    expect(asked).toEqual(expected.length === 0 ? ['number'] : []);
  });

  test('a number from a result or a variable will do', async () => {
    const variables = [{ id: 'v', name: 'policies', description: null, data: ['P-77'] }];
    expect(
      (await plan('my policy', matched(policy), calls(arg('number', 'P-77')), { variables })).made,
    ).toHaveLength(1);
  });

  test.each([
    ['from what is known', {}, 1],
    ['where only the customer counts', { source: 'customer' as const }, 0],
  ])('%s', async (_, option, count) => {
    const variables = [{ id: 'v', name: 'policies', description: null, data: ['P-77'] }];
    const tool = { ...policy, options: { number: option } };
    const { made, asked } = await plan('my policy', matched(tool), calls(arg('number', 'P-77')), {
      variables,
    });
    expect(made).toHaveLength(count);
    expect(asked).toHaveLength(1 - count);
  });

  test('words put into the mouth of the customer by somebody else are not his', async () => {
    const tool = { ...policy, options: { number: { source: 'customer' as const } } };
    const history = [message('ai', 'Is it P-5?', 0), message('customer', 'I think so', 1)];
    const { made } = await plan(history, matched(tool), calls(arg('number', 'P-5', { said: 'P-5' })));
    expect(made).toEqual([]);
  });
});

describe('a consequential tool never runs on a guess', () => {
  const given = [arg('number', 'P-1'), arg('date', '2026-01-04', { said: 'yesterday' })];
  test.each([
    ['all was said', 'P-1, yesterday', given, ['date and number'], []],
    ['a date nobody spoke of', 'P-1 please', given, [], ['date']],
    ['a value it is not sure of', 'P-1, yesterday', [given[0]!, { ...given[1]!, sure: false }], [], ['date']],
    ['words nobody said', 'P-1, the 4th', given, [], ['date']],
  ])('%s', async (_, said, args, runs, wanted) => {
    const { made, asked } = await plan(said, matched(claim), calls(...args));
    expect(made).toHaveLength(runs.length);
    expect(asked).toEqual(wanted);
  });

  test('what is optional and made up is left out', async () => {
    const { made } = await plan(
      'P-1, yesterday',
      matched(claim),
      calls(...given, arg('note', 'the customer was drunk')),
    );
    expect(made).toEqual([['claim', { number: 'P-1', date: '2026-01-04' }]]);
  });

  test('what the model says in its own words is said in the customer’s', async () => {
    const report = recordingTool('report', { what: z.string() }, { data: 'ok' }, true);
    const words = [arg('what', 'Rear-end collision', { said: 'somebody hit my car from behind' })];
    const said = 'Well, somebody hit my car from behind!';
    expect((await plan(said, matched(report), calls(...words))).made).toEqual([
      ['report', { what: 'somebody hit my car from behind' }],
    ]);
    expect((await plan('I had an accident', matched(report), calls(...words))).asked).toEqual(['what']);
  });

  test('one without parameters runs when the model says so', async () => {
    const cancel = recordingTool('cancel', {}, { data: 'ok' }, true);
    expect((await plan('cancel it', matched(cancel), calls())).made).toEqual([['cancel', {}]]);
    expect((await plan('do not', matched(cancel), () => ({ calls: [] }))).made).toEqual([]);
  });
});

describe('values in the form of the schema', () => {
  const order = recordingTool('order', {
    count: z.int().min(1),
    gift: z.boolean(),
    colour: z.enum(['Red', 'Blue']),
    when: z.date(),
    tags: z.array(z.string()),
    address: z.object({ city: z.string() }),
  });

  test('are made from what the model writes', async () => {
    const { plan: made } = await plan(
      'order',
      matched(order),
      calls(
        arg('count', '2'),
        arg('gift', 'yes'),
        arg('colour', 'red'),
        arg('when', '2026-02-03'),
        arg('tags', 'new'),
        arg('address', '{"city":"Oslo"}'),
      ),
    );
    expect(made.calls[0]?.arguments).toEqual({
      count: 2,
      gift: true,
      colour: 'Red',
      when: new Date('2026-02-03'),
      tags: ['new'],
      address: { city: 'Oslo' },
    });
  });

  test('or are asked for', async () => {
    const { asked } = await plan(
      'order',
      matched(order),
      calls(
        arg('count', 0),
        arg('gift', 'maybe'),
        arg('colour', 'green'),
        arg('when', 'soon'),
        arg('tags', 'x'),
      ),
    );
    expect(asked).toEqual(['count', 'gift', 'colour', 'when', 'address']);
  });

  test('a rule over several of them is kept', async () => {
    const span: ToolDefinition = {
      ...recordingTool('span', {}),
      parameters: z.object({ from: z.number(), to: z.number() }).refine(({ from, to }) => from < to),
    };
    const { made, asked } = await plan('from 5 to 3', matched(span), calls(arg('from', 5), arg('to', 3)));
    expect(made).toEqual([]);
    expect(asked).toEqual(['from', 'to']);
  });
});

describe('what is asked for', () => {
  const shape = { a: z.string(), b: z.string(), c: z.string(), d: z.string().optional() };

  test.each([
    ['all at once by default', {}, ['a', 'b', 'c']],
    ['the lowest precedence alone', { b: { precedence: 1 }, c: { precedence: 2 } }, ['b']],
    ['equal ones together', { b: { precedence: 1 }, c: { precedence: 1 } }, ['b', 'c']],
    ['nothing hidden', { a: { hidden: true } }, ['b', 'c']],
    ['nothing that comes from the context', { c: { source: 'context' as const } }, ['a', 'b']],
  ])('%s', async (_, options, asked) => {
    const tool = { ...recordingTool('t', shape), options };
    expect((await plan('go', matched(tool), calls())).asked).toEqual(asked);
  });

  test('is a question in the author’s words', async () => {
    const tool = recordingTool('t', { size: z.string().describe('Which size do you wear?') });
    expect((await plan('go', matched(tool), calls())).plan.missing[0]?.question).toBe(
      'Which size do you wear?',
    );
  });

  test('choices of the moment are told, checked and offered', async () => {
    const options = { slot: { choices: async () => ['Monday 9:00', 'Tuesday 10:00'] } };
    const tool = { ...recordingTool('book', { slot: z.string() }), options };
    const taken = await plan('monday 9:00', matched(tool), calls(arg('slot', 'MONDAY 9:00')));
    expect(taken.made).toEqual([['book', { slot: 'Monday 9:00' }]]);
    const other = await plan('friday', matched(tool), calls(arg('slot', 'Friday')));
    expect(other.plan.missing[0]?.question).toContain('Monday 9:00');
  });

  test('choices that cannot be had leave the schema', async () => {
    const options = { slot: { choices: () => Promise.reject(new Error('down')) } };
    const tool = { ...recordingTool('book', { slot: z.string() }), options };
    expect((await plan('friday', matched(tool), calls(arg('slot', 'Friday')))).made).toHaveLength(1);
  });

  test('is kept: the embedded stages could go on with it', async () => {
    const history = [message('customer', 'a claim for P-1', 0)];
    const { plan: first } = await plan(history, matched(claim), calls(arg('number', 'P-1')));
    const turn = new ModelTurn();
    const { pending } = readState(turn.context(history), first.state);
    expect(pending).toEqual({
      guidelineId: 'g',
      tool: 'claim',
      given: { number: 'P-1' },
      asked: 'date',
      attempts: 0,
      suggested: null,
    });
    const again = await plan(history, matched(claim), calls(arg('number', 'P-1')), { state: first.state });
    expect(readState(turn.context(history), again.plan.state).pending?.attempts).toBe(1);
    expect(sectionsOf(again.turn.model.calls[0])['given_so_far']).toEqual([
      { tool: 1, arguments: { number: 'P-1' } },
    ]);
  });
});

describe('tools that do the same', () => {
  const one = recordingTool('one', { x: z.string() });
  const two = recordingTool('two', { x: z.string() });
  const end = (tool: string): Relationship['source'] => ({ type: 'tool', id: { service: 'built-in', tool } });
  const relationships: Relationship[] = [
    { id: 'r', createdAt: 0, kind: 'overlap', source: end('two'), target: end('one') },
  ];
  const both: ScriptedAnswer = () => ({
    calls: [1, 2].map((tool) => ({ tool, why: '', run: true, arguments: [arg('x', 'y')] })),
  });

  test.each([
    ['one of them runs', {}, relationships, 1],
    ['where nothing says so both run', {}, [], 2],
    ['where one stands for itself both run', { overlap: 'none' as const }, relationships, 2],
    ['where one overlaps with all one runs', { overlap: 'always' as const }, [], 1],
  ])('%s', async (_, over, related, count) => {
    const matches = matched({ ...one, ...over }, two);
    const behaviour = { ...behaviourOf([]), relationships: related };
    const { made } = await plan('y', matches, both, { behaviour });
    expect(made).toHaveLength(count);
  });
});

describe('without a model the embedded planner does it', () => {
  const down: ScriptedAnswer = () => Promise.reject(new ModelUnavailableError('down'));

  test('with what it reads itself', async () => {
    const { made, turn } = await plan('policy P-1', matched(policy), down);
    expect(made).toEqual([['policy', { number: 'P-1' }]]);
    expect(turn.fellBack).toEqual([['plan', 'no model gave a usable answer']]);
  });

  test('what has run in this turn does not run again', async () => {
    const earlier = { tool: policy, arguments: { number: 'P-1' }, result: { data: 1 }, error: null };
    expect((await plan('policy P-1', matched(policy, claim), down, {}, [earlier])).made).toEqual([]);
  });
});
