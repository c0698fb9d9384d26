import { afterEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Guideline } from '../../engine/behaviour.ts';
import { ModelBudgetError, ModelUnavailableError } from '../../ports/model.ts';
import { makeAgent } from '../../testing/make.ts';
import { openMemory } from '../../testing/open-memory.ts';
import type { MemoryFixture } from '../../testing/open-memory.ts';
import { ScriptedModel } from '../../testing/scripted-model.ts';
import type { ScriptedAnswer } from '../../testing/scripted-model.ts';
import { showLog } from '../../testing/show-log.ts';
import { TestApp } from '../../testing/test-app.ts';
import { until } from '../../testing/until.ts';
import { embeddedStages } from '../embedded/embedded-stages.ts';
import { guideline, recordingTool } from '../embedded/testing/behaviour.ts';
import { modelStages } from './model-stages.ts';

let stores: MemoryFixture;
let server: TestApp | null = null;
afterEach(async () => {
  await server?.[Symbol.asyncDispose]();
  server = null;
});

async function start(model: ScriptedModel, guidelines: readonly Guideline[] = []): Promise<TestApp> {
  stores = openMemory();
  const stages = modelStages({ model, embedded: embeddedStages(), encoder: null });
  server = await TestApp.start({ ...stores, stages });
  for (const one of guidelines) {
    for (const tool of one.tools) server.behaviours.defineTool(tool);
    server.behaviours.define('guideline', one);
  }
  await server.open();
  return server;
}

/** Answers as a model would that matches the first condition and calls its tool with what was said. */
const SENSIBLE: Readonly<Record<string, ScriptedAnswer>> = {
  match: () => ({ matches: [{ id: 1, why: 'asked', score: 0.9 }] }),
  plan: () => ({
    calls: [
      {
        tool: 1,
        why: 'asked',
        run: true,
        arguments: [{ name: 'number', value: 'P-1', said: 'P-1', sure: true }],
      },
    ],
  }),
  compose: () => ({ message: 'It is open.', confidence: 0.9 }),
};

function many(count: number, first: Partial<Guideline> = {}): Guideline[] {
  return Array.from({ length: count }, (_, index) =>
    guideline(`g${index}`, {
      condition: `the customer asks for thing ${index}`,
      action: 'Explain it',
      ...(index === 0 && first),
    }),
  );
}

const look = recordingTool('look', { number: z.string() }, { data: 'open' });
const hours = recordingTool('hours', {}, { data: '9 to 5' });

describe('calls of a turn, one after another', () => {
  test.each([
    ['no guidelines', [], ['compose']],
    ['10 guidelines', many(10), ['match', 'compose']],
    ['25 guidelines', many(25), ['match', 'compose']],
    ['100 guidelines', many(100), ['match', 'compose']],
    ['a tool without parameters', many(10, { tools: [hours] }), ['match', 'compose']],
    ['a tool with a parameter', many(10, { tools: [look] }), ['match', 'plan', 'compose']],
    [
      'two tools with parameters',
      many(10, { tools: [look, recordingTool('other', { number: z.string() })] }),
      ['match', 'plan', 'compose'],
    ],
  ])('%s', async (_, guidelines, purposes) => {
    const model = new ScriptedModel(SENSIBLE);
    const app = await start(model, guidelines);
    await app.customerSays('how about P-1?');
    await app.turns.idle();
    expect(await showLog(stores.sessions, 's')).toContain('ai_agent: It is open.');
    // Tools that ran may be followed by another look at what is left; it must cost nothing where nothing is.
    expect(model.purposes).toEqual(purposes);
  });

  test('a request for a person takes none', async () => {
    const model = new ScriptedModel({});
    const app = await start(model, many(10));
    await app.customerSays('I want to speak to a human');
    await app.turns.idle();
    expect(model.purposes).toEqual([]);
    expect((await app.session()).control.mode).toBe('manual');
  });
});

