import { beforeEach, describe, expect, expectTypeOf, test } from 'vitest';
import { z } from 'zod';
import { shownSettings } from '../core/widget/shown-settings.ts';
import type { AgentBehaviour } from '../engine/behaviour.ts';
import { MATCH_ALWAYS } from '../engine/binding.ts';
import type { EngineHooks, Retriever } from '../engine/binding.ts';
import { makeAgent, makeSession } from '../testing/make.ts';
import { memoryAuthor } from '../testing/memory-author.ts';
import type { MemoryAuthor } from '../testing/memory-author.ts';
import { openMemory } from '../testing/open-memory.ts';
import type { Agent } from './agent.ts';
import type { GuidelineOptions } from './guideline.ts';
import { tool } from './tool.ts';

const lookUp = tool({
  name: 'look_up',
  description: 'Looks something up.',
  parameters: z.object({}),
  run: async () => ({ data: 'found' }),
});

let memory: MemoryAuthor;
let agent: Agent;

beforeEach(async () => {
  memory = await memoryAuthor();
  agent = await memory.author.createAgent({ name: 'Ada' });
});

function behaviour(id: string = agent.id): AgentBehaviour {
  return memory.behaviours.of(makeAgent({ id }));
}

describe('createGuideline', () => {
  test('everything that can be said of a guideline is in its record, its functions are bound to its id', async () => {
    const vip = await memory.author.createTag('vip');
    const matcher = () => true;
    const onSelected = () => undefined;
    const onMessage = () => undefined;
    const provider = () => ({ price: 10 });
    const guideline = await agent.createGuideline({
      condition: 'It rains',
      action: 'Offer an umbrella',
      description: 'Rain, not snow.',
      title: 'umbrellas',
      say: 'Would you like an umbrella?',
      examples: ['it is wet'],
      tools: [lookUp],
      metadata: { source: 'handbook' },
      criticality: 'high',
      compositionMode: 'strict_canned',
      matcher,
      onSelected,
      onMessage,
      cannedResponseFieldProvider: provider,
      tags: [vip, 'other'],
      track: false,
      labels: ['weather'],
      priority: 3,
    });
    expect(behaviour().guidelines).toEqual([
      {
        id: guideline.id,
        createdAt: expect.any(Number),
        condition: 'It rains',
        action: 'Offer an umbrella',
        description: 'Rain, not snow.',
        title: 'umbrellas',
        say: 'Would you like an umbrella?',
        examples: ['it is wet'],
        toolIds: [{ service: 'built-in', tool: 'look_up' }],
        tools: [lookUp],
        metadata: { source: 'handbook' },
        criticality: 'high',
        compositionMode: 'strict_canned',
        tags: [`agent:${agent.id}`, vip.id, 'other'],
        track: false,
        labels: ['weather'],
        priority: 3,
        enabled: true,
        binding: { matcher, onSelected, onMessage, fieldProvider: provider },
      },
    ]);
  });

  test('an observation has no action', async () => {
    const observation = await agent.createObservation({ condition: 'It rains', matcher: MATCH_ALWAYS });
    expect(observation.record).toMatchObject({ action: null, criticality: 'medium', track: true });
    expect(behaviour().guidelines[0]?.binding.matcher).toBe(MATCH_ALWAYS);
    expectTypeOf(agent.createObservation).parameter(0).not.toHaveProperty('action');
  });

  test('what is added is there at once, and a snapshot taken before does not change', async () => {
    const before = behaviour();
    await agent.createGuideline({ condition: 'It rains' });
    expect(before.guidelines).toEqual([]);
    expect(behaviour().guidelines).toHaveLength(1);
  });

  test('a guideline is its own agent’s alone', async () => {
    const other = await memory.author.createAgent({ name: 'Ben' });
    await agent.createGuideline({ condition: 'It rains' });
    expect(behaviour(other.id).guidelines).toEqual([]);
  });

  test('what was changed over REST counts until the code changes', async () => {
    const guideline = await agent.createGuideline({ condition: 'It rains', action: 'Run' });
    const changed = { ...guideline.record, action: 'Walk' };
    await memory.behaviours.apply([{ op: 'put', kind: 'guideline', record: changed }]);
    expect(guideline.record.action).toBe('Walk');
    expect(behaviour().guidelines.map(({ action }) => action)).toEqual(['Walk']);
  });

  test('functions stay bound to what was changed over REST; what was switched off is gone', async () => {
    const matcher = () => true;
    const guideline = await agent.createGuideline({ condition: 'It rains', matcher });
    const changed = { ...guideline.record, condition: 'It pours' };
    await memory.behaviours.apply([{ op: 'put', kind: 'guideline', record: changed }]);
    expect(behaviour().guidelines).toMatchObject([{ condition: 'It pours', binding: { matcher } }]);
    const off = { ...changed, enabled: false };
    await memory.behaviours.apply([{ op: 'put', kind: 'guideline', record: off }]);
    expect(behaviour().guidelines).toEqual([]);
  });

  test.each<[string, GuidelineOptions]>([
    ['condition', { condition: ' ' }],
    ['action', { condition: 'It rains', action: '' }],
    ['condition', { condition: 'x'.repeat(10_001) }],
    ['id', { condition: 'It rains', id: 'a b' }],
  ])('a %s that cannot be used is refused', async (_, options) => {
    await expect(agent.createGuideline(options)).rejects.toThrow(TypeError);
    expect(behaviour().guidelines).toEqual([]);
  });

  test('two tools of one name are refused, whichever agent’s: one would run for the other', async () => {
    const other = await memory.author.createAgent({ name: 'Ben' });
    const namesake = tool({ ...lookUp, run: async () => ({ data: 'something else' }) });
    await agent.createGuideline({ condition: 'It rains', tools: [lookUp] });
    await other.createGuideline({ condition: 'It rains', tools: [lookUp] });
    await expect(other.createGuideline({ condition: 'It snows', tools: [namesake] })).rejects.toThrow(
      /another tool named look_up/,
    );
    expect(behaviour(other.id).guidelines).toHaveLength(1);
    expect(memory.behaviours.tool({ service: 'built-in', tool: 'look_up' })).toBe(lookUp);
  });

  test('an id can be had once', async () => {
    await agent.createGuideline({ condition: 'It rains', id: 'rain' });
    await expect(agent.createGuideline({ condition: 'It snows', id: 'rain' })).rejects.toThrow(/taken/);
  });
});

