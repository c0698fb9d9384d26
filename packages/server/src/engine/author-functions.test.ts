import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { EngineHooks } from './binding.ts';
import { MATCH_ALWAYS } from './binding.ts';
import { canned, guideline, toolOf, variable } from '../testing/make-behaviour.ts';
import { makeAgent, makeSession } from '../testing/make.ts';
import { openMemory } from '../testing/open-memory.ts';
import type { MemoryFixture } from '../testing/open-memory.ts';
import { PlainStages, say } from '../testing/plain-stages.ts';
import { showLog } from '../testing/show-log.ts';
import { TestApp } from '../testing/test-app.ts';
import { turnsOfTheLoop, until } from '../testing/until.ts';

let stores: MemoryFixture;
let server: TestApp;
let plain: PlainStages;
beforeEach(async () => {
  stores = openMemory();
  plain = new PlainStages();
  server = await TestApp.start({ ...stores, stages: plain.stages });
  await server.open();
});
afterEach(() => server[Symbol.asyncDispose]());

const log = (): Promise<string[]> => showLog(stores.sessions, 's');
async function hear(message: string, sessionId = 's'): Promise<void> {
  await server.customerSays(message, sessionId);
  await server.turns.idle();
}
/** The customer writes, and everybody who does not answer in a minute is given up. */
async function hearSlowly(message: string): Promise<void> {
  await server.customerSays(message);
  await turnsOfTheLoop(5);
  await stores.clock.advance(60, () => turnsOfTheLoop(5));
  await server.turns.idle();
}
const never = (): Promise<never> => new Promise(() => undefined);
const fails = async (): Promise<never> => {
  throw new Error('password is 123');
};

describe('matchers', () => {
  test('take the place of judging; one that fails or hangs does not match, and the turn goes on', async () => {
    for (const id of ['always', 'no', 'fails', 'hangs'])
      server.behaviours.define('guideline', guideline(id, { examples: ['hello'] }));
    server.behaviours.bind('always', { matcher: MATCH_ALWAYS });
    server.behaviours.bind('no', { matcher: () => false });
    server.behaviours.bind('fails', { matcher: fails });
    server.behaviours.bind('hangs', { matcher: never });
    await hearSlowly('hello');
    expect(plain.asked[0]?.guidelines).toEqual([]);
    expect(await log()).toContain('ai_agent: do always');
    const [trace] = await stores.traces.list({ sessionId: 's', limit: 1 });
    expect(trace?.record.fallbacks).toEqual([
      { stage: 'matcher of fails', reason: 'failed' },
      { stage: 'matcher of hangs', reason: 'took longer than 10000 ms' },
    ]);
    expect(JSON.stringify(trace)).not.toContain('123');
  });
});

describe('custom triggers', () => {
  const bind = (
    custom: NonNullable<
      NonNullable<Parameters<Parameters<TestApp['behaviours']['bindAgent']>[1]>[0]['triggers']>['custom']
    >,
  ): void => server.behaviours.bindAgent('agent', () => ({ triggers: { custom } }));

  test('bring a person, with evidence and how he is to be asked for', async () => {
    bind([
      { name: 'fails', detect: fails },
      { name: 'calm', detect: () => null },
      {
        name: 'late',
        detect: async () => ({
          reason: 'missed_connection',
          score: 0.7,
          quote: 'in an hour',
          handoff: { priority: 3 },
        }),
      },
    ]);
    await hear('my flight leaves in an hour');
    expect(await stores.sessions.readOpenHandoff('s')).toMatchObject({
      reason: 'missed_connection',
      priority: 3,
      evidence: [{ trigger: 'custom:late', offset: 0, score: 0.7, threshold: null, quote: 'in an hour' }],
    });
  });

  test('that hang bring nobody', async () => {
    bind([{ name: 'hangs', detect: never }]);
    await hearSlowly('hello');
    expect(await stores.sessions.readOpenHandoff('s')).toBeNull();
    expect(await log()).toContain('ai_agent: nothing to do');
  });
});

