import type { Evidence, TurnRecord } from '@baton/protocol';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { embeddedStages } from '../adapters/embedded/embedded-stages.ts';
import { MessageCosines } from '../adapters/embedded/message-cosines.ts';
import type { Encoder } from '../ports/encoder.ts';
import type { EngineStages } from '../ports/engine-stages.ts';
import { guideline, toolOf } from '../testing/make-behaviour.ts';
import { ANNA } from '../testing/make.ts';
import { openMemory } from '../testing/open-memory.ts';
import type { MemoryFixture } from '../testing/open-memory.ts';
import { showLog } from '../testing/show-log.ts';
import { TestApp } from '../testing/test-app.ts';
import { turnsOfTheLoop } from '../testing/until.ts';
import type { TriggerPolicy } from './binding.ts';
import type { ToolResult } from './tool-definition.ts';

let stores: MemoryFixture;
let server: TestApp;
beforeEach(async () => {
  stores = openMemory();
  await start(embeddedStages());
});
afterEach(() => server[Symbol.asyncDispose]());

async function start(stages: EngineStages): Promise<void> {
  server = await TestApp.start({ ...stores, stages });
  server.behaviours.define(
    'guideline',
    guideline('status', { say: 'On its way.', examples: ['Where is my order?'] }),
  );
  await server.open();
}

/** On stores of its own. */
async function restart(stages: EngineStages): Promise<void> {
  await server[Symbol.asyncDispose]();
  stores = openMemory();
  await start(stages);
}

const policy = (triggers: TriggerPolicy): void => server.behaviours.bindAgent('agent', () => ({ triggers }));
async function hear(message: string, sessionId = 's'): Promise<TurnRecord> {
  await server.customerSays(message, sessionId);
  await server.turns.idle();
  const [trace] = await stores.traces.list({ sessionId, limit: 1 });
  if (trace === undefined) throw new Error('no record');
  return trace.record;
}
const log = (): Promise<string[]> => showLog(stores.sessions, 's');
const told = ({ triggers }: TurnRecord): string[] =>
  triggers.map(
    ({ evidence, held_back: held }) => `${evidence.trigger}${held === undefined ? '' : ` ${held}`}`,
  );

describe('H4.4 what fired', () => {
  test('is on the handoff, all of it, and the first gives the reason', async () => {
    policy({
      custom: [{ name: 'vip', detect: () => ({ reason: 'vip', handoff: { priority: 9, note: 'Gold.' } }) }],
    });
    const record = await hear('I will sue you, get me a manager');
    expect(told(record)).toEqual(['explicit-request', 'topic:legal', 'custom:vip']);
    const open = await stores.sessions.readOpenHandoff('s');
    expect(open).toMatchObject({ reason: 'customer_requested', priority: 9, notes: [{ text: 'Gold.' }] });
    const expected: Partial<Evidence>[] = [
      { trigger: 'explicit-request', offset: 0, threshold: 0.7 },
      { trigger: 'topic:legal', offset: 0, threshold: 0.6 },
      { trigger: 'custom:vip', offset: 0 },
    ];
    expect(open?.evidence).toMatchObject(expected);
  });

  test('a trigger of an author that hangs does not keep anybody from a person', async () => {
    policy({ custom: [{ name: 'hangs', detect: () => new Promise(() => undefined) }] });
    await server.customerSays('I want to talk to a human');
    await turnsOfTheLoop(10);
    await stores.clock.advance(1, () => turnsOfTheLoop(10));
    await server.turns.idle();
    expect(await stores.sessions.readOpenHandoff('s')).toMatchObject({ reason: 'customer_requested' });
  });
});

