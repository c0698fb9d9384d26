import { beforeEach, describe, expect, expectTypeOf, test } from 'vitest';
import { z } from 'zod';
import type { JourneyRecord } from '../core/behaviour/journey-record.ts';
import { followWay, waysOn } from '../core/journey/ways-on.ts';
import { makeAgent } from '../testing/make.ts';
import { memoryAuthor } from '../testing/memory-author.ts';
import type { MemoryAuthor } from '../testing/memory-author.ts';
import type { Agent } from './agent.ts';
import type { Journey } from './journey.ts';
import { END_JOURNEY } from './journey-state.ts';
import type { EndOfJourney, JourneyState } from './journey-state.ts';
import { tool } from './tool.ts';

const change = tool({
  name: 'change_booking',
  description: 'Changes a booking.',
  parameters: z.object({ booking: z.string() }),
  run: async () => ({ data: 'changed' }),
});

let memory: MemoryAuthor;
let agent: Agent;
let journey: Journey;

beforeEach(async () => {
  memory = await memoryAuthor();
  agent = await memory.author.createAgent({ name: 'Ada' });
  journey = await agent.createJourney({ title: 'Change', description: 'Changes a booking.' });
});

function nodeOf({ id }: { id: string }): JourneyRecord['nodes'][number] | undefined {
  return journey.record.nodes.find((node) => node.id === id);
}

describe('createJourney', () => {
  test('begins at a fork, with observations for its triggers', async () => {
    const observation = await agent.createObservation({ condition: 'The flight was cancelled' });
    journey = await agent.createJourney({
      title: 'Rebook',
      description: 'Finds another flight.',
      triggers: [
        'The customer wants another flight',
        observation,
        { condition: 'The customer will be late', examples: ['I will not make it'] },
        'The customer wants another flight',
      ],
      tags: ['flights'],
      compositionMode: 'strict_canned',
      labels: ['rebook'],
      priority: 2,
    });
    const { guidelines, journeys } = memory.behaviours.of(makeAgent({ id: agent.id }));
    const { triggers } = journey.record;
    expect(triggers).toHaveLength(3);
    expect(triggers[1]).toBe(observation.id);
    const tags = [`journey:${journey.id}`];
    expect(triggers.map((id) => guidelines.find((each) => each.id === id))).toMatchObject([
      { condition: 'The customer wants another flight', action: null, tags },
      { condition: 'The flight was cancelled', tags: [`agent:${agent.id}`] },
      { condition: 'The customer will be late', examples: ['I will not make it'], tags },
    ]);
    expect(journeys.find(({ id }) => id === journey.id)).toMatchObject({
      title: 'Rebook',
      tags: [`agent:${agent.id}`, 'flights'],
      compositionMode: 'strict_canned',
      labels: ['rebook'],
      priority: 2,
      rootId: journey.initialState.id,
      nodes: [{ id: journey.initialState.id, kind: 'fork' }],
      edges: [],
    });
  });

  test('of no agent is every agent’s, until it is attached', async () => {
    const other = await memory.author.createAgent({ name: 'Ben' });
    const shared = await memory.author.createJourney({ title: 'Refund', description: 'Pays back.' });
    const holds = ({ id }: Agent) =>
      memory.behaviours.of(makeAgent({ id })).journeys.some((each) => each.id === shared.id);
    expect([holds(agent), holds(other)]).toEqual([true, true]);
    agent.attachJourney(shared);
    agent.attachJourney(shared);
    expect([holds(agent), holds(other)]).toEqual([true, false]);
    expect(shared.record.tags).toEqual([`agent:${agent.id}`]);
  });

  test('its guidelines and responses are there while it is open', async () => {
    const guideline = await journey.createGuideline({ condition: 'He asks for the fee', action: 'Tell it' });
    await journey.createCannedResponse('Your booking is being changed.');
    const behaviour = memory.behaviours.of(makeAgent({ id: agent.id }));
    expect(guideline.record.tags).toEqual([`journey:${journey.id}`]);
    expect(behaviour.relationships).toMatchObject([
      {
        kind: 'dependency',
        source: { type: 'guideline', id: guideline.id },
        target: { type: 'tag', id: `journey:${journey.id}` },
      },
    ]);
    expect(behaviour.cannedResponses).toMatchObject([{ tags: [`journey:${journey.id}`] }]);
  });

  test.each([
    { title: ' ', description: 'x' },
    { title: 'x', description: '' },
  ])('%j is refused', async (options) => {
    await expect(agent.createJourney(options)).rejects.toThrow(TypeError);
  });
});