describe('ids', () => {
  const CONDITIONS = ['It rains', 'It snows', 'It hails', 'It rains'];

  async function idsOf(order: readonly number[]): Promise<Map<string, string[]>> {
    const { author } = await memoryAuthor(openMemory());
    const ada = await author.createAgent({ name: 'Ada' });
    const ids = new Map<string, string[]>();
    for (const index of order) {
      const condition = CONDITIONS[index] ?? '';
      const guideline = await ada.createGuideline({ condition, action: 'Stay in' });
      const term = await ada.createTerm({ name: condition, description: 'Weather.' });
      const response = await ada.createCannedResponse(condition);
      const variable = await ada.createVariable({ name: condition });
      const capability = await ada.createCapability({ title: condition, description: 'Helps.' });
      const journey = await ada.createJourney({ title: condition, ...DESCRIBED });
      const made = [guideline.id, term.id, response.id, variable.id, capability.id, journey.id];
      ids.set(condition, [...(ids.get(condition) ?? []), ...made]);
    }
    return ids;
  }
  const DESCRIBED = { description: 'What to do.' };

  test('are the same in every run, in whatever order unrelated things are made, and never twice the same', async () => {
    const first = await idsOf([0, 1, 2, 3]);
    expect(new Set([...first.values()].flat()).size).toBe(CONDITIONS.length * 6);
    for (const order of [
      [0, 1, 2, 3],
      [2, 0, 1, 3],
      [0, 3, 2, 1],
    ]) {
      const again = await idsOf(order);
      expect(Object.fromEntries(again)).toEqual(Object.fromEntries(first));
    }
  });

  test('of two agents are different', async () => {
    const other = await memory.author.createAgent({ name: 'Ben' });
    const [one, two] = [
      await agent.createGuideline({ condition: 'It rains' }),
      await other.createGuideline({ condition: 'It rains' }),
    ];
    expect(one.id).not.toBe(two.id);
  });
});

