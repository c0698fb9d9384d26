import { expect, test } from 'vitest';
import { nearestFirst } from './nearest-first.ts';

const RESPONSES = [
  { value: 'Our opening hours are 9 to 5.', signals: [] },
  { value: 'Your refund of {{ amount }} is on its way.', signals: ['where is my money'] },
  { value: 'You can return shoes for free.', signals: [] },
  { value: 'We sell shoes in all sizes.', signals: ['which sizes are there'] },
];

test.each([
  ['can I return my shoes?', 'You can return shoes for free.'],
  ['when do you open', 'Our opening hours are 9 to 5.'],
  ['my money has not come', 'Your refund of {{ amount }} is on its way.'],
  ['shoe sizes', 'We sell shoes in all sizes.'],
  ['the amount', 'Our opening hours are 9 to 5.'],
  ['', 'Our opening hours are 9 to 5.'],
])('%j', (about, first) => {
  expect(nearestFirst(RESPONSES, about)[0]?.value).toBe(first);
});

test('none is lost, and equal ones keep their order', () => {
  expect(nearestFirst(RESPONSES, 'zebra')).toEqual(RESPONSES);
});

test('hundreds of them take milliseconds', () => {
  const many = Array.from({ length: 1000 }, (_, index) => ({
    value: `Answer number ${index} about thing ${index * 7}`,
    signals: [],
  }));
  nearestFirst(many, 'warm');
  const began = performance.now();
  expect(nearestFirst(many, 'thing 6300')[0]?.value).toBe('Answer number 900 about thing 6300');
  expect(performance.now() - began).toBeLessThan(200);
});
