import { Server } from '@baton/server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CustomerChat } from '../../packages/server/src/testing/customer-chat.ts';
import { TempFolder } from '../../packages/server/src/testing/temp-folder.ts';
import { createAirlineAgent } from './agent.ts';
import { Bookings } from './bookings.ts';

/* Whole conversations over HTTP, without a model. */

interface Line {
  readonly say: string;
  readonly tools?: readonly string[];
  readonly answer: RegExp;
}

const DAY = new Date(Date.now() + 12 * 86_400_000).toISOString().slice(0, 10);

const CONVERSATIONS: Readonly<
  Record<string, { readonly customer: string; readonly lines: readonly Line[] }>
> = {
  'what the own fare includes, in approved words': {
    customer: 'jonas',
    lines: [
      { say: 'How many bags can I take?', answer: /^Your Classic fare includes one checked bag\.$/ },
      { say: 'What does a change cost?', answer: /^A Classic fare can be changed for 60 euros/ },
    ],
  },
  'what many ask': {
    customer: 'guest',
    lines: [{ say: 'Can I take my dog?', answer: /^Small pets of up to 8 kg/ }],
  },
  'a seat is remembered': {
    customer: 'jonas',
    lines: [{ say: 'I prefer a window seat', tools: ['remember_seat'], answer: /window/ }],
  },
  'a refund, in approved words from state to state': {
    customer: 'mei',
    lines: [
      { say: 'I want a refund', answer: /^Which booking is it\? Please give me your booking reference\.$/ },
      {
        say: 'M4TR9A',
        tools: ['find_booking', 'check_refund'],
        answer: /^With your Flex fare, 410 euros are paid back when you cancel\. Shall I cancel/,
      },
      {
        say: 'yes please',
        tools: ['refund_booking'],
        answer: /^The booking M4TR9A is cancelled\. 410 euros go back to the card/,
      },
    ],
  },
  'a refund that is not worth it': {
    customer: 'guest',
    lines: [
      { say: 'Can I get my money back?', answer: /booking reference/ },
      { say: 'ZB3W8C', tools: ['find_booking', 'check_refund'], answer: /Light fare, 31 euros/ },
      { say: 'not for that little', answer: /^All right, nothing has changed/ },
    ],
  },
  'a change, from the booking to the new flight': {
    customer: 'mei',
    lines: [
      { say: 'I want to change my flight', answer: /your booking reference/ },
      { say: 'QQ12ZZ', answer: /cannot find a booking/ },
      {
        say: 'K8PL2D',
        tools: ['find_booking', 'check_change'],
        answer: /a change costs 60 euros.+On which day would you like to fly\?/s,
      },
      { say: DAY, tools: ['find_flights'], answer: /FJ210.+or FJ214.+number of the flight/s },
      { say: 'FJ214', tools: ['change_booking'], answer: new RegExp(`FJ214 .* on ${DAY} at 17:00`) },
    ],
  },
  'a fare that cannot be changed': {
    customer: 'guest',
    lines: [
      { say: 'I need a later flight', answer: /your booking reference/ },
      {
        say: 'ZB3W8C',
        tools: ['find_booking', 'check_change'],
        answer: /A Light fare cannot be changed.+You can cancel it/s,
      },
    ],
  },
  'not clear what is wanted': {
    customer: 'guest',
    lines: [{ say: 'I cannot fly on Friday', answer: /Change a booking.*Refund a booking/ }],
  },
};

let folder: TempFolder;
let server: Server;
let agentId: string;

beforeAll(async () => {
  folder = new TempFolder();
  const options = {
    port: 0,
    host: '127.0.0.1',
    database: `sqlite:${folder.join('baton.db')}`,
    env: { BATON_LOG_LEVEL: 'silent' },
  };
  server = await Server.start(options, (author) => createAirlineAgent(author, new Bookings()));
  agentId = (await server.findAgent('Freya'))?.id ?? '';
});

afterAll(async () => {
  await server[Symbol.asyncDispose]();
  folder[Symbol.dispose]();
});

describe('the airline’s agent', () => {
  test.each(Object.entries(CONVERSATIONS))('%s', async (_, { customer, lines }) => {
    const chat = await CustomerChat.open(server.url, agentId, customer);
    for (const { say, tools = [], answer } of lines) {
      const turn = await chat.say(say);
      expect({ say, tools: turn.tools }).toEqual({ say, tools: tools.map((name) => `built-in:${name}`) });
      expect(turn.messages.join('\n')).toMatch(answer);
      expect(turn.handoff).toEqual([]);
    }
  });

  test('a missed connection is for a person at the airport, before everything else', async () => {
    const chat = await CustomerChat.open(server.url, agentId, 'jonas');
    const turn = await chat.say('We landed late, I will miss my connection!');
    expect(turn.handoff[0]).toBe('handoff.requested');
    expect(turn.messages.join('\n')).toMatch(/person from our team/);
    const response = await fetch(`${server.url}/handoffs?limit=10`);
    const { items } = (await response.json()) as { items: { session_id: string }[] };
    expect(items.find((each) => each.session_id === chat.sessionId)).toMatchObject({
      reason: 'missed_connection',
      priority: 10,
    });
  });
});