describe('knowledge', () => {
  test('terms, capabilities and canned responses are the agent’s', async () => {
    await agent.createTerm({ name: 'Umbrella', description: 'Keeps dry.', synonyms: ['brolly'] });
    await agent.createCapability({ title: 'Lend', description: 'Lends umbrellas.', signals: ['lend me'] });
    await agent.createCannedResponse('It costs {{ price }}.', {
      fields: [{ name: 'price', description: 'In euros.', examples: ['10'] }],
      signals: ['the price'],
      tags: ['shop'],
      metadata: { kind: 'price' },
      fieldDependencies: ['stock'],
    });
    const tags = [`agent:${agent.id}`];
    expect(behaviour()).toMatchObject({
      terms: [{ name: 'Umbrella', synonyms: ['brolly'], tags }],
      capabilities: [{ title: 'Lend', signals: ['lend me'], tags }],
      cannedResponses: [
        {
          value: 'It costs {{ price }}.',
          fields: [{ name: 'price', description: 'In euros.', examples: ['10'] }],
          signals: ['the price'],
          tags: [...tags, 'shop'],
          metadata: { kind: 'price' },
          fieldDependencies: ['stock'],
        },
      ],
    });
  });

  test('a response of one guideline is in the agent’s behaviour and tagged with it alone', async () => {
    const guideline = await agent.createGuideline({ condition: 'It rains' });
    await guideline.createCannedResponse('Take an umbrella.');
    const general = await agent.createCannedResponse('Hello.');
    const snow = await agent.createGuideline({ condition: 'It snows', cannedResponses: [general] });
    expect(behaviour().cannedResponses.map(({ value, tags }) => [value, tags])).toEqual([
      ['Take an umbrella.', [`guideline:${guideline.id}`]],
      ['Hello.', [`agent:${agent.id}`, `guideline:${snow.id}`]],
    ]);
  });

  test.each(['', '{{ open', '{% include "x" %}'])('the template %j is refused', async (template) => {
    await expect(agent.createCannedResponse(template)).rejects.toThrow(TypeError);
  });
});

describe('variables', () => {
  test('have a value for each owner, kept in the store', async () => {
    const store = openMemory();
    const before = await memoryAuthor(store);
    const ada = await before.author.createAgent({ name: 'Ada' });
    const jo = await before.author.createCustomer({ name: 'Jo' });
    const vip = await before.author.createTag('vip');
    const seat = await ada.createVariable({ name: 'seat', description: 'Where he likes to sit.' });
    await seat.setValue('any');
    await seat.setValue('aisle', jo);
    await seat.setValue('front', vip);
    await seat.setValue('window', ada);

    const after = await memoryAuthor(openMemory({ db: store.db, clock: store.clock }));
    const again = await (await after.author.createAgent({ name: 'Ada' })).createVariable({ name: 'seat' });
    expect(await again.getValue(jo)).toBe('aisle');
    expect(await again.getValue(vip)).toBe('front');
    expect(await again.getValue(ada)).toBe('window');
    expect(await again.getValue()).toBe('any');
    expect((await after.behaviours.values.listValues(again.id)).map(({ key }) => key).toSorted()).toEqual(
      [`agent:${ada.id}`, 'default', jo.id, `tag:${vip.id}`].toSorted(),
    );
    expect(await again.deleteValue(jo)).toBe(true);
    expect(await again.deleteValue(jo)).toBe(false);
    expect(await again.getValue(jo)).toBeNull();
  });

  test('one with a tool names it and when to ask again', async () => {
    await agent.createVariable({ name: 'tier', tool: lookUp, freshnessRules: '0 3 * * *' });
    expect(behaviour().variables).toMatchObject([
      { name: 'tier', toolId: { service: 'built-in', tool: 'look_up' }, freshnessRules: '0 3 * * *' },
    ]);
    expect(behaviour().tools.get('built-in:look_up')).toBe(lookUp);
  });

  test('rules that are none, rules without a tool, and a tool that needs arguments are refused', async () => {
    const asking = tool({
      name: 'asking',
      description: 'Asks.',
      parameters: z.object({ what: z.string() }),
      run: async () => ({ data: null }),
    });
    const name = 'tier';
    await expect(agent.createVariable({ name, tool: lookUp, freshnessRules: 'every day' })).rejects.toThrow(
      /cron/,
    );
    await expect(agent.createVariable({ name, freshnessRules: '0 3 * * *' })).rejects.toThrow(/need a tool/);
    await expect(agent.createVariable({ name, tool: asking })).rejects.toThrow(/needs arguments/);
  });
});

