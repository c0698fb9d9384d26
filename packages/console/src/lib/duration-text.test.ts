import { expect, it } from 'vitest';
import { millisecondsText } from './duration-text.ts';

it.each([
  [0, '<1 ms'],
  [0.99, '<1 ms'],
  [1.2, '1 ms'],
  [999.4, '999 ms'],
  [999.6, '1.0 s'],
  [9949, '9.9 s'],
  [9951, '10 s'],
  [61_400, '61 s'],
])('%d milliseconds are told as %s', (milliseconds, text) => {
  expect(millisecondsText(milliseconds)).toBe(text);
});