describe('retrievers', () => {
  const bind = (...retrievers: (() => Promise<unknown>)[]): void =>
    server.behaviours.bindAgent('agent', () => ({
      retrievers: retrievers.map((retrieve, index) => ({ id: `r${index}`, retrieve: retrieve as never })),
    }));

  test('give data, instructions and templates for this answer; failing, hanging and odd ones fail alone', async () => {
    bind(
      async () => ({ data: 'fares', guidelines: [{ action: 'mention the fee' }] }),
      fails,
      never,
      async () => null,
      async () => async () => ({ data: 'put off' }),
      async () => fails,
      async () => ({ data: undefined }),
      async () => ({ data: 1n }),
    );
    await hearSlowly('hello');
    expect(plain.last.retrieved).toEqual(['fares', 'put off']);
    expect(plain.last.instructions).toEqual([{ action: 'mention the fee' }]);
    const [trace] = await stores.traces.list({ sessionId: 's', limit: 1 });
    expect(trace?.record.fallbacks.map(({ stage }) => stage).toSorted()).toEqual([
      'retriever r1',
      'retriever r2',
      'retriever r5',
      'retriever r6',
      'retriever r7',
    ]);
  });

  test('run beside matching and tools, the put-off ones just before composing', async () => {
    const order: string[] = [];
    bind(async () => {
      order.push('begin');
      return async () => {
        order.push('put off');
        return { data: 1 };
      };
    });
    plain.detect = async () => {
      order.push('detect');
      return null;
    };
    plain.compose = async () => {
      order.push('compose');
      return say('x');
    };
    await hear('hello');
    expect(order).toEqual(['begin', 'detect', 'put off', 'compose']);
  });

  test('of one agent do not run for another', async () => {
    await stores.directory.putAgent(makeAgent({ id: 'second' }));
    await stores.sessions.createSession(makeSession('t', { agentId: 'second' }));
    bind(async () => ({ data: 'secret' }));
    await hear('hello', 't');
    expect(plain.last.retrieved).toEqual([]);
  });
});

describe('variables', () => {
  const read = (): unknown =>
    Object.fromEntries(plain.composed.at(-1)!.context.variables.map(({ name, data }) => [name, data]));
  const put = (id: string, key: string, data: string, lastModified = 0): Promise<void> =>
    server.behaviours.values.putValue(id, key, { id: `${id}${key}`, lastModified, data });
  const asKim = async (): Promise<void> => {
    await stores.directory.putCustomer({
      id: 'kim',
      createdAt: 0,
      name: 'Kim',
      metadata: {},
      tags: ['gold'],
    });
    await stores.sessions.createSession(makeSession('k', { customerId: 'kim' }));
  };

  test('are looked up by customer, tag, agent and default, in this order', async () => {
    await asKim();
    for (const id of ['a', 'b', 'c', 'd', 'e']) server.behaviours.define('variable', variable(id));
    const keys = ['kim', 'tag:gold', 'agent:agent', 'default'];
    for (const [index, id] of ['a', 'b', 'c', 'd'].entries())
      for (const key of keys.slice(index)) await put(id, key, key);
    await hear('hello', 'k');
    expect(read()).toEqual({ a: 'kim', b: 'tag:gold', c: 'agent:agent', d: 'default' });
  });

  test('that a tool finds are asked for anew once their rule has come round', async () => {
    await asKim();
    let calls = 0;
    server.behaviours.defineTool(toolOf('tier', async () => ({ data: `tier ${++calls}` })));
    const toolId = { service: 'built-in', tool: 'tier' };
    server.behaviours.define('variable', variable('tier', { toolId, freshnessRules: '0 * * * *' }));
    await hear('one', 'k');
    await hear('two', 'k');
    expect(read()).toEqual({ tier: 'tier 1' });
    stores.clock.jump(3600);
    await hear('three', 'k');
    expect(read()).toEqual({ tier: 'tier 2' });
  });

  test('keep their old value when the tool fails or hangs, and the turn goes on', async () => {
    await asKim();
    server.behaviours.defineTool(toolOf('tier', fails));
    server.behaviours.defineTool(toolOf('seat', never));
    for (const tool of ['tier', 'seat']) {
      const toolId = { service: 'built-in', tool };
      server.behaviours.define('variable', variable(tool, { toolId, freshnessRules: '* * * * *' }));
      await put(tool, 'kim', `old ${tool}`);
    }
    await server.customerSays('hello', 'k');
    await turnsOfTheLoop(5);
    await stores.clock.advance(60, () => turnsOfTheLoop(5));
    await server.turns.idle();
    expect(read()).toEqual({ tier: 'old tier', seat: 'old seat' });
  });

  test('that a tool finds for the guest are nobody else’s', async () => {
    server.behaviours.defineTool(toolOf('order', async (tool) => ({ data: tool.sessionId })));
    server.behaviours.define(
      'variable',
      variable('order', { toolId: { service: 'built-in', tool: 'order' } }),
    );
    await server.open('t');
    await hear('hello');
    expect(read()).toEqual({ order: 's' });
    await hear('hello', 't');
    expect(read()).toEqual({ order: 't' });
    expect(await server.behaviours.values.readValue('order', 'guest')).toBeNull();
  });
});

