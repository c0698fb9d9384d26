import { expect, test } from 'vitest';
import { coreOfCondition, wordingsOfCondition } from './condition-wordings.ts';

test.each([
  ['The customer asks about refunds', 'refunds'],
  ['When the customer asks about refunds.', 'refunds'],
  ['If a user wants to cancel their order', 'cancel their order'],
  ['the client has a question about opening hours?', 'opening hours'],
  ['They are asking for a copy of the invoice', 'a copy of the invoice'],
  ['customer would like to know about delivery times', 'delivery times'],
  ['The user needs help with two-factor login', 'two-factor login'],
  ['refunds', 'refunds'],
  ['The order is late', 'The order is late'],
  ['The customer is angry', 'The customer is angry'],
  ['  ', ''],
])('the condition %j is about %j', (condition, core) => {
  expect(coreOfCondition(condition)).toBe(core);
});

test('a condition stands for itself with a lead-in and without', () => {
  expect(wordingsOfCondition('refunds')).toEqual(['refunds', 'The customer asks about refunds']);
  expect(wordingsOfCondition('When the user wants to cancel.')).toEqual([
    'cancel',
    'When the user wants to cancel',
  ]);
  expect(wordingsOfCondition('')).toEqual([]);
});

test('a long condition is read in no time', () => {
  const start = performance.now();
  coreOfCondition(`when the customer ${'asks asking '.repeat(20_000)}`);
  expect(performance.now() - start).toBeLessThan(200);
});