describe('what is bound to an agent', () => {
  test('a retriever is in its own agent’s binding and in no other’s', async () => {
    const other = await memory.author.createAgent({ name: 'Ben' });
    const fares: Retriever = async () => ({ data: 'fares' });
    const rules: Retriever = async () => () => Promise.resolve({ data: 'rules' });
    agent.attachRetriever(fares);
    agent.attachRetriever(rules, { id: 'rules' });
    other.attachRetriever(fares);
    expect(behaviour().binding.retrievers?.map(({ retrieve }) => retrieve)).toEqual([fares, rules]);
    expect(behaviour().binding.retrievers?.[1]?.id).toBe('rules');
    expect(behaviour(other.id).binding.retrievers?.map(({ retrieve }) => retrieve)).toEqual([fares]);
    expect(behaviour('nobody').binding).toEqual({});
    expect(() => agent.attachRetriever(fares, { id: 'rules' })).toThrow(/already/);
  });

  test('tools for operators are known, in the order they were given in; others are refused', () => {
    const refund = tool({
      name: 'refund',
      description: '',
      parameters: z.object({}),
      forOperators: { only: true },
      run: async () => ({ data: null }),
    });
    agent.addOperatorTools(refund);
    agent.addOperatorTools({ service: 'shop', tool: 'find_order', title: 'Find the order' });
    expect(behaviour().binding.operatorTools).toEqual([
      { id: { service: 'built-in', tool: 'refund' }, operators: { title: null, only: true } },
      { id: { service: 'shop', tool: 'find_order' }, operators: { title: 'Find the order', only: false } },
    ]);
    expect(behaviour().tools.get('built-in:refund')).toBe(refund);
    expect(() => agent.addOperatorTools(lookUp)).toThrow(/forOperators/);
    expect(() => agent.addOperatorTools({ service: '', tool: 'x' })).toThrow(TypeError);
  });

  test('hooks are kept in the order they were attached in', () => {
    const [first, second]: EngineHooks[] = [{ onPreparing: () => 'continue' }, { onError: () => 'bail' }];
    agent.attachHooks(first!);
    agent.attachHooks(second!);
    expect(behaviour().binding.hooks).toEqual([first, second]);
  });

  test('thresholds, topics and triggers add up', () => {
    const topic = { name: 'press', examples: ['I am a journalist'] };
    const detect = () => null;
    agent.setTriggerThresholds({ confidence: 0.5 });
    agent.setTriggerThresholds({ stalledTurns: 4 });
    agent.addPolicyTopic(topic);
    agent.addTrigger('missed connection', detect);
    expect(behaviour().binding.triggers).toEqual({
      confidence: 0.5,
      stalledTurns: 4,
      topics: [topic],
      custom: [{ name: 'missed connection', detect }],
    });
    expect(() => agent.addTrigger('missed connection', detect)).toThrow(/already/);
    expect(() => agent.addPolicyTopic({ name: 'press', examples: [] })).toThrow(/topic press/);
  });

  test('modes, phrases and a policy on trial; what cannot be is refused', () => {
    agent.setTriggerModes({ frustration: 'shadow', 'custom:missed connection': 'off' });
    agent.setTriggerModes({ low_confidence: 'off' });
    agent.setRequestPhrases(['line two']);
    agent.setShadowPolicy({ thresholds: { confidence: 0.6 } });
    expect(behaviour().binding.triggers).toEqual({
      modes: { frustration: 'shadow', low_confidence: 'off' },
      customModes: { 'missed connection': 'off' },
      phrases: ['line two'],
      shadow: { thresholds: { confidence: 0.6 } },
    });
    agent.setShadowPolicy(null);
    expect(behaviour().binding.triggers?.shadow).toBeNull();
    expect(() => agent.setTriggerModes({ boredom: 'off' } as object)).toThrow(/no trigger boredom/);
    expect(() => agent.setTriggerModes({ custom: 'loud' } as object)).toThrow(/loud/);
    expect(() => agent.setRequestPhrases(['?!'])).toThrow(RangeError);
    expect(() => agent.setShadowPolicy({ thresholds: { confidence: 7 } })).toThrow(RangeError);
    expect(() => agent.setShadowPolicy({ topics: [{ name: 'slow', patterns: ['/(a+)+/'] }] })).toThrow(
      /slow/,
    );
  });

  test('H4.3 what is stored over REST lies on what code says, from the next look on', async () => {
    agent.setTriggerThresholds({ confidence: 0.5, frustration: 0.6 });
    agent.addPolicyTopic({ name: 'press', examples: ['I am a journalist'] });
    const settings = { thresholds: { confidence: 0.1 }, topics: [{ name: 'press', mode: 'off' as const }] };
    const record = { id: agent.id, createdAt: 1, settings };
    await memory.behaviours.apply([{ op: 'put', kind: 'trigger_policy', record }]);
    expect(behaviour().binding.triggers).toMatchObject({
      confidence: 0.1,
      frustration: 0.6,
      topics: [{ name: 'press', examples: ['I am a journalist'], mode: 'off' }],
    });
    await memory.behaviours.apply([{ op: 'delete', kind: 'trigger_policy', id: agent.id }]);
    expect(behaviour().binding.triggers).toMatchObject({ confidence: 0.5 });
  });

  test.each([{ confidence: 2 }, { frustration: -1 }, { request: Number.NaN }, { stalledTurns: 0.5 }])(
    'the threshold %j is refused',
    (thresholds) => {
      expect(() => agent.setTriggerThresholds(thresholds)).toThrow(RangeError);
    },
  );
});