describe('hooks', () => {
  const POINTS = [
    'onAcknowledging',
    'onAcknowledged',
    'onPreparing',
    'onIterationStart',
    'onIterationEnd',
    'onGeneratingMessages',
    'onMessageGenerated',
    'onMessagesEmitted',
  ] as const;
  const bind = (...hooks: EngineHooks[]): void => server.behaviours.bindAgent('agent', () => ({ hooks }));

  test('are called at every point of a turn, in order', async () => {
    const called: string[] = [];
    bind(Object.fromEntries(POINTS.map((point) => [point, () => void called.push(point)])));
    await hear('hello');
    expect(called).toEqual([...POINTS]);
  });

  test.each(POINTS.slice(0, 7))('one that bails at %s ends the turn, and nothing is said', async (point) => {
    bind({ [point]: () => 'bail' });
    await hear('hello');
    const shown = await log();
    expect(shown.filter((line) => line.startsWith('ai_agent: '))).toEqual([]);
    expect(shown.at(-1)).toBe('ai_agent completed');
    expect(await server.session()).toMatchObject({ answeredOffset: 0, control: { mode: 'auto' } });
  });

  test('one that resolves keeps the others from being asked, and the turn goes on', async () => {
    const called: string[] = [];
    bind({ onPreparing: () => 'resolve' }, { onPreparing: () => void called.push('second') });
    await hear('hello');
    expect(called).toEqual([]);
    expect(await log()).toContain('ai_agent: nothing to do');
  });

  test('one that throws fails the turn, unless onError takes it upon itself', async () => {
    bind({ onPreparing: fails });
    await hear('hello');
    expect((await log()).at(-1)).toBe('ai_agent error');
    expect(await stores.sessions.readOpenHandoff('s')).toMatchObject({ reason: 'ai_error' });
    const seen: unknown[] = [];
    await server.open('t');
    bind({
      onPreparing: fails,
      onError: (_context, error) => {
        seen.push((error as Error).message);
        return 'bail';
      },
    });
    await hear('hello', 't');
    expect(seen).toEqual(['password is 123']);
    expect(await stores.sessions.readOpenHandoff('t')).toBeNull();
  });
});

