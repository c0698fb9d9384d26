import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { RELATIONSHIP_KINDS } from './relationship.ts';
import type { Relationship, RelationshipEnd } from './relationship.ts';
import { endKey, relatedTo } from './related.ts';

const end = fc.constantFrom<RelationshipEnd>(
  ...['a', 'b', 'c', 'd', 'e'].map((id) => ({ type: 'guideline', id }) as const),
  { type: 'tag', id: 'a' },
  { type: 'tool', id: { service: 's', tool: 'a' } },
);
const relationships = fc
  .array(fc.record({ kind: fc.constantFrom(...RELATIONSHIP_KINDS.slice(0, 2)), source: end, target: end }), {
    maxLength: 14,
  })
  .map((list) => list.map((each, index): Relationship => ({ ...each, id: `r${index}`, createdAt: index })));

/** Follows every path there is, without regard to cost. */
function reachable(all: readonly Relationship[], from: string, forwards: boolean): Set<Relationship> {
  const found = new Set<Relationship>();
  const step = (key: string, kind: string | null): void => {
    for (const each of all) {
      const [near, far] = forwards ? [each.source, each.target] : [each.target, each.source];
      if (endKey(near) !== key || (kind !== null && each.kind !== kind) || found.has(each)) continue;
      found.add(each);
      step(endKey(far), each.kind);
    }
  };
  for (const kind of RELATIONSHIP_KINDS) step(from, kind);
  return found;
}

test('indirect ones are all on a way to it or from it, once and in order, rings among them', () => {
  fc.assert(
    fc.property(relationships, end, (all, from) => {
      const key = endKey(from);
      const expected = new Set([...reachable(all, key, true), ...reachable(all, key, false)]);
      expect(relatedTo(all, from, true)).toEqual(all.filter((each) => expected.has(each)));
    }),
  );
});

test('direct ones have it as an end', () => {
  fc.assert(
    fc.property(relationships, end, (all, from) => {
      const direct = relatedTo(all, from, false);
      expect(direct).toEqual(
        all.filter(({ source, target }) => [source, target].some((e) => endKey(e) === endKey(from))),
      );
      for (const each of direct) expect(relatedTo(all, from, true)).toContain(each);
    }),
  );
});
