import { compareNeeds } from '../need.ts';
import type { Need } from '../need.ts';
import { moveRanked, pushRanked, removeRanked } from './need-heap.ts';
import type { Ranked } from './need-heap.ts';

/** Below this a walk over the children is as quick as a look-up, and takes no memory. */
const FEW_CHILDREN = 3;

/* Empty and shared: the first item comes with an array of its own. */
const NO_PLACES: Place[] = [];
const NO_GROUPS: LevelGroup[] = [];

/** One waiting need in one department's queue. */
export class Place implements Ranked {
  readonly need: Need;
  /** Those who are not asked again; null: nobody. */
  readonly declined: ReadonlySet<string> | null;
  /** The need's place in another department's queue. */
  readonly next: Place | null;
  readonly group: LevelGroup;
  index = 0;

  constructor(need: Need, group: LevelGroup, declined: ReadonlySet<string> | null, next: Place | null) {
    this.need = need;
    this.group = group;
    this.declined = declined;
    this.next = next;
  }
}

/** Needs that require the same, levels included. `need` is the earliest of them. */
export class LevelGroup implements Ranked {
  need: Need;
  index = 0;
  readonly node: QueueNode;
  /** As `packLevels` answers it. */
  readonly levels: number;
  /** A heap. */
  places: Place[] = NO_PLACES;

  constructor(node: QueueNode, levels: number, need: Need) {
    this.node = node;
    this.levels = levels;
    this.need = need;
  }
}

/**
 * Needs that require the same skills, at whatever level, and below them those that require one skill more. `need`
 * is the earliest of them all, so a search leaves out what cannot come before what it has found. Levels make no
 * nodes of their own: a search would have to go through every combination of those below the operator's.
 * Invariant: a node or group without needs is in no tree.
 */
export class QueueNode implements Ranked {
  need: Need;
  index = 0;
  /** The skill's number; in a root the language's. */
  readonly key: number;
  readonly parent: QueueNode | null;
  /** A heap. */
  groups: LevelGroup[] = NO_GROUPS;
  /** A heap. */
  children: QueueNode[] | null = null;
  byKey: Map<number, QueueNode> | null = null;

  constructor(key: number, parent: QueueNode | null, need: Need) {
    this.key = key;
    this.parent = parent;
    this.need = need;
  }

  get isEmpty(): boolean {
    return this.groups.length === 0 && this.children === null;
  }

  /** The group for levels, made for a need that is about to be added to it. */
  groupFor(levels: number, need: Need): LevelGroup {
    const known = this.groups.find((each) => each.levels === levels);
    if (known !== undefined) return known;
    const group = new LevelGroup(this, levels, need);
    this.groups = pushRanked(this.groups, group);
    return group;
  }

  /** The child for a skill, made for a need that is about to be added to it. */
  childFor(key: number, need: Need): QueueNode {
    const known = this.byKey === null ? this.children?.find((each) => each.key === key) : this.byKey.get(key);
    if (known !== undefined) return known;
    const child = new QueueNode(key, this, need);
    this.children = pushRanked(this.children ?? [], child);
    if (this.byKey !== null) {
      this.byKey.set(key, child);
    } else if (this.children.length > FEW_CHILDREN) {
      this.byKey = new Map(this.children.map((each) => [each.key, each]));
    }
    return child;
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

/** Puts a need into the group made for it, and leads with it above where it is the earliest. */
export function addPlace(place: Place): void {
  const { need, group } = place;
  group.places = pushRanked(group.places, place);
  // What was made for this need stands in the heap above already.
  if (group.need !== need) {
    if (compareNeeds(group.need, need) < 0) return;
    group.need = need;
    moveRanked(group.node.groups, group);
  }
  for (let node: QueueNode | null = group.node; node !== null; node = node.parent) {
    if (node.need === need) continue;
    if (compareNeeds(node.need, need) < 0) return;
    leadWith(node, need);
  }
}

/** Takes a need out, and whatever that leaves empty. Answers the root. */
export function removePlace(place: Place): QueueNode {
  const { group } = place;
  removeRanked(group.places, place);
  const [first] = group.places;
  if (first === undefined) {
    removeRanked(group.node.groups, group);
  } else if (first.need !== group.need) {
    group.need = first.need;
    moveRanked(group.node.groups, group);
  }
  for (let { node } = group; ; node = node.parent) {
    if (!node.isEmpty) leadWith(node, firstOf(node));
    if (node.parent === null) return node;
    if (node.isEmpty) node.parent.drop(node);
  }
}

function leadWith(node: QueueNode, need: Need): void {
  if (node.need === need) return;
  node.need = need;
  if (node.parent?.children) moveRanked(node.parent.children, node);
}

function firstOf(node: QueueNode): Need {
  const own = node.groups[0]?.need;
  const below = node.children?.[0]?.need;
  if (own === undefined || (below !== undefined && compareNeeds(below, own) < 0)) return below ?? node.need;
  return own;
}
