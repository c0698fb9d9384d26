import type { Agent, AgentAuthor, Journey } from '@baton/server';
import { END_JOURNEY } from '@baton/server';
import { ARTICLES } from './articles.ts';
import { createTicket, escalateToManager, issueRefund } from './operator-tools.ts';
import { explainPolicy, fileClaim, getOpenClaims, getPerson } from './tools.ts';

const NO_LEGAL_ADVICE =
  "That is a legal question, and I can't judge it: I don't want to tell you something wrong. Would you like me to get a person from our team?";

/** An insurance company's first line: claims, policies, and a person when that is better. */
export async function createInsuranceAgent(server: AgentAuthor): Promise<void> {
  const agent = await server.createAgent({
    name: 'Ines',
    description:
      'Ines is the AI assistant of Tarnbrook Mutual. She helps with claims and policies, and with nothing else.',
  });

  agent.addArticles(ARTICLES);
  agent.addOperatorTools(issueRefund, createTicket, escalateToManager);

  await agent.createGuideline({
    condition: 'The customer asks about the status of a claim',
    action: 'Look up the claim and tell the customer how it stands',
    title: 'your open claims',
    tools: [getOpenClaims],
    examples: [
      'What is the status of my claim?',
      'my claim',
      'Any news on my claim?',
      'How far is my claim?',
      'Has my claim been approved?',
      'When will my claim be paid?',
      'I am still waiting for my money',
      'Show me my open claims',
      'I have a question about my claim',
      'Have you got the photos for my claim?',
      'it is about a claim',
    ],
  });

  const claim = await writeClaimJourney(agent);
  const policy = await writePolicyJourney(agent);
  await askWhichIsMeant(agent, claim, policy);

  await agent.createGuideline({
    condition:
      'The customer wants a legal judgement: who is liable, whether something is valid, what he is entitled to',
    action: 'Do not judge. Offer the customer a person from our team',
    say: NO_LEGAL_ADVICE,
    examples: [
      'Am I liable for that?',
      'Am I liable when my child breaks something?',
      'Who is at fault legally?',
      'Is this clause valid?',
      'Is that legally binding?',
      'Is that even legal?',
      'Am I entitled to compensation?',
      'What are my rights?',
      'Do I have to pay by law?',
      'Can you give me legal advice?',
      'Is your rejection lawful?',
      'Is it legal to reject my claim?',
    ],
  });

  await agent.createGuideline({
    condition: 'The customer wants to talk to a person, or the matter is too special for an assistant',
    action: 'Hand the conversation over',
    tools: [getPerson],
    examples: [
      'I would rather have a person do this',
      'This is a complicated case',
      'My situation is special',
      'It is more complicated than that',
      'I want to make a complaint',
      'I need an exception',
    ],
  });

  await agent.createGuideline({
    condition: 'The customer asks for something that has nothing to do with insurance',
    say: "I'm here for your insurance at Tarnbrook Mutual only, so I can't help with that. I can look at your claims or explain your policy.",
    examples: [
      'What is the weather like?',
      'Tell me a joke',
      'Can you recommend a restaurant?',
      'Who won the game?',
      'Can you write a poem?',
      'Can I get a loan from you?',
      'What do you think about politics?',
    ],
  });

  await agent.createTerm({
    name: 'Customer service number',
    description: 'You can reach our customer service on 0800 555 0142, free of charge.',
    synonyms: [
      'phone number',
      'hotline',
      'service number',
      'telephone number',
      'call you',
      'contact customer service',
    ],
  });
  await agent.createTerm({
    name: 'Operating hours',
    description: 'We are there from Monday to Friday, 8 am to 6 pm, and on Saturdays from 9 am to 1 pm.',
    synonyms: [
      'opening hours',
      'office hours',
      'business hours',
      'service hours',
      'customer service hours',
      'hours',
      'open',
      'when are you open',
    ],
  });
}

