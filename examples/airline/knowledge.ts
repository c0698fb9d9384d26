import type { ConversationContext, Retriever } from '@baton/server';
import { FARE_RULES } from './bookings.ts';
import type { Bookings, Fare } from './bookings.ts';

const FARES: readonly Fare[] = ['Light', 'Classic', 'Flex'];

/** Questions customers ask, by the words that tell them apart. */
const FAQ: readonly { readonly words: RegExp; readonly answer: string }[] = [
  {
    words: /\b(?:pets?|dogs?|cats?)\b/i,
    answer:
      'Small pets of up to 8 kg travel in the cabin for 55 euros a flight, in a carrier that fits under the seat.',
  },
  {
    words: /\b(?:check[- ]?in|boarding pass(?:es)?)\b/i,
    answer:
      'Check-in opens 24 hours before departure, in the app and on our pages, and closes 45 minutes before.',
  },
  {
    words: /\b(?:hand luggage|cabin bags?|carry[- ]?on)\b/i,
    answer: 'One cabin bag of up to 8 kg is free with every fare.',
  },
  {
    words: /\b(?:liquids?|security)\b/i,
    answer: 'Liquids go through security in bottles of up to 100 ml, together in a one-litre bag.',
  },
];

/** The rules of the fare that is spoken of: one that is named, else that of the customer's booking. */
export function fareRules(bookings: Bookings): Retriever {
  return async (context) => {
    const fare = fareOf(bookings, context);
    if (fare === null) return null;
    const { changeFee, refundable, bags } = FARE_RULES[fare];
    const change = changeFee === null ? 'cannot be changed' : `can be changed for ${changeFee} euros`;
    const back = refundable ? 'is paid back in full' : 'is not paid back, its taxes are';
    const rule = `A ${fare} fare ${change}; when cancelled it ${back}. It includes ${bagsText(bags)}.`;
    return {
      data: rule,
      cannedResponseFields: { fare_name: fare, fare_bags: bagsText(bags), fare_rule: rule },
    };
  };
}

/** The answer to a question that many ask. */
export const frequentQuestions: Retriever = async ({ latest }) => {
  const found = FAQ.find(({ words }) => words.test(latest?.text ?? ''));
  return found === undefined
    ? null
    : { data: found.answer, cannedResponseFields: { faq_answer: found.answer } };
};

function bagsText(bags: number): string {
  if (bags === 0) return 'no checked bag';
  return bags === 1 ? 'one checked bag' : `${bags} checked bags`;
}

function fareOf(bookings: Bookings, { latest, customer }: ConversationContext): Fare | null {
  const named = FARES.find((fare) => new RegExp(`\\b${fare}\\b`, 'i').test(latest?.text ?? ''));
  return named ?? bookings.ofCustomer(customer.id)?.fare ?? null;
}
