import type { JsonObject } from '@baton/protocol';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { seeded } from '../testing/seeded.ts';
import { mergeObject } from './merge-object.ts';

const KEY = fc.oneof(
  fc.constantFrom('a', 'b', 'c', '__proto__', 'constructor', 'toString'),
  fc.string({ maxLength: 3 }),
);
const OBJECT = fc
  .array(fc.tuple(KEY, fc.jsonValue()))
  .map((entries) => Object.fromEntries(entries) as JsonObject);

test('what is set stands, what is unset is gone, the rest is as it was, whatever the names', () => {
  fc.assert(
    fc.property(OBJECT, OBJECT, fc.array(KEY), (base, set, unset) => {
      const merged = mergeObject(base, set, unset);
      const expected = new Map([...Object.entries(base), ...Object.entries(set)]);
      for (const key of unset) expected.delete(key);
      expect(new Map(Object.entries(merged))).toEqual(expected);
      expect(Object.getPrototypeOf(merged)).toBe(Object.prototype);
    }),
    seeded(500),
  );
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
});
