import { messages } from './messages.ts';

const texts = messages.shortcuts;

/** What the keys do that act on the conversation which is open, or on what is offered. */
export const ACT_KEYS: readonly (readonly [key: string, does: string])[] = [
  ['y', texts.acceptOffer],
  ['d', texts.decline],
  ['a', texts.accept],
  ['i', texts.insert],
  ['r', texts.reply],
  ['n', texts.note],
  ['t', texts.transfer],
  ['b', texts.returnToAi],
  ['e', texts.resolve],
];
