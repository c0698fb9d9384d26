/* The code of agents.md: each region is one of its blocks. They are checked and run by scripts/guide-snippets.test.ts. */
import type { Agent, AgentAuthor } from '@baton/server';
import {
  END_JOURNEY,
  MATCH_ALWAYS,
  Server,
  anyOf,
  currentCustomer,
  currentSession,
  handOver,
  tool,
} from '@baton/server';
import { z } from 'zod';

export async function embedded(database: string): Promise<string> {
  // #region embedded
  await using server = await Server.start({ port: 0, database });
  const agent = await server.createAgent({ name: 'Ines' });
  await server.ready();
  const page = `${server.url}/chat?agent=${agent.id}`;
  // #endregion
  return page;
}

export async function guidelines(agent: Agent): Promise<void> {
  const getOpenClaims = tool({
    name: 'get_open_claims',
    description: 'Looks up claims.',
    parameters: z.object({}),
    run: async () => ({ data: 'none' }),
  });
  // #region guideline
  const status = await agent.createGuideline({
    condition: 'The customer asks about the status of a claim',
    action: 'Look up the claim and tell the customer how it stands',
    title: 'your open claims',
    tools: [getOpenClaims],
    examples: ['What is the status of my claim?', 'Any news on my claim?', 'How far is my claim?'],
    labels: ['claims'],
  });
  // #endregion
  // #region matcher
  await agent.createGuideline({
    condition: 'The customer is a member',
    action: 'Thank him for his loyalty, once',
    matcher: ({ customer }) => customer.metadata['member'] === 'yes',
    onSelected: async () => {
      await currentSession().labels.add('member');
    },
  });
  await agent.createGuideline({
    condition: 'Always',
    action: 'Never name a sum that no tool has given',
    matcher: MATCH_ALWAYS,
    track: false,
  });
  // #endregion
  // #region relationships
  const upset = await agent.createObservation({
    condition: 'The customer is upset about a claim',
    examples: ['This takes far too long', 'I have been waiting for weeks'],
  });
  const rejected = await agent.createObservation({ condition: 'A claim was rejected' });
  const apology = await agent.createGuideline({
    condition: 'The customer waits for money',
    action: 'Say that you are sorry about the delay',
    dependencies: [anyOf(upset, rejected)],
  });
  apology.prioritizeOver(status);
  status.reevaluateAfter(getOpenClaims);
  // #endregion
}

export async function journeys(agent: Agent): Promise<void> {
  const findSlots = tool({
    name: 'find_slots',
    description: 'Finds free appointments.',
    parameters: z.object({ day: z.iso.date().describe('On which day?') }),
    run: async () => ({ data: ['10:00', '14:00'] }),
  });
  const book = tool({
    name: 'book_slot',
    description: 'Books an appointment.',
    consequential: true,
    parameters: z.object({ time: z.string().describe('At what time?') }),
    run: async () => ({ data: 'Booked.' }),
  });
  // #region journey
  const visit = await agent.createJourney({
    title: 'Book a visit',
    description: 'Finds a time at which an expert comes to look at a damage.',
    triggers: [
      {
        condition: 'The customer wants an expert to come',
        examples: ['Can somebody look at the damage?', 'I need an appointment', 'Please send an expert'],
      },
    ],
  });
  const slots = visit.initialState.transitionTo({ tool: findSlots, instruction: 'Find free times' }).target;
  const offer = slots.transitionTo({ chat: 'Name the free times and ask which one suits' }).target;
  offer
    .transitionTo({
      condition: 'The customer takes one of the times',
      examples: ['10 is fine', 'the second one', 'yes, at two'],
      tool: book,
    })
    .target.transitionTo({ chat: 'Confirm the time', say: 'Your appointment is booked.' })
    .target.transitionTo({ end: true });
  offer.transitionTo({
    condition: 'The customer wants another day',
    examples: ['another day please', 'do you have anything on Friday?'],
    state: slots,
  });
  offer.transitionTo({
    condition: 'The customer has changed his mind',
    examples: ['forget it', 'I do not need it any more'],
    state: END_JOURNEY,
  });
  // #endregion
}

export async function partsOfJourneys(server: AgentAuthor, agent: Agent): Promise<void> {
  // #region sub-journey
  const identify = await server.createJourney({ title: 'Identify', description: 'Finds out who writes.' });
  identify.initialState.transitionTo({ chat: 'Ask for the policy number' });

  const moving = await agent.createJourney({
    title: 'Tell of a new address',
    description: 'Takes down where the customer moves to.',
    triggers: ['The customer moves house'],
  });
  const known = moving.initialState.transitionTo({ journey: identify }).target;
  known.transitionTo({ chat: 'Ask for the new address', id: 'address' });
  const drawing = moving.mermaid();
  // #endregion
  void drawing;
}

