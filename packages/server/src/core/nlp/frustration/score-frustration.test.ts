import { describe, expect, test } from 'vitest';
import { scoreFrustration } from './score-frustration.ts';

const THRESHOLD = 0.75;

const FRUSTRATED: readonly (readonly string[])[] = [
  [
    'What is the status of my claim?',
    'I asked what the status of my claim is',
    'this is useless, what is the status of my claim',
  ],
  ['where is my refund?', 'where is my refund???', 'WHERE IS MY REFUND'],
  ['I ALREADY TOLD YOU, THIS IS USELESS!!!'],
  ['why was it rejected', 'that is not what I asked. This is ridiculous!!!'],
  ['my claim is stuck', 'this is terrible service', 'you are useless', 'what a joke'],
  [
    'how long does the payout take',
    'how long will the payout take',
    'I asked how long does the payout take!',
  ],
];

const CALM: readonly (readonly string[])[] = [
  ['this is ridiculous'],
  ['your service is terrible'],
  ['I am frustrated'],
  ['What is the status of my claim CL-1?', 'What is the status of my claim CL-2?'],
  ['yes', 'yes', 'yes'],
  ['the roof has terrible damage'],
  ['I already told you the number'],
  ['I want to file a claim', 'yesterday', 'P-1001'],
  ['thanks!!!'],
  ['what does my policy cover?', 'does my policy cover hail?'],
  ['A horrible storm broke my window', 'horrible storm damage yesterday'],
  ['CL-2041', 'CL-2041'],
  [],
];

describe('H4.2 frustration', () => {
  test.each(FRUSTRATED.map((messages) => [messages.at(-1), messages] as const))('high: %s', (_, messages) => {
    expect(scoreFrustration(messages)).toBeGreaterThanOrEqual(THRESHOLD);
  });

  test.each(CALM.map((messages) => [messages.at(-1), messages] as const))('low: %s', (_, messages) => {
    expect(scoreFrustration(messages)).toBeLessThan(THRESHOLD);
  });
});
