import { expect, it } from 'vitest';
import { triggerText } from './trigger-text.ts';

it.each([
  ['explicit-request', 'What the customer wrote'],
  ['topic:data-protection', 'Topic: data protection'],
  ['tool:get_person', 'Tool get_person'],
  ['tool:crm:escalate', 'Tool crm:escalate'],
  ['repeated-question:3', 'Asked the same thing 3 times'],
  ['custom:angry-vip', 'Rule: angry-vip'],
  ['our own words', 'our own words'],
  ['toString', 'toString'],
  ['', ''],
])('the trigger "%s" is told as "%s"', (trigger, text) => {
  expect(triggerText(trigger)).toBe(text);
});
