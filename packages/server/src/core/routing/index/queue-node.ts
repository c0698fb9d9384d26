import { compareNeeds } from '../need.ts';
import type { Need } from '../need.ts';
import { moveRanked, pushRanked, removeRanked } from './need-heap.ts';
import type { Ranked } from './need-heap.ts';

/** The language's number of what may be taken in any. */
export const ANY_LANGUAGE = -1;

/** A skill's number with a level in the lowest three bits: sorted, they are sorted by skill. */
export type SkillKey = number;

export function skillKey(skill: number, level: number): SkillKey {
  return skill * 8 + level;
}

export function skillOf(key: SkillKey): number {
  return key >> 3;
}

export function levelOf(key: SkillKey): number {
  return key & 7;
}

/** Below this a walk over the children is as quick as a look-up, and takes no memory. */
const FEW_CHILDREN = 8;

/** One waiting need in one department's queue. */
export class Place implements Ranked {
  readonly need: Need;
  /** Those who are not asked again; null: nobody. */
  readonly declined: ReadonlySet<string> | null;
  /** The need's place in another department's queue. */
  readonly next: Place | null;
  readonly node: QueueNode;
  index = 0;

  constructor(need: Need, node: QueueNode, declined: ReadonlySet<string> | null, next: Place | null) {
    this.need = need;
    this.node = node;
    this.declined = declined;
    this.next = next;
  }
}

/**
 * Needs that require the same, and below them those that require one skill more. `need` is the earliest of them
 * all, so a search leaves out what cannot come before what it has found. Invariant: a node without needs, its own
 * or below, is in no tree.
 */
export class QueueNode implements Ranked {
  need: Need;
  index = 0;
  /** In a root the language's number. */
  readonly key: SkillKey;
  readonly parent: QueueNode | null;
  /** A heap. */
  readonly places: Place[] = [];
  /** A heap. */
  children: QueueNode[] | null = null;
  byKey: Map<SkillKey, QueueNode> | null = null;

  constructor(key: SkillKey, parent: QueueNode | null, need: Need) {
    this.key = key;
    this.parent = parent;
    this.need = need;
  }

  child(key: SkillKey): QueueNode | undefined {
    return this.byKey === null ? this.children?.find((each) => each.key === key) : this.byKey.get(key);
  }

  /** The child for a key, made for a need that is about to be added to it. */
  childFor(key: SkillKey, need: Need): QueueNode {
    const known = this.child(key);
    if (known !== undefined) return known;
    const child = new QueueNode(key, this, need);
    this.children ??= [];
    pushRanked(this.children, child);
    if (this.byKey !== null) {
      this.byKey.set(key, child);
    } else if (this.children.length > FEW_CHILDREN) {
      this.byKey = new Map(this.children.map((each) => [each.key, each]));
    }
    return child;
  }

  get isEmpty(): boolean {
    return this.places.length === 0 && this.children === null;
  }

  drop(child: QueueNode): void {
    if (this.children === null) return;
    removeRanked(this.children, child);
    this.byKey?.delete(child.key);
    if (this.children.length > 0) return;
    this.children = null;
    this.byKey = null;
  }
}

/** Puts a need into the node made for it, and leads with it above where it is the earliest. */
export function addPlace(place: Place): void {
  const { need } = place;
  pushRanked(place.node.places, place);
  for (let node: QueueNode | null = place.node; node !== null; node = node.parent) {
    // What was made for this need stands in its parent's heap already.
    if (node.need === need) continue;
    if (compareNeeds(node.need, need) < 0) return;
    leadWith(node, need);
  }
}

/** Takes a need out, and every node that it leaves empty. Answers the root. */
export function removePlace(place: Place): QueueNode {
  removeRanked(place.node.places, place);
  let { node } = place;
  for (; ; node = node.parent) {
    if (!node.isEmpty) leadWith(node, firstOf(node));
    if (node.parent === null) return node;
    if (node.isEmpty) node.parent.drop(node);
  }
}

/** What is required of whoever takes the needs of a node. */
export function pathOf(place: Place): { readonly language: number; readonly keys: readonly SkillKey[] } {
  const keys: SkillKey[] = [];
  let { node } = place;
  for (; node.parent !== null; node = node.parent) keys.push(node.key);
  return { language: node.key, keys };
}

function leadWith(node: QueueNode, need: Need): void {
  if (node.need === need) return;
  node.need = need;
  if (node.parent?.children) moveRanked(node.parent.children, node);
}

function firstOf(node: QueueNode): Need {
  const own = node.places[0]?.need;
  const below = node.children?.[0]?.need;
  if (own === undefined || (below !== undefined && compareNeeds(below, own) < 0)) return below ?? node.need;
  return own;
}
