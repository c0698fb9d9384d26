import { describe, expect, test } from 'vitest';
import { followWay, waysOn } from '../../packages/server/src/core/journey/ways-on.ts';
import type { AgentBehaviour } from '../../packages/server/src/engine/behaviour.ts';
import type { ConversationContext } from '../../packages/server/src/engine/conversation-context.ts';
import { makeAgent } from '../../packages/server/src/testing/make.ts';
import { memoryAuthor } from '../../packages/server/src/testing/memory-author.ts';
import type { MemoryAuthor } from '../../packages/server/src/testing/memory-author.ts';
import { createAirlineAgent } from './agent.ts';
import { Bookings } from './bookings.ts';

const NOON = new Date('2026-01-05T12:00:00Z');

interface Airline extends MemoryAuthor {
  readonly agentId: string;
  readonly behaviour: AgentBehaviour;
}

async function openAirline(): Promise<Airline> {
  const memory = await memoryAuthor();
  await createAirlineAgent(memory.author, new Bookings(() => NOON));
  const [agent] = await memory.app.directory.listAgents();
  if (agent === undefined) throw new Error('the example creates no agent');
  return { ...memory, agentId: agent.id, behaviour: memory.behaviours.of(agent) };
}

function says(text: string, customerId: string = 'guest'): ConversationContext {
  const latest = { type: 'message', author: 'customer', name: 'Customer', text, offset: 0 } as const;
  return {
    sessionId: 's',
    traceId: 't',
    agent: makeAgent(),
    customer: { id: customerId, createdAt: 0, name: customerId, metadata: {}, tags: [] },
    history: [latest],
    latest,
    instructions: [],
    stretch: null,
    pastStretches: [],
    dealtWith: -1,
    answeredUpTo: -1,
    signal: new AbortController().signal,
  };
}

async function retrieve(airline: Airline, id: string, context: ConversationContext): Promise<unknown> {
  const retriever = airline.behaviour.binding.retrievers?.find((each) => each.id === id);
  return retriever?.retrieve(context);
}

describe('the airline’s behaviour', () => {
  test('a restart makes the same again', async () => {
    const [first, second] = [await openAirline(), await openAirline()];
    const ids = ({ behaviour }: Airline): string[] =>
      [
        ...behaviour.guidelines,
        ...behaviour.journeys,
        ...behaviour.journeys.flatMap(({ nodes, edges }) => [...nodes, ...edges]),
        ...behaviour.cannedResponses,
        ...behaviour.variables,
        ...behaviour.relationships,
      ].map(({ id }) => id);
    expect(ids(first)).toEqual(ids(second));
    expect(new Set(ids(first)).size).toBe(ids(first).length);
  });

  test('every journey can be walked from its beginning to an end, and every tool it names is there', async () => {
    const { behaviour } = await openAirline();
    expect(behaviour.journeys.map(({ title }) => title).toSorted()).toEqual([
      'Change a booking',
      'Find the booking',
      'Refund a booking',
    ]);
    for (const journey of behaviour.journeys) {
      const reached = new Set([journey.rootId]);
      const waiting = [journey.rootId];
      for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
        for (const way of waysOn(journey, at)) {
          for (const id of followWay(journey, at, way.id)) {
            if (!reached.has(id)) waiting.push(id);
            reached.add(id);
          }
        }
      }
      expect(reached).toEqual(new Set([...journey.nodes.map(({ id }) => id), 'end']));
      for (const node of journey.nodes) {
        expect(node.tools.map(({ name }) => name)).toEqual(node.toolIds.map(({ tool }) => tool));
      }
    }
  });

  test('the part that finds the booking never begins by itself', async () => {
    const { behaviour } = await openAirline();
    const part = behaviour.journeys.find(({ title }) => title === 'Find the booking');
    expect(part?.triggers).toEqual([]);
  });

  test('about refunds nothing is said but approved words, each in its state', async () => {
    const { behaviour } = await openAirline();
    const refund = behaviour.journeys.find(({ title }) => title === 'Refund a booking');
    expect(refund?.compositionMode).toBe('strict_canned');
    const spoken = refund?.nodes.filter(({ kind }) => kind === 'chat') ?? [];
    expect(spoken).toHaveLength(3);
    for (const { id } of spoken) {
      const own = behaviour.cannedResponses.filter(({ tags }) => tags.includes(`journey_node:${id}`));
      expect(own).toHaveLength(1);
    }
  });

  test('a tier is looked up every night; a seat is what was said', async () => {
    const { behaviour, behaviours } = await openAirline();
    expect(behaviour.variables).toMatchObject([
      { name: 'loyalty_tier', toolId: { tool: 'get_loyalty_tier' }, freshnessRules: '0 4 * * *' },
      { name: 'seat_preference', toolId: null },
    ]);
    const seat = behaviour.variables[1]?.id ?? '';
    expect((await behaviours.values.readValue(seat, 'default'))?.data).toBe('no preference');
  });
});

describe('a missed connection', () => {
  async function detect(text: string, customerId: string): Promise<unknown> {
    const { behaviour } = await openAirline();
    return behaviour.binding.triggers?.custom?.[0]?.detect(says(text, customerId));
  }

  test('within two hours of departure is for the airport, at once', async () => {
    expect(await detect('We landed late, I will miss my connection!', 'jonas')).toEqual({
      reason: 'missed_connection',
      quote: 'miss',
      handoff: {
        department: 'airport',
        skills: ['rebooking'],
        priority: 10,
        note: 'QX7K2P: FJ320 to Lisbon leaves in 80 minutes.',
      },
    });
  });

  test.each([
    ['I won’t make my next flight', 'jonas', true],
    ['I cannot catch the connecting flight', 'jonas', true],
    ['I missed my connection', 'mei', false],
    ['I missed my connection', 'guest', false],
    ['I miss you', 'jonas', false],
    ['When does my connection leave?', 'jonas', false],
  ])('%s (%s): %s', async (text, customerId, fires) => {
    expect((await detect(text, customerId)) !== null).toBe(fires);
  });
});

describe('retrievers', () => {
  test('find the rules of the fare that is named, else of the customer’s own', async () => {
    const airline = await openAirline();
    expect(await retrieve(airline, 'fare-rules', says('What does the Flex fare include?'))).toMatchObject({
      data: 'A Flex fare can be changed for 0 euros; when cancelled it is paid back in full. It includes 2 checked bags.',
      cannedResponseFields: { fare_name: 'Flex', fare_bags: '2 checked bags' },
    });
    expect(await retrieve(airline, 'fare-rules', says('How many bags?', 'jonas'))).toMatchObject({
      cannedResponseFields: { fare_name: 'Classic', fare_bags: 'one checked bag' },
    });
    expect(await retrieve(airline, 'fare-rules', says('How many bags?', 'nobody'))).toBeNull();
  });

  test('find answers to frequent questions, and nothing else', async () => {
    const airline = await openAirline();
    expect(await retrieve(airline, 'frequent-questions', says('Can I take my dog?'))).toMatchObject({
      data: expect.stringContaining('8 kg'),
    });
    expect(await retrieve(airline, 'frequent-questions', says('What a hotdog!'))).toBeNull();
  });
});
