import type { Relationship, RelationshipEnd, RelationshipKind } from './relationship.ts';
import { toolKey } from './tool-id.ts';

/** What two ends that are the same thing have in common. */
export function endKey(end: RelationshipEnd): string {
  return `${end.type} ${end.type === 'tool' ? toolKey(end.id) : end.id}`;
}

/**
 * The relationships an end has part in, each once, in the order given. `indirect`: those too that lead to it or
 * away from it over others of the same kind; rings are walked once.
 */
export function relatedTo(
  relationships: readonly Relationship[],
  end: RelationshipEnd,
  indirect: boolean,
): Relationship[] {
  const key = endKey(end);
  if (!indirect)
    return relationships.filter(({ source, target }) => endKey(source) === key || endKey(target) === key);
  const found = new Set<Relationship>();
  for (const ofKind of byKind(relationships).values()) {
    walk(
      key,
      groupBy(ofKind, ({ source }) => endKey(source)),
      ({ target }) => endKey(target),
      found,
    );
    walk(
      key,
      groupBy(ofKind, ({ target }) => endKey(target)),
      ({ source }) => endKey(source),
      found,
    );
  }
  return relationships.filter((relationship) => found.has(relationship));
}

function walk(
  from: string,
  steps: ReadonlyMap<string, readonly Relationship[]>,
  onwards: (step: Relationship) => string,
  found: Set<Relationship>,
): void {
  const seen = new Set([from]);
  const waiting = [from];
  for (let key = waiting.pop(); key !== undefined; key = waiting.pop()) {
    for (const step of steps.get(key) ?? []) {
      found.add(step);
      const next = onwards(step);
      if (seen.has(next)) continue;
      seen.add(next);
      waiting.push(next);
    }
  }
}

function byKind(relationships: readonly Relationship[]): Map<RelationshipKind, Relationship[]> {
  return groupBy(relationships, ({ kind }) => kind);
}

function groupBy<K>(
  relationships: readonly Relationship[],
  keyOf: (each: Relationship) => K,
): Map<K, Relationship[]> {
  const groups = new Map<K, Relationship[]>();
  for (const each of relationships) {
    const group = groups.get(keyOf(each));
    if (group === undefined) groups.set(keyOf(each), [each]);
    else group.push(each);
  }
  return groups;
}