describe('transitionTo', () => {
  test('chat, tool, fork, back, and end', () => {
    const ask = journey.initialState.transitionTo({
      chat: 'Ask for the booking',
      say: 'Which booking is it?',
      condition: 'The booking is not known',
      examples: ['my flight'],
      description: 'Six letters.',
      metadata: { step: 1 },
      labels: ['asked'],
      compositionMode: 'strict_canned',
    });
    const run = ask.target.transitionTo({ tool: change, instruction: 'Use the booking given' });
    const fork = run.target.fork();
    const again = fork.target.transitionTo({ state: ask.target, condition: 'It was not found' });
    const end = fork.target.transitionTo({ end: true, condition: 'It was changed' });

    expect(nodeOf(ask.target)).toEqual({
      id: ask.target.id,
      kind: 'chat',
      action: 'Ask for the booking',
      say: 'Which booking is it?',
      description: 'Six letters.',
      toolIds: [],
      metadata: { step: 1 },
      compositionMode: 'strict_canned',
      labels: ['asked'],
    });
    expect(nodeOf(run.target)).toMatchObject({
      kind: 'tool',
      action: 'Use the booking given',
      toolIds: [{ service: 'built-in', tool: 'change_booking' }],
    });
    expect(nodeOf(fork.target)).toMatchObject({ kind: 'fork', action: null });
    expect(again.target).toBe(ask.target);
    expect(end.target).toBe(END_JOURNEY);
    expect(journey.record.edges).toMatchObject([
      {
        id: ask.id,
        source: journey.initialState.id,
        target: ask.target.id,
        condition: 'The booking is not known',
        examples: ['my flight'],
      },
      { id: run.id, source: ask.target.id, target: run.target.id, condition: null },
      { source: run.target.id, target: fork.target.id, condition: null },
      { id: again.id, source: fork.target.id, target: ask.target.id, condition: 'It was not found' },
      { id: end.id, source: fork.target.id, target: 'end', condition: 'It was changed' },
    ]);
    expectTypeOf(ask.target).toEqualTypeOf<JourneyState>();
    expectTypeOf(end.target).toEqualTypeOf<EndOfJourney>();
  });

  test('the engine walks what was built', () => {
    const { target: ask } = journey.initialState.transitionTo({ chat: 'Ask for the booking' });
    const { target: fork } = ask.fork();
    fork.transitionTo({ state: END_JOURNEY, condition: 'He has none' });
    fork.transitionTo({ tool: change, condition: 'He has one' });
    const ways = waysOn(journey.record, ask.id);
    expect(ways.map(({ condition, target }) => [condition, target === 'end'])).toEqual([
      ['He has none', true],
      ['He has one', false],
    ]);
    expect(followWay(journey.record, ask.id, ways[0]?.id ?? '')).toEqual([fork.id, 'end']);
  });

  test('the snapshot of a running turn does not change', () => {
    const before = memory.behaviours.of(makeAgent({ id: agent.id })).journeys;
    journey.initialState.transitionTo({ chat: 'Ask for the booking' });
    expect(before[0]?.nodes).toHaveLength(1);
    expect(memory.behaviours.of(makeAgent({ id: agent.id })).journeys[0]?.nodes).toHaveLength(2);
  });

  test('canned responses are offered in their state', async () => {
    const response = await memory.author.createCannedResponse('Which booking is it?');
    const { target } = journey.initialState.transitionTo({ chat: 'Ask', cannedResponses: [response] });
    await target.createCannedResponse('What is its number?');
    const { cannedResponses } = memory.behaviours.of(makeAgent({ id: agent.id }));
    expect(cannedResponses.map(({ value, tags }) => [value, tags])).toEqual([
      ['Which booking is it?', [`journey_node:${target.id}`]],
      ['What is its number?', [`journey_node:${target.id}`]],
    ]);
  });
});

