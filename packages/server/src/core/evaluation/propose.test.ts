import { describe, expect, test } from 'vitest';
import { proposeAction } from './propose-action.ts';
import { proposeProperties } from './propose-properties.ts';

describe('an action that is proposed', () => {
  test.each([
    ['The customer asks about the opening hours', "Answer the customer's question about the opening hours"],
    ['When a customer wants to cancel the order.', 'Help the customer to cancel the order'],
    [
      'the user complains about a late delivery',
      'Apologise for a late delivery and find out what would put it right',
    ],
    ['The customer is very angry', 'Acknowledge how the customer feels and offer a person'],
    ['The customer greets', 'Greet the customer and ask what you can help with'],
    ['It is after six', null],
    ['The customer is 18', null],
    ['', null],
  ])('for %j is %j', (condition, action) => {
    expect(proposeAction(condition, [])).toBe(action);
  });

  test('names the tools there are, in order, and is bounded', () => {
    const tools = [
      { name: 'find_order', description: 'Finds an order. By its number.' },
      { name: 'ABC', description: 'CRM lookup' },
      { name: 'bare', description: '' },
    ];
    expect(proposeAction('anything', tools)).toBe(
      'Use find_order (finds an order), then Use ABC (CRM lookup), then Use bare, and tell the customer what came of it',
    );
    expect(proposeAction('x', [{ name: 'long', description: '😀'.repeat(9999) }])?.isWellFormed()).toBe(true);
    expect(proposeAction('x', [{ name: 'long', description: 'a'.repeat(9999) }])).toHaveLength(500);
  });
});

test('long and strange texts take no time', () => {
  const before = performance.now();
  for (const text of [
    `ask${' '.repeat(9000)}\nx\ny`,
    'ask '.repeat(2500),
    '!'.repeat(9999) + 'x',
    '\n'.repeat(9999),
  ]) {
    proposeAction(text, [{ name: 't', description: text }]);
    proposeAction(`The customer asks about ${text}`, []);
    proposeProperties(text, text, 1);
  }
  expect(performance.now() - before).toBeLessThan(200);
});

describe('properties that are proposed', () => {
  test.each([
    ['Always answer politely', true],
    ['Do not mention competitors', true],
    ['Tell the price', false],
  ])('%j goes on: %s', (action, continuous) => {
    expect(proposeProperties('c', action, 0)).toMatchObject({ continuous });
  });

  test.each([
    ['Ask for the order number', 'The customer has told: the order number'],
    ['Ask the customer to restart the router', 'The customer has done what was asked: restart the router'],
    ['Ask the customer for a photo.', 'The customer has told: a photo'],
    ['Stay calm and ask the customer what he would like', 'The customer has told: what he would like'],
    ['Let the customer choose a date', 'The customer has done what was asked: choose a date'],
    ['Tell the price', null],
    [null, null],
  ])('%j waits for the customer: %j', (action, customerAction) => {
    expect(proposeProperties('c', action, 0)).toMatchObject({
      customer_dependent_action_data: {
        is_customer_dependent: customerAction !== null,
        customer_action: customerAction,
      },
    });
  });

  test('it is told whether only tools run, and whether it is about the agent', () => {
    expect(proposeProperties('You are about to close', 'Look up the order', 1)).toMatchObject({
      agent_intention_condition: 'You are about to close',
      tool_running_only: true,
    });
    expect(proposeProperties('c', 'Look up the order and tell its state', 1)).toMatchObject({
      agent_intention_condition: null,
      tool_running_only: false,
    });
    expect(proposeProperties('c', 'Look up the order', 0)).toMatchObject({ tool_running_only: false });
  });
});