describe('H4.6 shadow', () => {
  test('a trigger in shadow mode is noted, and the AI answers', async () => {
    policy({
      modes: { explicit_request: 'shadow', custom: 'shadow' },
      custom: [{ name: 'c', detect: () => ({ reason: 'r' }) }],
    });
    const record = await hear('Where is my order? I want to talk to a human.');
    expect(record.outcome).toBe('answered');
    expect(told(record)).toEqual(['explicit-request shadow', 'custom:c shadow']);
    expect(await stores.sessions.readOpenHandoff('s')).toBeNull();
  });

  test('a whole policy beside the agent’s own is noted, answers included', async () => {
    policy({
      shadow: { thresholds: { unsureTurns: 1 }, topics: [{ name: 'orders', patterns: ['my order'] }] },
    });
    const first = await hear('Where is my order?');
    expect([first.outcome, told(first)]).toEqual(['answered', ['topic:orders shadow_policy']]);
    const second = await hear('florp');
    expect([second.outcome, told(second)]).toEqual(['answered', ['low-confidence shadow_policy']]);
    expect(second).toMatchObject({ confidence: expect.any(Number), stalled_turns: 1 });
  });

  test('what is off is neither done nor noted', async () => {
    policy({ modes: { explicit_request: 'off' } });
    expect(told(await hear('I want to talk to a human'))).toEqual([]);
  });
});

describe('H4.2 failing tools', () => {
  test('three in a row bring a person, with how many there were', async () => {
    const broken = toolOf('look_up', async (): Promise<ToolResult> => {
      throw new Error('down');
    });
    server.behaviours.defineTool(broken);
    const toolIds = [{ service: 'built-in', tool: 'look_up' }];
    server.behaviours.define(
      'guideline',
      guideline('g', { action: null, say: null, toolIds, examples: ['look it up'] }),
    );
    policy({
      confidence: 0,
      stalledTurns: 50,
      repeated: 12,
      modes: { frustration: 'off', rising_frustration: 'off' },
    });
    for (const text of ['look it up', 'please look it up']) expect(told(await hear(text))).toEqual([]);
    const record = await hear('look it up for me');
    expect(record.triggers).toMatchObject([
      { reason: 'complex_issue', evidence: { trigger: 'failing-tools', score: 3, threshold: 3 } },
    ]);
    expect(await stores.sessions.readOpenHandoff('s')).toMatchObject({ reason: 'complex_issue' });
  });
});

describe('a tool that asks for a person', () => {
  const withTool = (result: ToolResult): void => {
    server.behaviours.defineTool(toolOf('get_help', async () => result));
    const toolIds = [{ service: 'built-in', tool: 'get_help' }];
    server.behaviours.define(
      'guideline',
      guideline('g', {
        say: null,
        toolIds,
        examples: ['my roof leaks', 'How do I contact customer support?'],
      }),
    );
  };
  const reasonOf = async (): Promise<string | undefined> =>
    (await stores.sessions.readOpenHandoff('s'))?.reason;

  test.each<[string, ToolResult, string, string]>([
    ['says why', { data: 1, control: { handoff: { reason: 'storm' } } }, 'my roof leaks', 'storm'],
    [
      'says nothing, and the words tell nothing',
      { data: 1, control: { mode: 'manual' } },
      'my roof leaks',
      'complex_issue',
    ],
    [
      'says nothing, but the words ask',
      { data: 1, control: { mode: 'manual' } },
      'How do I contact customer support?',
      'customer_requested',
    ],
  ])('%s', async (_, result, text, expected) => {
    withTool(result);
    await hear(text);
    expect(await reasonOf()).toBe(expected);
  });
});

describe('H8.4 after a return', () => {
  test('only what came after it counts, for tools and answers too', async () => {
    policy({ mostTurns: 2 });
    await hear('Where is my order?');
    await hear('and where is my order now');
    await server.button();
    await server.command({ do: 'accept', operator: ANNA, force: false } as never);
    await server.command({ do: 'return', operator: ANNA, outcome: null } as never);
    expect(told(await hear('Where is my order?'))).toEqual([]);
  });
});

