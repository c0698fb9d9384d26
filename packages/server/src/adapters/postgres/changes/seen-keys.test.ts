import { expect, test } from 'vitest';
import { SeenKeys } from './seen-keys.ts';

test('a key is new once, and again when it was forgotten; never more than two generations are kept', () => {
  const seen = new SeenKeys(3);
  expect(['a', 'b', 'a'].map((key) => seen.add(key))).toEqual([true, true, false]);
  // The third makes a new generation, the sixth another one.
  expect(['c', 'a', 'd', 'e', 'c'].map((key) => seen.add(key))).toEqual([true, false, true, true, false]);
  expect(['f', 'a'].map((key) => seen.add(key))).toEqual([true, true]);
  expect(['d', 'e', 'f'].map((key) => seen.has(key))).toEqual([true, true, true]);
  seen.age();
  seen.age();
  expect(seen.has('f')).toBe(false);
});
