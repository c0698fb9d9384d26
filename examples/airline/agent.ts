import { MATCH_ALWAYS, currentCustomer, tool } from '@baton/server';
import type { Agent, AgentAuthor } from '@baton/server';
import { z } from 'zod';
import { Bookings } from './bookings.ts';
import { createJourneys } from './journeys.ts';
import { fareRules, frequentQuestions } from './knowledge.ts';
import { missedConnection } from './missed-connection.ts';
import { airlineTools } from './tools.ts';
import type { AirlineTools } from './tools.ts';

/** An airline's first line: bookings, fares, and a person at the airport when minutes count. */
export async function createAirlineAgent(
  server: AgentAuthor,
  bookings: Bookings = new Bookings(),
): Promise<void> {
  const agent = await server.createAgent({
    name: 'Freya',
    description: 'Freya is the AI assistant of Fjordline Air. She helps with flights of Fjordline Air only.',
    compositionMode: 'canned_fluid',
    preamble: { examples: ['One moment, please.', 'Let me look that up.'] },
    triggerThresholds: { frustration: 0.7 },
  });
  await server.createCustomer({ name: 'Jonas Weber', id: 'jonas' });
  await server.createCustomer({ name: 'Mei Tanaka', id: 'mei' });
  const tools = airlineTools(bookings);

  agent.attachRetriever(fareRules(bookings), { id: 'fare-rules' });
  agent.attachRetriever(frequentQuestions, { id: 'frequent-questions' });
  agent.addTrigger('missed connection', missedConnection(bookings));
  agent.addPolicyTopic({
    name: 'child travelling alone',
    examples: ['My daughter flies alone', 'Can my 8 year old fly without me?', 'unaccompanied minor'],
    patterns: [/\bunaccompanied (?:minor|child)\b/],
  });
  await createVariables(agent, tools);
  await createAnswers(agent);

  const { change, refund } = await createJourneys(server, agent, tools);
  const unclear = await agent.createObservation({
    condition: 'The customer cannot fly as booked and does not say what he wants instead',
    examples: ['I cannot fly on Friday', 'I am ill and cannot travel', 'Something came up, I cannot go'],
  });
  unclear.disambiguate([change, refund]);
  refund.prioritizeOver(change);
}

/** What is known about customers: one thing looked up every night, one that they say themselves. */
async function createVariables(agent: Agent, tools: AirlineTools): Promise<void> {
  await agent.createVariable({
    name: 'loyalty_tier',
    description: 'Tier in the loyalty programme: Basic, Silver or Gold.',
    tool: tools.getLoyaltyTier,
    freshnessRules: '0 4 * * *',
  });
  const seat = await agent.createVariable({
    name: 'seat_preference',
    description: 'Where the customer likes to sit.',
  });
  await seat.setValue('no preference');
  const rememberSeat = tool({
    name: 'remember_seat',
    description: 'Remembers where the customer likes to sit.',
    parameters: z.object({
      seat: z.enum(['window', 'aisle', 'front']).describe('Window, aisle or front?'),
    }),
    run: async (_context, args) => {
      await seat.setValue(args.seat, currentCustomer());
      return { data: `Noted: ${args.seat}.`, cannedResponseFields: { seat: args.seat } };
    },
  });
  await agent.createGuideline({
    condition: 'The customer says where he likes to sit',
    action: 'Remember it',
    title: 'your seat',
    tools: [rememberSeat],
    examples: [
      'I prefer a window seat',
      'aisle please, always',
      'I like to sit in the front',
      'Can you note that I want an aisle seat?',
      'I always take the window',
    ],
  });
}

/** What they ask tells both when to answer from our pages and which words answer it. */
const FREQUENT_QUESTIONS = [
  'Can I take my dog?',
  'May my cat fly with me?',
  'When does check-in open?',
  'Where do I get my boarding pass?',
  'How big may my hand luggage be?',
  'Can I take liquids through security?',
];

const FARE_QUESTIONS = [
  'What does a change cost?',
  'Is my ticket refundable?',
  'What are the conditions of my fare?',
  'What does the Light fare include?',
  'Can a Flex fare be changed?',
];

/** Replies written ahead, where the exact words matter. */
async function createAnswers(agent: Agent): Promise<void> {
  const bags = await agent.createGuideline({
    condition: 'The customer asks how much luggage he may take',
    action: 'Tell him what his fare includes',
    title: 'your luggage',
    compositionMode: 'strict_canned',
    examples: [
      'How many bags can I take?',
      'Is luggage included?',
      'What is my baggage allowance?',
      'Can I check in a suitcase?',
      'Do I have to pay for bags?',
    ],
  });
  await bags.createCannedResponse('Your {{ fare_name }} fare includes {{ fare_bags }}.', {
    fields: [{ name: 'fare_bags', description: 'How many checked bags.', examples: ['one checked bag'] }],
    signals: ['How many bags can I take?', 'Is luggage included?', 'You may take bags with your fare.'],
  });
  const frequent = await agent.createGuideline({
    condition: 'The customer asks about pets, check-in, hand luggage or security',
    action: 'Answer as our pages do',
    compositionMode: 'strict_canned',
    examples: FREQUENT_QUESTIONS,
  });
  await frequent.createCannedResponse('{{ faq_answer }}', {
    signals: FREQUENT_QUESTIONS,
  });
  const fares = await agent.createGuideline({
    condition: 'The customer asks what a change or a cancellation costs',
    action: 'Tell him what his fare allows, as the fare rules say',
    title: 'what your fare allows',
    examples: FARE_QUESTIONS,
    compositionMode: 'strict_canned',
  });
  await fares.createCannedResponse('{{ fare_rule }}', { signals: FARE_QUESTIONS });
  await agent.createGuideline({
    condition: 'Always',
    action: 'Never promise a seat, an upgrade or a compensation',
    matcher: MATCH_ALWAYS,
    criticality: 'high',
    track: false,
  });
  await agent.createTerm({
    name: 'Layover',
    description: 'The time between two flights of one booking.',
    synonyms: ['stopover', 'transfer time'],
  });
  await agent.createCapability({
    title: 'Move a booking to another flight',
    description: 'Changes the day or the flight of a booking, for the fee of its fare.',
    signals: ['can you change my flight', 'what can you do about my booking'],
  });
}
