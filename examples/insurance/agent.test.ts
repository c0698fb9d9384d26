import { describe, expect, test } from 'vitest';
import { embeddedStages } from '../../packages/server/src/adapters/embedded/embedded-stages.ts';
import { Conversation } from '../../packages/server/src/adapters/embedded/testing/conversation.ts';
import { findTransferPromise } from '../../packages/server/src/core/nlp/transfer-promise/find-transfer-promise.ts';
import type { AgentBehaviour } from '../../packages/server/src/engine/behaviour.ts';
import { memoryAuthor } from '../../packages/server/src/testing/memory-author.ts';
import { createInsuranceAgent } from './agent.ts';

interface Turn {
  readonly say: string;
  /** Tools that run; default none. */
  readonly tools?: readonly string[];
  /** Why a person is asked for; default not at all. */
  readonly handoff?: string;
  readonly answer?: RegExp;
}

const ASKS_POLICY = /your policy number/;
const ASKS_NUMBER = /claim number or your policy number/;
const TAKES_OVER = /person from our team.+won't have to repeat/s;
const UNSURE = /not sure/;

const CONVERSATIONS: Readonly<Record<string, readonly Turn[]>> = {
  'a claim’s status, then the next one': [
    { say: 'Hi', answer: /^Hello/ },
    { say: "What's the status of my claim?", answer: ASKS_NUMBER },
    { say: 'CL-2041', tools: ['get_open_claims'], answer: /in review/ },
    { say: 'and CL-2042?', tools: ['get_open_claims'], answer: /310 euros/ },
    { say: 'thanks!', answer: /welcome/ },
  ],
  'the number comes with the question': [
    {
      say: 'hello, how long will it take until you pay my claim cl 2042',
      tools: ['get_open_claims'],
      answer: /CL-2042/,
    },
    { say: 'When will I get the money?', tools: ['get_open_claims'], answer: /CL-2042/ },
  ],
  'a bare number is looked up where only one thing can be meant': [
    { say: 'CL-2043', tools: ['get_open_claims'], answer: /police report/ },
  ],
  'a policy number may be about claims or the policy: asked, then understood': [
    { say: 'P-1002', answer: /not sure which you mean.*claims.*policy/ },
    { say: 'the policy', tools: ['explain_policy'], answer: /car policy/ },
  ],
  'a claim or a policy: says so and asks': [
    { say: 'I have a question about my number', answer: /claim or a policy/ },
    { say: 'the claim', answer: ASKS_NUMBER },
    { say: 'CL-2043', tools: ['get_open_claims'], answer: /CL-2043/ },
  ],
  'filing a claim, asked for one thing at a time': [
    { say: 'I want to file a claim', answer: /sorry to hear that.*What happened/ },
    { say: 'A storm tore tiles off my roof and it rained into the attic', answer: /^When did it happen\?$/ },
    { say: 'yesterday', answer: ASKS_POLICY },
    { say: 'P-1001', tools: ['file_claim'], answer: /number CL-\d{4}, on policy P-1001/ },
    { say: 'what is the status of it?', tools: ['get_open_claims'], answer: /storm tore tiles/ },
  ],
  'what the first message says is not asked again': [
    { say: 'my bike got stolen last Monday, policy P-1001', answer: /What happened/ },
    {
      say: 'It was locked in the yard and somebody cut the lock',
      tools: ['file_claim'],
      answer: /on policy P-1001/,
    },
  ],
  'an unknown policy is said to be unknown, what was given is kept': [
    { say: 'I had an accident', answer: /What happened/ },
    { say: 'someone crashed into my parked car', answer: /When/ },
    { say: 'on 3 April', answer: ASKS_POLICY },
    { say: 'P-9999', answer: /cannot find a policy.*policy number/ },
    { say: 'P-1002', tools: ['file_claim'], answer: /on policy P-1002/ },
  ],
  'a claim is never filed on a number from elsewhere without asking': [
    { say: 'What does policy P-1003 cover?', tools: ['explain_policy'], answer: /travel policy/ },
    { say: 'My luggage got lost', answer: /What happened/ },
    {
      say: 'The airline lost my suitcase on the way to Rome two days ago',
      answer: /Is it about policy number P-1003\?/,
    },
    { say: 'yes', tools: ['file_claim'], answer: /on policy P-1003/ },
  ],
  'never mind': [
    { say: 'I want to file a claim', answer: /What happened/ },
    { say: 'never mind', answer: /dropped/ },
    { say: 'what does my policy cover?', answer: ASKS_POLICY },
    { say: 'P-1001', tools: ['explain_policy'], answer: /home policy/ },
  ],
  'another subject while an answer is awaited': [
    { say: 'I want to report that my car got stolen', answer: /What happened/ },
    { say: 'is theft covered?', answer: ASKS_POLICY },
    { say: 'P-1002', tools: ['explain_policy'], answer: /theft/ },
  ],
  'two questions in one message': [
    {
      say: 'What is the status of claim CL-2041 and what does policy P-1001 cover?',
      tools: ['get_open_claims', 'explain_policy'],
      answer: /CL-2041.*P-1001 is a home policy/s,
    },
  ],
  'the glossary': [
    { say: 'what are your opening hours?', answer: /Monday to Friday/ },
    { say: "what's your customer service number?", answer: /0800 555 0142/ },
    { say: 'when are you open on saturday?', answer: /Saturdays/ },
    { say: 'what are the customer service hours', answer: /Monday to Friday/ },
  ],
  'no judgement on the law, but a person': [
    { say: 'Am I liable if my dog bites somebody?', answer: /can't judge.*Would you like/ },
    { say: 'yes please', handoff: 'customer_requested', answer: TAKES_OVER },
  ],
  'no judgement on the law, and no person either': [
    { say: 'my claim was rejected, is that even legal?', answer: /can't judge/ },
    { say: 'no thanks', answer: /All right/ },
  ],
  'insurance only': [
    { say: 'Can you tell me a joke?', answer: /insurance/ },
    { say: 'who won the world cup', answer: /can't help with that/ },
  ],
  'a person on request': [
    { say: 'I want to tlak to a real persn', handoff: 'customer_requested', answer: TAKES_OVER },
  ],
  'a person on request, in the customer’s language': [
    {
      say: 'Quiero hablar con una persona',
      handoff: 'customer_requested',
      answer: /persona de nuestro equipo/,
    },
  ],
  'no person when none is wanted': [
    {
      say: "I don't want to talk to a human, just tell me the status of CL-2041",
      tools: ['get_open_claims'],
    },
    { say: 'are you a human or a bot?', answer: /an AI assistant, not a person/ },
  ],
  'a person when the case is too special': [
    { say: 'This is a rather complicated case', tools: ['get_person'], handoff: 'tool', answer: TAKES_OVER },
  ],
  'a person when not understood twice': [
    { say: 'blah blah fish', answer: UNSURE },
    { say: 'florp', handoff: 'low_confidence', answer: TAKES_OVER },
  ],
  'a person when the customer despairs': [
    { say: 'why is my claim not paid', answer: ASKS_NUMBER },
    { say: 'this is useless, why is my claim not paid', answer: ASKS_NUMBER },
    { say: 'useless!!! why is my claim not paid', handoff: 'high_frustration', answer: /frustrating/ },
  ],
  'the customer does not know his number': [
    { say: 'How high is my excess?', answer: ASKS_POLICY },
    { say: "I don't know the number", answer: /Would you like me to get a person/ },
    { say: 'no', answer: /dropped|All right/ },
  ],
  'a lawsuit is for a person, legal cover is not': [
    { say: 'Is legal protection covered by P-1001?', tools: ['explain_policy'] },
    { say: 'Then my lawyer will contact you', handoff: 'policy_required', answer: TAKES_OVER },
  ],
  courtesies: [
    { say: 'Good morning!', answer: /^Hello/ },
    { say: 'what can you do for me?', answer: /file a new claim/ },
    { say: 'ok great', answer: /anything else/ },
    { say: 'bye', answer: /Goodbye/ },
  ],
};

async function insuranceBehaviour(): Promise<AgentBehaviour> {
  const { author, behaviours, app } = await memoryAuthor();
  await createInsuranceAgent(author);
  const [agent] = await app.directory.listAgents();
  if (agent === undefined) throw new Error('the example creates no agent');
  return behaviours.of(agent);
}

const behaviour = await insuranceBehaviour();
const stages = embeddedStages({ now: () => new Date(2025, 3, 9) });

describe('the insurance agent, without a model', () => {
  test.each(Object.entries(CONVERSATIONS))('%s', async (_, turns) => {
    const conversation = new Conversation(stages, behaviour);
    for (const { say, tools = [], handoff = null, answer } of turns) {
      const turn = await conversation.say(say);
      const seen = { say, tools: turn.tools, handoff: turn.handoff };
      expect(seen).toEqual({ say, tools, handoff });
      expect(turn.messages).toHaveLength(1);
      if (answer !== undefined) expect(turn.messages[0]).toMatch(answer);
      // H3.3: what is said without a handoff promises none.
      if (handoff === null) expect(findTransferPromise(turn.messages[0] ?? '')).toBeNull();
    }
  });

  test('the table is as long as it is meant to be', () => {
    expect(Object.values(CONVERSATIONS).flat().length).toBeGreaterThanOrEqual(40);
  });

  test('H8.4 after the return the AI knows what the person said, and does not hand over again', async () => {
    const conversation = new Conversation(stages, behaviour);
    expect((await conversation.say('I want a human')).handoff).toBe('customer_requested');
    conversation.write('human', 'Maria', 'Hi Jo, Maria here. We will pay you 420 euros for the kitchen.');
    conversation.write(
      'customer',
      'Jo',
      'Great. This bot was useless, I want a human next time. My policy is P-1001.',
    );
    conversation.write('human', 'Maria', 'The plumber comes on Tuesday at 10 am.');
    conversation.endStretch('Maria', 'We pay 420 euros; the plumber comes on Tuesday');
    for (const [say, answer] of [
      ['How much do I get?', /Maria told you: “We will pay you 420 euros/],
      ['When is the plumber coming?', /Tuesday at 10 am/],
      ['What did Maria say?', /Maria recorded this as the outcome/],
      ['what does my policy cover?', /P-1001 is a home policy/],
    ] as const) {
      const turn = await conversation.say(say);
      expect(turn.handoff).toBeNull();
      expect(turn.messages[0]).toMatch(answer);
    }
  });
});