describe('H4.7 at most so many requests of one customer', () => {
  const handoffs = async (): Promise<number> => stores.sessions.countHandoffs({});
  async function askAndWithdraw(text: string, sessionId = 's'): Promise<TurnRecord> {
    const record = await hear(text, sessionId);
    await server.command({ do: 'withdraw' } as never, sessionId);
    return record;
  }

  test('by words: the AI says so in one sentence, and when; after the hour one may be asked for again', async () => {
    for (let count = 0; count < 6; count++) await askAndWithdraw('I want to talk to a human');
    const record = await askAndWithdraw('I want to talk to a human');
    expect([record.outcome, told(record)]).toEqual(['answered', ['explicit-request limit']]);
    expect((await log()).at(-3)).toMatch(/^ai_agent: You have asked for a person very often .* in 60 min\.$/);
    expect(await handoffs()).toBe(6);
    stores.clock.jump(3600);
    await askAndWithdraw('I want to talk to a human');
    expect(await handoffs()).toBe(7);
  });

  test('by behaviour: the AI answers and says so, once', async () => {
    for (let count = 0; count < 6; count++) await askAndWithdraw('human please');
    policy({ custom: [{ name: 'c', detect: () => ({ reason: 'large' }) }] });
    await hear('Where is my order?');
    expect((await log()).filter((line) => /very often|On its way/.test(line)).slice(-2)).toEqual([
      'ai_agent: On its way.',
      expect.stringMatching(/^ai_agent: You have asked/),
    ]);
    const before = (await log()).length;
    expect(told(await hear('Where is my order?'))).toEqual(['custom:c limit']);
    expect((await log()).slice(before).join()).not.toContain('very often');
    expect(await handoffs()).toBe(6);
  });

  test('topics of policy are never held back, nor do they use up a place', async () => {
    for (let count = 0; count < 8; count++) await askAndWithdraw('I will sue you');
    expect(await handoffs()).toBe(8);
    for (let count = 0; count < 8; count++) await askAndWithdraw('get me a human');
    expect(await handoffs()).toBe(14);
    await askAndWithdraw('I will sue you');
    expect(await handoffs()).toBe(15);
  });

  test('a promise that cannot be kept is not said', async () => {
    const stages = embeddedStages();
    const promising = {
      compose: async () => ({ messages: [{ text: 'I am transferring you now.' }], confidence: 1, state: {} }),
    };
    for (let count = 0; count < 6; count++) await askAndWithdraw('human please');
    await server[Symbol.asyncDispose]();
    server = await TestApp.start({ ...stores, stages: { ...stages, composer: promising } });
    await hear('Where is my order?');
    expect((await log()).join('\n')).not.toContain('transferring');
    expect((await log()).at(-3)).toContain('very often');
  });

  test('at once in many sessions of one customer', async () => {
    const ids = Array.from({ length: 20 }, (_, index) => `m${index}`);
    await server.app.directory.putCustomer({ id: 'jo', createdAt: 0, name: 'Jo', metadata: {}, tags: [] });
    for (const id of ids)
      await server.app.sessions.createSession({
        id,
        agentId: 'agent',
        customerId: 'jo',
        createdAt: 1,
        title: null,
        metadata: {},
        labels: [],
      });
    await Promise.all(ids.map((id) => server.button(id)));
    expect(await handoffs()).toBe(6);
  });

  test('guests are counted by session', async () => {
    for (const id of ['g1', 'g2']) {
      await server.open(id);
      for (let count = 0; count < 8; count++) await askAndWithdraw('human please', id);
    }
    expect(await handoffs()).toBe(12);
  });
});

test('H4.2 a question that is put again in other words, by meaning', async () => {
  await restart(embeddedStages({ cosines: new MessageCosines(sameMeaning()) }));
  policy({ modes: { frustration: 'off', low_confidence: 'off' } });
  const texts = ['where is my refund now', 'money still not back yet', 'did you pay me anything back'];
  const records = [];
  for (const text of texts) records.push(await hear(text));
  expect(records.flatMap(told)).toContain('repeated-question');
});

test('an encoder that does not answer in time is done without', async () => {
  const hanging = { ...sameMeaning(), encode: () => new Promise<never>(() => undefined) };
  await restart(embeddedStages({ cosines: new MessageCosines(hanging, 1) }));
  await hear('Where is my order?');
  const record = await hear('Where is my order?');
  expect(record.outcome).toBe('answered');
  expect(record.fallbacks).toEqual([{ stage: 'detect', reason: 'meanings could not be compared in time' }]);
});

function sameMeaning(): Encoder {
  return {
    id: 'same',
    dimensions: 1,
    encode: async (texts) => texts.map(() => new Float32Array([1])),
    [Symbol.asyncDispose]: async () => undefined,
  };
}