describe('callbacks of what was matched', () => {
  test('run before composing and after the message, fail alone, and give fields to templates', async () => {
    const order: string[] = [];
    await stores.directory.putAgent(makeAgent({ compositionMode: 'canned_fluid' }));
    server.behaviours.define('guideline', guideline('go', { compositionMode: 'strict_canned' }));
    server.behaviours.define(
      'canned_response',
      canned('c', 'It costs {{ price }}.', { tags: ['guideline:go'] }),
    );
    server.behaviours.define('canned_response', canned('other', 'No', { tags: ['guideline:none'] }));
    server.behaviours.define('canned_response', canned('open', 'Hello {{ std.customer.name }}.'));
    server.behaviours.bind('go', {
      onSelected: fails,
      onMessage: (_context, texts) => void order.push(texts.join()),
      fieldProvider: () => ({ price: '5 €' }),
    });
    plain.compose = async () => {
      order.push('compose');
      return {
        messages: [
          {
            text: 'It costs 5 €.',
            draft: 'five',
            cannedResponses: [['c', 'It costs 5 €.']],
            metadata: { card: 1 },
          },
        ],
        confidence: 1,
        state: {},
      };
    };
    await hear('go');
    expect(order).toEqual(['compose', 'It costs 5 €.']);
    expect(plain.last.mode).toBe('strict_canned');
    expect(plain.last.canned.map(({ id, text }) => [id, text])).toEqual([
      ['c', 'It costs 5 €.'],
      ['open', 'Hello Guest.'],
    ]);
    const events = await stores.sessions.listEvents({ sessionId: 's', minOffset: 0, limit: 100 });
    const said = events.find(({ kind, source }) => kind === 'message' && source === 'ai_agent');
    expect(JSON.parse(said?.data ?? '')).toMatchObject({
      draft: 'five',
      canned_responses: [['c', 'It costs 5 €.']],
    });
    expect(said?.metadata).toBe('{"card":1}');
  });

  test('a free agent is given no templates', async () => {
    server.behaviours.define('canned_response', canned('open', 'Hello.'));
    await hear('hello');
    expect(plain.last).toMatchObject({ mode: 'fluid', canned: [] });
  });
});

test('templates and fields of tools may be used for this answer', async () => {
  await stores.directory.putAgent(makeAgent({ compositionMode: 'canned_fluid' }));
  server.behaviours.defineTool(
    toolOf('look', async () => ({
      data: 1,
      cannedResponses: ['There are {{ seats }} seats.', 'Row {{ row }}.'],
      cannedResponseFields: { seats: 4 },
    })),
  );
  server.behaviours.define(
    'guideline',
    guideline('go', { toolIds: [{ service: 'built-in', tool: 'look' }] }),
  );
  await hear('go');
  expect(plain.last.canned.map(({ text }) => text)).toEqual(['There are 4 seats.']);
});

test('a turn may spend 12 calls and 200,000 tokens on models, and each has its own', async () => {
  plain.compose = async ({ budget }) => {
    budget.calls += 5;
    return say('x');
  };
  await hear('one');
  await hear('two');
  expect(plain.composed.map(({ context }) => context.budget)).toEqual([
    { mostCalls: 12, mostTokens: 200_000, calls: 5, tokens: 0 },
    { mostCalls: 12, mostTokens: 200_000, calls: 5, tokens: 0 },
  ]);
});

test('a long answer is several messages', async () => {
  const long = 'word '.repeat(60).trim();
  plain.compose = async () => say(`${long}\n\nAnd more.`, 'Last.');
  await hear('hello');
  expect((await log()).slice(-9)).toEqual([
    `ai_agent: ${long}`,
    'ai_agent ready',
    'ai_agent typing',
    'ai_agent: And more.',
    'ai_agent ready',
    'ai_agent typing',
    'ai_agent: Last.',
    'ai_agent ready',
    'ai_agent completed',
  ]);
});

test('a turn that waits for an author’s function can be cancelled', async () => {
  let called = false;
  server.behaviours.define('guideline', guideline('hello'));
  server.behaviours.bind('hello', {
    matcher: () => {
      called = true;
      return never();
    },
  });
  await server.customerSays('hello');
  await until(() => called);
  server.turns.cancel('s');
  await server.turns.idle();
  expect((await log()).slice(-2)).toEqual(['ai_agent cancelled', 'ai_agent completed']);
});