test('a journey takes a call a turn to find its way, and one to ask its tool', async () => {
  const book = recordingTool('book', { date: z.iso.date() }, { data: 'booked' });
  const begins = guideline('begins', { condition: 'the customer wants an appointment' });
  const node = { description: null, toolIds: [], metadata: {}, compositionMode: null, labels: [], say: null };
  const edge = (id: string, source: string, target: string, condition: string | null) => ({
    ...{ id, source, target, condition },
    ...{ metadata: {}, examples: [] },
  });
  const model = new ScriptedModel({
    match: (request) =>
      request.messages[0]?.content.includes('"open":true') === true
        ? { matches: [], steps: [{ journey: 1, why: 'named one', way: 1, leaves: false, score: 0.9 }] }
        : { matches: [{ id: 1, why: 'asked', score: 0.9 }], steps: [] },
    plan: () => ({
      calls: [
        {
          ...{ tool: 1, why: 'named', run: true },
          arguments: [{ name: 'date', value: '2026-02-03', said: '2026-02-03', sure: true }],
        },
      ],
    }),
    compose: (request) => ({
      message: request.system.includes('Confirm it') ? 'It is booked.' : 'Which day?',
      confidence: 0.9,
    }),
  });
  const app = await start(model, [begins]);
  app.behaviours.defineTool(book);
  app.behaviours.define('journey', {
    ...{ id: 'j', createdAt: 0, title: 'Appointment', description: '', triggers: ['begins'], tags: [] },
    ...{ compositionMode: null, labels: [], priority: 0, rootId: 'root' },
    nodes: [
      { ...node, id: 'root', kind: 'fork', action: null },
      { ...node, id: 'ask', kind: 'chat', action: 'Ask which day' },
      { ...node, id: 'book', kind: 'tool', action: null, toolIds: [{ service: 'built-in', tool: 'book' }] },
      { ...node, id: 'confirm', kind: 'chat', action: 'Confirm it' },
    ],
    edges: [
      edge('e1', 'root', 'ask', null),
      edge('e2', 'ask', 'book', 'the customer names a day'),
      edge('e3', 'book', 'confirm', null),
    ],
  });
  await app.customerSays('I need an appointment');
  await app.turns.idle();
  expect(model.purposes).toEqual(['match', 'compose']);
  model.forget();
  await app.customerSays('on 2026-02-03');
  await app.turns.idle();
  expect(model.purposes).toEqual(['match', 'plan', 'compose']);
  expect(book.calls).toEqual([{ date: '2026-02-03' }]);
  const log = await showLog(stores.sessions, 's');
  expect(log.filter((line) => line.startsWith('ai_agent: '))).toEqual([
    'ai_agent: Which day?',
    'ai_agent: It is booked.',
  ]);
});

test('the customer sees that something happens before the first call is answered', async () => {
  const held = Promise.withResolvers<void>();
  const model = new ScriptedModel({
    ...SENSIBLE,
    match: async (request, call) => {
      await held.promise;
      return SENSIBLE['match']!(request, call);
    },
  });
  const app = await start(model, many(3));
  await app.customerSays('hello?');
  await until(() => model.calls.length === 1);
  expect(await showLog(stores.sessions, 's')).toEqual([
    'customer: hello?',
    'ai_agent acknowledged',
    'ai_agent processing',
  ]);
  held.resolve();
  await app.turns.idle();
});