export async function tools(): Promise<void> {
  const books = { add: async (_policy: string, _what: string): Promise<string> => 'CL-2044' };
  // #region tool
  const fileClaim = tool({
    name: 'file_claim',
    description: 'Registers a new claim.',
    consequential: true,
    parameters: z.object({
      what_happened: z.string().describe('What happened, in a sentence or two?'),
      policy_number: z
        .string()
        .regex(/^P-\d{4}$/, 'A policy number looks like P-1001.')
        .describe('your policy number'),
    }),
    parameterOptions: {
      what_happened: { source: 'customer', precedence: 1 },
      policy_number: { precedence: 2, significance: 'to find your contract' },
    },
    run: async (context, args) => {
      await context.emitStatus('processing', { stage: 'Registering the claim' });
      const claim = await books.add(args.policy_number, args.what_happened);
      await currentSession().metadata.set({ claim });
      return {
        data: `Thank you, ${currentCustomer().name}. Your claim has the number ${claim}.`,
        metadata: { claim },
        cannedResponseFields: { claim_number: claim },
      };
    },
  });
  // #endregion
  // #region hand-over
  const getExpert = tool({
    name: 'get_expert',
    description: 'Has an expert for large damages take over.',
    parameters: z.object({}),
    run: async () =>
      handOver({
        reason: 'large_damage',
        department: 'claims',
        skills: ['buildings'],
        priority: 5,
        note: 'Above 50,000 euros.',
      }),
  });
  // #endregion
  void [fileClaim, getExpert];
}

export async function triggers(agent: Agent): Promise<void> {
  // #region triggers
  agent.setTriggerThresholds({ frustration: 0.6, stalledTurns: 4 });
  agent.addPolicyTopic({
    name: 'journalists',
    examples: ['I write for a newspaper', 'I would like a statement from your company'],
    patterns: [/\bpress (?:office|enquiry)\b/i],
  });
  agent.addTrigger('large damage', ({ latest }) => {
    const sum = /\b(\d{2,3})[.,]?000 euros?\b/i.exec(latest?.text ?? '');
    if (sum === null || Number(sum[1]) < 50) return null;
    return { reason: 'large_damage', quote: sum[0], handoff: { department: 'claims', priority: 5 } };
  });
  // #endregion
}

export async function knowledge(server: AgentAuthor, agent: Agent): Promise<void> {
  const crm = { tierOf: async (_customerId: string): Promise<string> => 'gold' };
  // #region knowledge
  await agent.createTerm({
    name: 'excess',
    description: 'The part of a damage that you pay yourself.',
    synonyms: ['deductible'],
  });
  await agent.createCapability({
    title: 'File a claim',
    description: 'Takes down what happened and registers it.',
    signals: ['something broke', 'I had an accident'],
  });
  // #endregion
  // #region variables
  const tier = await agent.createVariable({
    name: 'tier',
    description: 'How good a customer he is.',
    tool: tool({
      name: 'get_tier',
      description: 'Looks up the tier.',
      parameters: z.object({}),
      run: async ({ customerId }) => ({ data: await crm.tierOf(customerId) }),
    }),
    freshnessRules: '0 4 * * *',
  });
  const channel = await agent.createVariable({ name: 'channel', description: 'How he likes to be reached.' });
  await channel.setValue('e-mail');
  const jo = await server.createCustomer({ name: 'Jo Berg', id: 'crm-4711' });
  await channel.setValue('telephone', jo);
  // #endregion
  void tier;
}

export async function cannedResponses(agent: Agent): Promise<void> {
  // #region canned-responses
  await agent.createCannedResponse('Hello {{ std.customer.name }}, how can I help you?', {
    signals: ['Hello', 'Good morning'],
  });
  const payment = await agent.createGuideline({
    condition: 'The customer asks when he is paid',
    action: 'Tell him when',
    compositionMode: 'strict_canned',
    examples: ['When do I get my money?', 'When will you pay?'],
    cannedResponseFieldProvider: async () => ({ pay_day: 'Friday' }),
  });
  await payment.createCannedResponse('You are paid on {{ pay_day }}.', {
    signals: ['When do I get my money?', 'The money comes on a certain day.'],
  });
  // #endregion
}

export async function retrievers(agent: Agent): Promise<void> {
  const handbook = {
    search: async (_text: string): Promise<{ heading: string; text: string } | null> => null,
  };
  // #region retriever
  agent.attachRetriever(async ({ latest }) => {
    if (latest === null) return null;
    const passage = await handbook.search(latest.text);
    return passage === null ? null : { data: { title: passage.heading, text: passage.text, relevance: 0.9 } };
  });
  // #endregion
  // #region articles
  agent.addArticles([
    {
      title: 'Water damage',
      body: 'A burst pipe is covered.\n\nFloods from outside are covered with the natural hazards option.',
      url: 'https://tarnbrook.example/water',
    },
  ]);
  // #endregion
  // #region hooks
  agent.setPreamble({ after: 1000, examples: ['One moment, please.'] });
  agent.attachHooks({
    onGeneratingMessages: ({ customer }) => (customer.tags.includes('do-not-answer') ? 'bail' : 'continue'),
    onMessagesEmitted: (_context, messages) => {
      console.log(`${messages.length} messages went out`);
    },
  });
  // #endregion
}

export async function speaking(server: AgentAuthor, sessionId: string): Promise<void> {
  // #region utter
  const agent = await server.findAgent('Ines');
  const offset = await agent?.utter(sessionId, ['Tell the customer that the repair is done']);
  // #endregion
  void offset;
}

export async function sessions(server: AgentAuthor, sessionId: string): Promise<void> {
  // #region sessions
  const session = await server.getSession(sessionId);
  await session.update({ title: 'Water in the kitchen', customer: 'crm-4711' });
  await session.metadata.set({ urgent: true });
  await session.labels.add('water');
  // #endregion
}
