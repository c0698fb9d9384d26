import { expect, test } from 'vitest';
import { VectorCache } from './vector-cache.ts';

test('the text not used for longest is forgotten first', () => {
  const cache = new VectorCache(2);
  cache.set('a', Float32Array.of(1));
  cache.set('b', Float32Array.of(2));
  expect(cache.get('a')).toEqual(Float32Array.of(1));
  cache.set('c', Float32Array.of(3));
  expect(cache.get('b')).toBeUndefined();
  expect(cache.get('a')).toEqual(Float32Array.of(1));
  expect(cache.get('c')).toEqual(Float32Array.of(3));
});