describe('utter', () => {
  beforeEach(async () => {
    await memory.app.sessions.createSession(makeSession('s', { agentId: agent.id }));
  });

  test('starts a turn that is told what to say, and answers where it was said', async () => {
    const said = agent.utter('s', ['Say that the shop closes', { action: 'Say goodbye' }]);
    await expect.poll(() => memory.started.length).toBe(1);
    const [turn] = memory.started;
    expect(turn).toMatchObject({
      sessionId: 's',
      request: { instructions: ['Say that the shop closes', 'Say goodbye'] },
    });
    turn?.request.onSaid?.(7);
    turn?.request.onEnd?.();
    expect(await said).toBe(7);
  });

  test('null when nothing was said', async () => {
    const said = agent.utter({ id: 's' }, ['Say hello']);
    await expect.poll(() => memory.started.length).toBe(1);
    memory.started[0]?.request.onEnd?.();
    expect(await said).toBeNull();
  });

  test('another agent’s session, no session, and nothing to say are refused', async () => {
    const other = await memory.author.createAgent({ name: 'Ben' });
    await expect(other.utter('s', ['Say hello'])).rejects.toThrow(/not this agent/);
    await expect(agent.utter('x', ['Say hello'])).rejects.toThrow('There is no session x');
    await expect(agent.utter('s', [])).rejects.toThrow(TypeError);
    await expect(agent.utter('s', [' '])).rejects.toThrow(TypeError);
    expect(memory.started).toEqual([]);
  });
});

describe('addArticles', () => {
  test('its articles are the agent’s, with ids that the same code makes again', async () => {
    const articles = [{ title: 'Fares', body: 'Cheap.', url: 'https://a.example', language: 'en' }];
    agent.addArticles(articles);
    const [fares] = behaviour().articles;
    expect(fares).toMatchObject({ ...articles[0], tags: [`agent:${agent.id}`], path: null });
    expect(behaviour('other').articles).toEqual([]);
    const again = await memoryAuthor(openMemory());
    (await again.author.createAgent({ name: 'Ada' })).addArticles(articles);
    expect(again.behaviours.list('article').map(({ id }) => id)).toEqual([fares?.id]);
  });

  test('what cannot be read is refused as a whole', () => {
    const good = { title: 'Fares', body: 'Cheap.' };
    expect(() => agent.addArticles([good, { title: ' ', body: 'x' }])).toThrow(TypeError);
    expect(() => agent.addArticles([good, { title: 'Long', body: 'x'.repeat(200_001) }])).toThrow(TypeError);
    expect(behaviour().articles).toEqual([]);
  });
});

test('says how its chat is shown, and what was set over REST counts more', async () => {
  agent.setWidget({ openingMessage: 'Hello', personButton: false });
  expect(memory.behaviours.coded('widget_settings', agent.id)).toMatchObject({
    openingMessage: 'Hello',
    personButton: false,
  });
  const record = { id: agent.id, createdAt: 1, openingMessage: null };
  await memory.behaviours.apply([{ op: 'put', kind: 'widget_settings', record }]);
  const stored = memory.behaviours.get('widget_settings', agent.id);
  const rules = { limit: 1, types: [] };
  const coded = memory.behaviours.coded('widget_settings', agent.id);
  expect(shownSettings(agent, coded, stored, rules)).toMatchObject({
    opening_message: null,
    person_button: false,
    attachments: true,
  });
  expect(() => agent.setWidget({ openingMessage: ' ' })).toThrow(TypeError);
});