describe('a journey that could not be walked is refused', () => {
  test('an unconditional transition beside others', () => {
    journey.initialState.transitionTo({ chat: 'Ask', condition: 'He has a booking' });
    const before = journey.record;
    expect(() => journey.initialState.transitionTo({ chat: 'Greet' })).toThrow(/needs a condition/);
    expect(journey.record).toBe(before);
  });

  test('any transition beside an unconditional one', () => {
    journey.initialState.transitionTo({ chat: 'Ask' });
    expect(() => journey.initialState.transitionTo({ chat: 'Greet', condition: 'He is new' })).toThrow(
      /taken always/,
    );
    expect(() => journey.initialState.fork()).toThrow(/taken always/);
  });

  test('two transitions with one condition', () => {
    journey.initialState.transitionTo({ chat: 'Ask', condition: 'He is new' });
    expect(() => journey.initialState.transitionTo({ end: true, condition: 'He is new' })).toThrow(
      /“He is new”/,
    );
  });

  test('a transition to a state of another journey', async () => {
    const other = await agent.createJourney({ title: 'Refund', description: 'Pays back.' });
    expect(() => journey.initialState.transitionTo({ state: other.initialState })).toThrow(
      /stays in its journey/,
    );
  });

  test('a ring without a condition and without a word', () => {
    const { target: run } = journey.initialState.transitionTo({ tool: change });
    const { target: again } = run.transitionTo({ tool: change, instruction: 'Again' });
    expect(() => again.transitionTo({ state: run })).toThrow(/ring/);
    expect(() => again.transitionTo({ state: run, condition: 'It failed' })).not.toThrow();
  });

  test('a tool state without a tool, a chat state without words, an empty condition', () => {
    expect(() => journey.initialState.transitionTo({ tool: [] })).toThrow(TypeError);
    expect(() => journey.initialState.transitionTo({ chat: ' ' })).toThrow(TypeError);
    expect(() => journey.initialState.transitionTo({ chat: 'Ask', condition: '' })).toThrow(TypeError);
    expect(journey.record.edges).toEqual([]);
  });

  test('one that leads to two things, or to none', () => {
    // @ts-expect-error: two things
    expect(() => journey.initialState.transitionTo({ chat: 'Ask', tool: change })).toThrow(/one of chat/);
    // @ts-expect-error: two things
    expect(() => journey.initialState.transitionTo({ chat: 'Ask', end: true })).toThrow(/one of chat/);
    // @ts-expect-error: nothing
    expect(() => journey.initialState.transitionTo({ condition: 'He asks' })).toThrow(/one of chat/);
    expect(journey.record.edges).toEqual([]);
  });

  test('two states of one id', () => {
    const { target } = journey.initialState.transitionTo({ chat: 'Ask', id: 'ask' });
    expect(() => target.transitionTo({ chat: 'Ask more', id: 'ask' })).toThrow(/this id already/);
  });
});