describe('without a model the customer is answered all the same', () => {
  const say = many(3, { say: 'We are open from 9 to 5.', examples: ['when are you open'] });
  test.each([
    ['no model answers', () => Promise.reject(new ModelUnavailableError('down'))],
    ['nothing more may be spent', () => Promise.reject(new ModelBudgetError('spent'))],
    ['all answers are nonsense', () => ({ nonsense: true })],
    ['something unforeseen happens', () => Promise.reject(new RangeError('oops'))],
  ])('%s', async (_, answer) => {
    const app = await start(new ScriptedModel({ '*': answer }), say);
    await app.customerSays('when are you open');
    await app.turns.idle();
    expect(await showLog(stores.sessions, 's')).toContain('ai_agent: We are open from 9 to 5.');
    expect((await app.session()).control.mode).toBe('auto');
  });

  test('and gets a person when that has nothing to say either', async () => {
    const app = await start(
      new ScriptedModel({ '*': () => Promise.reject(new ModelUnavailableError('down')) }),
      say,
    );
    for (const text of ['does my zebra need a visa', 'I mean the visa for zebras']) {
      await app.customerSays(text);
      await app.turns.idle();
    }
    expect((await app.session()).control.mode).toBe('manual');
  });
});

test('H3.3: a model that promises a person makes a handoff', async () => {
  const model = new ScriptedModel({
    compose: () => ({ message: 'I will transfer you to a colleague now.', confidence: 1 }),
  });
  const app = await start(model);
  await app.customerSays('my parcel is late');
  await app.turns.idle();
  expect((await app.session()).control.mode).toBe('manual');
});

test('a streamed answer is one message that ends complete, without the prompt’s code', async () => {
  const model = new ScriptedModel({
    compose: (request) => {
      const code = /^CODE (\w+)/.exec(request.messages[0]!.content)?.[1] ?? '';
      return ['Yes. ', 'It is ', 'free. ', 'Really.', `\n${code} 0.9`];
    },
  });
  const app = await start(model);
  await app.app.directory.putAgent(makeAgent({ messageOutputMode: 'stream' }));
  await app.customerSays('is it free?');
  await app.turns.idle();
  const events = await stores.sessions.listEvents({ sessionId: 's', minOffset: 0, limit: 100 });
  const said = events.filter(({ kind, source }) => kind === 'message' && source === 'ai_agent');
  expect(said.map(({ data }) => JSON.parse(data) as unknown)).toEqual([
    expect.objectContaining({
      message: 'Yes. It is free. Really.',
      chunks: ['Yes.', ' It is free.', ' Really.', null],
    }),
  ]);
});

test('a strict agent never says a word of the model’s, whatever the model does', async () => {
  const free = { message: 'You get 1000 euros!', confidence: 1, template: 7, fit: 1, fields: [] };
  const model = new ScriptedModel({ compose: () => free });
  const app = await start(model);
  app.behaviours.define('canned_response', {
    ...{ id: 'r', createdAt: 0, value: 'Hello {{ std.customer.name }}, we are open.', fields: [], tags: [] },
    ...{ signals: [], metadata: { a: 1 }, fieldDependencies: [] },
  });
  await app.app.directory.putAgent(makeAgent({ compositionMode: 'strict_canned' }));
  await app.customerSays('give me money');
  await app.turns.idle();
  model.on('compose', () => ({ ...free, template: 1 }));
  await app.customerSays('are you open');
  await app.turns.idle();
  const log = await showLog(stores.sessions, 's');
  expect(log.filter((line) => line.startsWith('ai_agent: '))).toEqual([
    'ai_agent: Not sure I understand. Could you please say that another way?',
    'ai_agent: Hello Guest, we are open.',
  ]);
});

test('a newer message cancels the call of the turn before', async () => {
  const held = Promise.withResolvers<void>();
  const model = new ScriptedModel({
    compose: async () => {
      if (model.calls.length === 1) await held.promise;
      return { message: `answer ${model.calls.length}`, confidence: 1 };
    },
  });
  const app = await start(model);
  await app.customerSays('one');
  await until(() => model.calls.length === 1);
  await app.customerSays('two');
  await until(() => model.calls[0]?.outcome === 'failed');
  await app.turns.idle();
  held.resolve();
  const log = await showLog(stores.sessions, 's');
  expect(log.filter((line) => line.startsWith('ai_agent: '))).toEqual(['ai_agent: answer 2']);
});