/** Ask for the details, file the claim, confirm. */
async function writeClaimJourney(agent: Agent): Promise<Journey> {
  const journey = await agent.createJourney({
    title: 'File a claim',
    description: 'The customer tells of a damage, a loss or an accident, and a claim is registered for it.',
    triggers: [
      {
        condition: 'The customer wants to file a new claim or tells of a damage, a loss or an accident',
        examples: [
          'I want to file a claim',
          'I would like to report a damage',
          'How do I make a claim?',
          'file a new claim',
          'I had an accident',
          'Somebody hit my car',
          'A pipe burst in my bathroom',
          'My bike was stolen',
          'My car was stolen',
          'Burglars broke into our flat',
          'The kitchen is flooded',
          'Water is coming through the ceiling',
          'The washing machine leaked',
          'I hit a deer with my car',
          'My phone fell and broke',
          'Hail damaged my roof',
          'A tree fell on our house',
          'My windscreen is cracked',
          'My luggage got lost',
          'My suitcase did not arrive',
          'There was a fire in the kitchen',
          'Water damage in the basement',
        ],
      },
    ],
  });
  const details = journey.initialState.transitionTo({
    chat: 'Say that you are sorry, and ask what happened and when',
    say: "I'm sorry to hear that. Let me take down the details. What happened, and when?",
  }).target;
  const filing = details.transitionTo({
    tool: fileClaim,
    instruction: 'Register the claim with what the customer told',
  }).target;
  const confirmation = filing.transitionTo({
    chat: 'Confirm that the claim is registered, with its number and what comes next',
    say: 'Is there anything else I can do for you?',
  }).target;
  confirmation.transitionTo({ state: END_JOURNEY });
  return journey;
}

/** Look the policy up, then explain what the customer asked about. */
async function writePolicyJourney(agent: Agent): Promise<Journey> {
  const journey = await agent.createJourney({
    title: 'Explain what your policy covers',
    description: 'The customer asks what a policy covers, what it leaves out or what it costs.',
    triggers: [
      {
        condition: 'The customer asks what a policy covers or costs',
        examples: [
          'What does my policy cover?',
          'my policy',
          'Explain my policy to me',
          'Is hail covered?',
          'Is legal protection included?',
          'Am I insured against flood?',
          'How high is my excess?',
          'What is my deductible?',
          'How much is my premium?',
          'What is not covered by my insurance?',
          'Does my insurance pay for a rental car?',
          'Tell me about my contract',
          'it is about a policy',
        ],
      },
    ],
  });
  const lookup = journey.initialState.transitionTo({ tool: explainPolicy }).target;
  const explanation = lookup.transitionTo({
    chat: 'Explain in plain words what the customer asked about, from what the policy says',
  }).target;
  explanation.transitionTo({ state: END_JOURNEY });

  // While a policy is explained, "is that allowed?" is about the contract: what it means in law is not for the AI.
  await journey.createGuideline({
    condition: 'The customer asks what a clause of the policy means in law',
    action: 'Do not interpret it. Offer the customer a person from our team',
    say: NO_LEGAL_ADVICE,
    examples: [
      'What does that mean legally?',
      'Can you exclude that by law?',
      'Is that exclusion lawful?',
      'How would a court read that?',
    ],
  });
  return journey;
}

/** A number alone, "my insurance", "my case": it may be about a claim or about the policy. */
async function askWhichIsMeant(agent: Agent, ...journeys: readonly Journey[]): Promise<void> {
  const unclear = await agent.createGuideline({
    condition: 'It is not clear whether the customer means a claim or a policy',
    say: 'I am not sure whether you mean a claim or a policy. Which of the two is it about?',
    examples: [
      'I have a question about my number',
      'Can you look up my number?',
      'I have a letter from you here',
      'What about my case?',
      'Can you check something for me?',
      'I have a question about my insurance',
    ],
  });
  unclear.disambiguate(journeys);
}
