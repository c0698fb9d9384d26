import type { JsonObject } from '@baton/protocol';

/** `set` merged over `base`, then `unset` removed. A key such as `__proto__` stays an ordinary key. */
export function mergeObject(base: JsonObject, set: JsonObject, unset: readonly string[]): JsonObject {
  const merged = new Map([...Object.entries(base), ...Object.entries(set)]);
  for (const key of unset) merged.delete(key);
  return Object.fromEntries(merged);
}
