import { stateTag } from '../../core/behaviour/journey-record.ts';
import type { RelationshipEnd } from '../../core/behaviour/relationship.ts';
import type { Behaviours } from './behaviours.ts';
import type { BehaviourChange, BehaviourKind, BehaviourRecords } from '../../ports/behaviour-store.ts';

/** Kinds whose records belong to somebody by their tags. */
export type TaggedKind = Exclude<
  BehaviourKind,
  | 'relationship'
  | 'service'
  | 'evaluation'
  | 'trigger_policy'
  | 'canned_reply'
  | 'candidate'
  | 'widget_settings'
>;

const TAGGED_KINDS: readonly TaggedKind[] = [
  'guideline',
  'journey',
  'term',
  'variable',
  'canned_response',
  'capability',
  'article',
];

/** What is to go: records, tags that stand for something (`agent:<id>`), and tags of which only relationships go. */
export interface Going {
  readonly records?: readonly { readonly kind: TaggedKind; readonly id: string }[];
  readonly scopes?: readonly string[];
  readonly tags?: readonly string[];
}

type Tagged = BehaviourRecords[TaggedKind];

/**
 * The changes that take something away with everything that was there for it alone. What belonged to nobody else
 * goes with its owner: without its last tag it would hold for every agent. Relationships that name what has gone
 * go; journeys lose triggers that have gone. What code defines stays, and is at most changed.
 */
export function removals(behaviours: Behaviours, going: Going): BehaviourChange[] {
  return new Removal(behaviours).run(going);
}

class Removal {
  readonly #behaviours: Behaviours;
  /** By kind and id: the record as it will be, or null when it goes. */
  readonly #changed = new Map<string, { kind: TaggedKind; id: string; record: Tagged | null }>();
  readonly #goneTags = new Set<string>();
  readonly #goneGuidelines = new Set<string>();
  readonly #scopes: string[] = [];
  readonly #journeyIds: readonly string[];
  readonly #tagged: ReadonlyMap<string, readonly { kind: TaggedKind; id: string }[]>;

  constructor(behaviours: Behaviours) {
    this.#behaviours = behaviours;
    this.#journeyIds = behaviours.list('journey').map(({ id }) => id);
    this.#tagged = byTag(behaviours);
  }

  run(going: Going): BehaviourChange[] {
    for (const tag of going.tags ?? []) this.#goneTags.add(tag);
    this.#scopes.push(...(going.scopes ?? []));
    for (const { kind, id } of going.records ?? []) this.#remove(kind, id);
    for (let scope = this.#scopes.pop(); scope !== undefined; scope = this.#scopes.pop())
      this.#endScope(scope);
    this.#dropTriggers();
    return [...[...this.#changed.values()].map(changeOf), ...this.#relationships()];
  }

  #remove(kind: TaggedKind, id: string): void {
    const record = this.#current(kind, id);
    if (record === null) return;
    this.#changed.set(`${kind} ${id}`, { kind, id, record: null });
    if (kind === 'guideline') {
      this.#goneGuidelines.add(id);
      this.#scopes.push(`guideline:${id}`);
    }
    if (kind !== 'journey') return;
    const { triggers, nodes } = record as BehaviourRecords['journey'];
    this.#scopes.push(`journey:${id}`, ...nodes.map((node) => stateTag(node.id)));
    for (const trigger of triggers) this.#removeTrigger(trigger, id);
  }

  /** A trigger goes with its journey when it was made for it and no other journey begins with it. */
  #removeTrigger(id: string, journeyId: string): void {
    const guideline = this.#current('guideline', id);
    if (guideline === null || this.#behaviours.isCoded('guideline', id)) return;
    const own = guideline.tags.length === 1 && guideline.tags[0] === `journey:${journeyId}`;
    if (!own) return;
    const others = this.#journeyIds.filter(
      (journey) => this.#current('journey', journey)?.triggers.includes(id) === true,
    );
    if (others.length === 0) this.#remove('guideline', id);
    else this.#put('guideline', { ...guideline, tags: others.map((other) => `journey:${other}`) });
  }

  #endScope(scope: string): void {
    if (this.#goneTags.has(scope)) return;
    this.#goneTags.add(scope);
    for (const { kind, id } of this.#tagged.get(scope) ?? []) {
      const record = this.#current(kind, id);
      if (record === null || !record.tags.includes(scope)) continue;
      const tags = record.tags.filter((tag) => tag !== scope);
      if (tags.length > 0) this.#put(kind, { ...record, tags });
      else if (!this.#behaviours.isCoded(kind, id)) this.#remove(kind, id);
    }
  }

  #dropTriggers(): void {
    if (this.#goneGuidelines.size === 0) return;
    for (const id of this.#journeyIds) {
      const journey = this.#current('journey', id);
      if (journey === null || !journey.triggers.some((trigger) => this.#goneGuidelines.has(trigger)))
        continue;
      const triggers = journey.triggers.filter((trigger) => !this.#goneGuidelines.has(trigger));
      this.#put('journey', { ...journey, triggers });
    }
  }

  #relationships(): BehaviourChange[] {
    const names = (end: RelationshipEnd): boolean =>
      (end.type === 'guideline' && this.#goneGuidelines.has(end.id)) ||
      (end.type === 'tag' && this.#goneTags.has(end.id));
    return this.#behaviours
      .list('relationship')
      .filter(({ id, source, target }) => {
        return (names(source) || names(target)) && !this.#behaviours.isCoded('relationship', id);
      })
      .map(({ id }) => ({ op: 'delete', kind: 'relationship', id }));
  }

  #current<K extends TaggedKind>(kind: K, id: string): BehaviourRecords[K] | null {
    const changed = this.#changed.get(`${kind} ${id}`);
    if (changed !== undefined) return changed.record as BehaviourRecords[K] | null;
    return this.#behaviours.get(kind, id);
  }

  #put(kind: TaggedKind, record: Tagged): void {
    this.#changed.set(`${kind} ${record.id}`, { kind, id: record.id, record });
  }
}

function byTag(behaviours: Behaviours): Map<string, { kind: TaggedKind; id: string }[]> {
  const tagged = new Map<string, { kind: TaggedKind; id: string }[]>();
  for (const kind of TAGGED_KINDS) {
    for (const { id, tags } of behaviours.list(kind)) {
      for (const tag of tags) {
        const found = tagged.get(tag);
        if (found === undefined) tagged.set(tag, [{ kind, id }]);
        else found.push({ kind, id });
      }
    }
  }
  return tagged;
}

function changeOf(change: { kind: TaggedKind; id: string; record: Tagged | null }): BehaviourChange {
  const { kind, id, record } = change;
  if (record === null) return { op: 'delete', kind, id };
  return { op: 'put', kind, record } as BehaviourChange;
}
