import { expect, it } from 'vitest';
import { reasonText } from './reason-text.ts';

it.each([
  ['customer_requested', 'Asked for a person'],
  ['vip_waits-long', 'Vip waits long'],
  ['constructor', 'Constructor'],
])('the reason "%s" is told as "%s"', (reason, text) => {
  expect(reasonText(reason)).toBe(text);
});
