import type { Agent, AgentAuthor, Journey } from '@baton/server';
import type { AirlineTools } from './tools.ts';

export interface AirlineJourneys {
  readonly change: Journey;
  readonly refund: Journey;
}

export async function createJourneys(
  server: AgentAuthor,
  agent: Agent,
  tools: AirlineTools,
): Promise<AirlineJourneys> {
  const identify = await createIdentification(server, tools);
  const change = await createChange(agent, identify, tools);
  const refund = await createRefund(agent, identify, tools);
  return { change, refund };
}

/** A part of both journeys: which booking it is about. */
async function createIdentification(server: AgentAuthor, { findBooking }: AirlineTools): Promise<Journey> {
  const journey = await server.createJourney({
    title: 'Find the booking',
    description: 'Finds out which booking the customer speaks of.',
  });
  journey.initialState
    .transitionTo({ tool: findBooking, instruction: 'Look up the booking' })
    .target.transitionTo({ end: true });
  return journey;
}

async function createChange(agent: Agent, identify: Journey, tools: AirlineTools): Promise<Journey> {
  const journey = await agent.createJourney({
    title: 'Change a booking',
    description: 'Moves a booking to another flight: which one, to which day, on which flight.',
    triggers: [
      {
        condition: 'The customer wants to change a booking',
        examples: [
          'I want to change my flight',
          'Can I fly on another day?',
          'Please move my booking to next week',
          'I need a later flight',
          'Can I rebook?',
          'I would like an earlier plane',
        ],
      },
    ],
    labels: ['change'],
  });
  const found = journey.initialState.transitionTo({ journey: identify }).target;
  const checked = found.transitionTo({ tool: tools.checkChange, id: 'check' }).target;
  checked
    .transitionTo({
      condition: 'The booking is not changeable',
      chat: 'Say that this fare cannot be changed, only cancelled',
      say: 'You can cancel it: then its taxes are paid back.',
      id: 'not-changeable',
    })
    .target.transitionTo({ end: true });
  const flights = checked.transitionTo({
    condition: 'The booking is changeable',
    tool: tools.findFlights,
    instruction: 'Find flights on the day the customer wants',
    id: 'flights',
  }).target;
  const offer = flights.transitionTo({
    chat: 'Name the flights and ask for the number of the one the customer takes',
    say: 'Please give me the number of the flight you would like.',
    id: 'offer',
  }).target;
  const answer = offer.fork().target;
  answer
    .transitionTo({
      condition: 'The customer names the number of a flight',
      examples: ['FJ210 please', 'I take FJ214', 'FJ320 is fine'],
      tool: tools.changeBooking,
      instruction: 'Move the booking to the flight that was chosen',
      id: 'change',
    })
    .target.transitionTo({
      chat: 'Confirm the new flight and the fee',
      say: 'Have a good flight!',
      id: 'confirm',
    })
    .target.transitionTo({ end: true });
  answer.transitionTo({
    condition: 'The customer wants another day',
    examples: ['another day', 'what about the day after?', 'do you have anything on Sunday?'],
    state: flights,
  });
  answer
    .transitionTo({
      condition: 'None of the flights suits the customer',
      examples: ['none of these', 'neither works for me', 'that does not help me', 'no, these are too late'],
      tool: tools.getPerson,
    })
    .target.transitionTo({ end: true });
  return journey;
}

/** About money nothing is said but what the company has approved. */
async function createRefund(agent: Agent, identify: Journey, tools: AirlineTools): Promise<Journey> {
  const journey = await agent.createJourney({
    title: 'Refund a booking',
    description: 'Cancels a booking and pays back what its fare allows, if the customer still wants to.',
    triggers: [
      {
        condition: 'The customer wants to cancel a booking or wants money back',
        examples: [
          'I want a refund',
          'Can I get my money back?',
          'Please cancel my booking',
          'I want to cancel my flight',
          'refund my ticket',
          'How much do I get back if I cancel?',
        ],
      },
    ],
    compositionMode: 'strict_canned',
    labels: ['refund'],
  });
  await journey.createCannedResponse('Which booking is it? Please give me your {{ std.missing_params }}.', {
    signals: ['Could you give me your booking reference?'],
  });
  const found = journey.initialState.transitionTo({ journey: identify }).target;
  const checked = found.transitionTo({ tool: tools.checkRefund, id: 'check' }).target;
  const offer = checked.transitionTo({
    chat: 'Say how much would be paid back, and ask whether to cancel',
    id: 'offer',
  }).target;
  await offer.createCannedResponse(
    'With your {{ fare }} fare, {{ refund_amount }} euros are paid back when you cancel. Shall I cancel the booking {{ reference }}?',
    { signals: ['You would get money back. Shall I cancel?'] },
  );
  const answer = offer.fork().target;
  const done = answer
    .transitionTo({
      condition: 'The customer agrees to the refund',
      examples: ['yes', 'yes please', 'go ahead', 'cancel it', 'do it'],
      tool: tools.refundBooking,
      id: 'refund',
    })
    .target.transitionTo({ chat: 'Confirm what is paid back and when', id: 'confirm' }).target;
  await done.createCannedResponse(
    'The booking {{ reference }} is cancelled. {{ refunded_amount }} euros go back to the card you paid with, within seven days.',
    { signals: ['It is cancelled and the money is on its way.'] },
  );
  done.transitionTo({ end: true });
  const kept = answer.transitionTo({
    condition: 'The customer declines and keeps the booking',
    examples: ['no', 'no thanks', 'I keep it', 'then leave it', 'not for that little'],
    chat: 'Say that nothing has changed',
    id: 'kept',
  }).target;
  await kept.createCannedResponse('All right, nothing has changed: your booking stays as it is.', {
    signals: ['Say that nothing has changed', 'no', 'I keep it', 'not for that little'],
  });
  kept.transitionTo({ end: true });
  return journey;
}