describe('a journey in a journey', () => {
  let payment: Journey;

  beforeEach(async () => {
    payment = await agent.createJourney({ title: 'Payment', description: 'Takes the fee.' });
    const { target } = payment.initialState.transitionTo({ chat: 'Ask for the card' });
    await target.createCannedResponse('Which card?');
    target.transitionTo({ end: true });
  });

  test('is copied to its place, and goes on where it ends', () => {
    const { target: after } = journey.initialState.transitionTo({ journey: payment });
    const { target: last } = after.transitionTo({ chat: 'Confirm the change' });
    const texts = journey.record.nodes.map(({ kind, action }) => action ?? kind);
    expect(texts).toEqual(['fork', 'fork', 'Ask for the card', 'fork', 'Confirm the change']);
    const card = journey.record.nodes.find(({ action }) => action === 'Ask for the card');
    expect(waysOn(journey.record, journey.initialState.id)).toMatchObject([{ target: card?.id }]);
    expect(waysOn(journey.record, card?.id ?? '')).toMatchObject([{ target: last.id, condition: null }]);
    const { cannedResponses } = memory.behaviours.of(makeAgent({ id: agent.id }));
    expect(cannedResponses[0]?.tags).toContain(`journey_node:${card?.id}`);
  });

  test('ends at states that lead nowhere, too', async () => {
    const part = await agent.createJourney({ title: 'Part', description: 'x' });
    const { target } = part.initialState.transitionTo({ chat: 'Ask for the card' });
    target.transitionTo({ chat: 'Thank him', condition: 'He gave it' });
    target.transitionTo({ end: true, condition: 'He did not' });
    const { target: after } = journey.initialState.transitionTo({ journey: part });
    const { target: last } = after.transitionTo({ chat: 'Confirm the change' });
    const thanks = journey.record.nodes.find(({ action }) => action === 'Thank him');
    expect(waysOn(journey.record, thanks?.id ?? '')).toMatchObject([{ target: last.id }]);
  });

  test('that never ends, or has not begun, is refused: what comes after it could not be reached', async () => {
    const part = await agent.createJourney({ title: 'Part', description: 'x' });
    expect(() => journey.initialState.transitionTo({ journey: part })).toThrow(/never ends/);
    const { target } = part.initialState.transitionTo({ chat: 'Ask for the card' });
    target.transitionTo({ chat: 'Ask again' }).target.transitionTo({ state: target });
    expect(() => journey.initialState.transitionTo({ journey: part })).toThrow(/never ends/);
    expect(journey.record.edges).toEqual([]);
  });

  test('can be there twice', () => {
    const { target: fork } = journey.initialState.fork();
    fork.transitionTo({ journey: payment, condition: 'The fare rose' });
    fork.transitionTo({ journey: payment, condition: 'He adds a bag' });
    const ids = journey.record.nodes.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(waysOn(journey.record, journey.initialState.id)).toHaveLength(2);
  });

  test('is finished: what is added later would be missing in the copy', () => {
    journey.initialState.transitionTo({ journey: payment });
    expect(() => payment.initialState.transitionTo({ chat: 'Ask', condition: 'x' })).toThrow(
      /part of “Change”/,
    );
  });

  test('is not itself', () => {
    expect(() => journey.initialState.transitionTo({ journey })).toThrow(/part of itself/);
  });
});

describe('ids', () => {
  interface Built {
    readonly ids: Readonly<Record<string, string>>;
    readonly edges: readonly string[];
  }

  async function build(order: readonly ('left' | 'right' | 'other')[]): Promise<Built> {
    const { author } = await memoryAuthor();
    const ada = await author.createAgent({ name: 'Ada' });
    const made = await ada.createJourney({ title: 'Change', description: 'x', triggers: ['He asks'] });
    const ids: Record<string, string> = { journey: made.id, trigger: made.record.triggers[0] ?? '' };
    for (const side of order) {
      if (side === 'other') {
        await ada.createJourney({ title: 'Other', description: 'x', triggers: ['He asks'] });
        continue;
      }
      const { target } = made.initialState.transitionTo({ chat: 'Ask why', condition: side });
      ids[side] = target.id;
      ids[`${side} again`] = target.transitionTo({ chat: 'Ask why' }).target.id;
    }
    return { ids, edges: made.record.edges.map(({ id }) => id).toSorted() };
  }

  test('are the same in every run and every order, and differ where texts are the same', async () => {
    const first = await build(['left', 'right', 'other']);
    expect(new Set(Object.values(first.ids)).size).toBe(6);
    expect(await build(['left', 'right', 'other'])).toEqual(first);
    expect(await build(['other', 'right', 'left'])).toEqual(first);
  });

  test('a state with an id of its own keeps it when the texts on the way change', async () => {
    const idWith = async (text: string): Promise<string> => {
      const { author } = await memoryAuthor();
      const made = await author.createJourney({ title: 'Change', description: 'x' });
      const { target } = made.initialState.transitionTo({ chat: text });
      return target.transitionTo({ chat: 'Ask for the date', id: 'date' }).target.id;
    };
    expect(await idWith('Greet')).toBe(await idWith('Greet warmly'));
  });
});

test('mermaid draws it', () => {
  const { target } = journey.initialState.transitionTo({ chat: 'Ask for the booking' });
  target.transitionTo({ end: true, condition: 'He has none' });
  expect(journey.mermaid().split('\n')).toEqual([
    'stateDiagram-v2',
    '    state N0 <<choice>>',
    '    state "Ask for the booking" as N1',
    '    [*] --> N0',
    '    N0 --> N1',
    '    N1 --> [*]: He has none',
    '',
  ]);
});
