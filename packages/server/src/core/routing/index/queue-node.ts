import type { Need } from '../need.ts';
import type { Candidate } from './candidate.ts';
import { compareRanks, moveRanked, pushRanked, removeRanked } from './need-heap.ts';
import type { Ranked } from './need-heap.ts';
import { NeedLine } from './need-line.ts';
import type { InLine } from './need-line.ts';

/** A need as it stands: it has a place in a queue, or is offered to somebody, or is done with. */
export class Standing {
  need: Need;
  place: Place | null = null;
  operator: Candidate | null = null;
  /** Whether the next `settle` looks for somebody for it. */
  isNew: boolean = false;

  constructor(need: Need) {
    this.need = need;
  }
}

/** One waiting need in one department's queue. */
export class Place implements InLine<Place> {
  readonly standing: Standing;
  readonly need: Need;
  /** Those who are not asked again; null: nobody. */
  readonly declined: ReadonlySet<string> | null;
  /** The need's place in another department's queue. */
  readonly next: Place | null;
  readonly group: LevelGroup;
  before: Place | null = null;
  after: Place | null = null;
  index = 0;

  constructor(
    standing: Standing,
    group: LevelGroup,
    declined: ReadonlySet<string> | null,
    next: Place | null,
  ) {
    this.standing = standing;
    this.need = standing.need;
    this.group = group;
    this.declined = declined;
    this.next = next;
  }
}

/** The seats of those who can take a group's needs, as of a version of the department's operators. */
interface AbleSeats {
  readonly version: number;
  readonly seats: readonly number[];
}

/** The number of a group that is in nobody's list so far, and of one that is not to be. Others are not negative. */
export const UNLISTED = -1;
export const WIDE = -2;

export function isListed({ number }: LevelGroup): boolean {
  return number >= 0;
}

/** Needs that require the same, levels included. */
export class LevelGroup extends NeedLine<Place> implements Ranked {
  readonly node: QueueNode;
  /** As `packLevels` answers it. */
  readonly levels: number;
  /** By which the operators who can take them have it in their lists. */
  number: number = UNLISTED;
  /** How many have it in their lists. */
  watchers = 0;
  /** Who they are, where that is asked again and again; null where it is not known. */
  able: AbleSeats | null = null;
  /** How often somebody was looked for. */
  asked = 0;
  /** The earliest of them where the tree has to rank it; null where the lists know of it. */
  need: Need | null = null;
  index = 0;

  constructor(node: QueueNode, levels: number) {
    super();
    this.node = node;
    this.levels = levels;
  }
}

/** Below these a walk is as quick as a look-up, and takes no memory. */
const FEW_CHILDREN = 3;
const FEW_GROUPS = 12;

const NO_GROUPS: LevelGroup[] = [];

/**
 * Needs that require the same skills, at whatever level, and below them those that require one skill more. `need`
 * is the earliest of all that the tree ranks, so a search leaves out what cannot come before what it has
 * found. Levels make no nodes of their own: a search would have to go through every combination of those below the
 * operator's. What is empty has no rank.
 */
export class QueueNode implements Ranked {
  need: Need | null = null;
  index = 0;
  /** The skill's number; in a root the language's. */
  readonly key: number;
  readonly parent: QueueNode | null;
  /** A heap. */
  groups: LevelGroup[] = NO_GROUPS;
  #byLevels: Map<number, LevelGroup> | null = null;
  /** A heap. */
  children: QueueNode[] | null = null;
  byKey: Map<number, QueueNode> | null = null;

  constructor(key: number, parent: QueueNode | null) {
    this.key = key;
    this.parent = parent;
  }

  get isEmpty(): boolean {
    return this.groups.length === 0 && this.children === null;
  }

  /** The group for levels; made, when there is none, for a need that is about to be put into it. */
  groupFor(levels: number): LevelGroup {
    const known = this.#byLevels?.get(levels) ?? this.groups.find((each) => each.levels === levels);
    if (known !== undefined) return known;
    const group = new LevelGroup(this, levels);
    this.groups = pushRanked(this.groups, group);
    if (this.#byLevels !== null) {
      this.#byLevels.set(levels, group);
    } else if (this.groups.length > FEW_GROUPS) {
      this.#byLevels = new Map(this.groups.map((each) => [each.levels, each]));
    }
    return group;
  }

  /** The child for a skill; made, when there is none, for a need that is about to be put below it. */
  childFor(key: number): QueueNode {
    const known = this.byKey === null ? this.children?.find((each) => each.key === key) : this.byKey.get(key);
    if (known !== undefined) return known;
    const child = new QueueNode(key, this);
    this.children = pushRanked(this.children ?? [], child);
    if (this.byKey !== null) {
      this.byKey.set(key, child);
    } else if (this.children.length > FEW_CHILDREN) {
      this.byKey = new Map(this.children.map((each) => [each.key, each]));
    }
    return child;
  }

  dropGroup(group: LevelGroup): void {
    removeRanked(this.groups, group);
    this.#byLevels?.delete(group.levels);
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

/** Ranks a group by a need, null where its lists will do, and what is above it accordingly. */
export function rankGroup(group: LevelGroup, need: Need | null): void {
  if (group.need === need) return;
  group.need = need;
  moveRanked(group.node.groups, group);
  rankNodes(group.node);
}

/** Takes an empty group out, and whatever that leaves empty. Answers the root. */
export function removeGroup(group: LevelGroup): QueueNode {
  let { node } = group;
  node.dropGroup(group);
  for (; node.isEmpty && node.parent !== null; node = node.parent) node.parent.drop(node);
  return rankNodes(node);
}

/** From a node up, as far as something changes. Answers the root. */
function rankNodes(from: QueueNode): QueueNode {
  let node = from;
  for (let changes = true; ; node = node.parent) {
    const need: Need | null = changes ? firstOf(node) : node.need;
    changes = need !== node.need;
    node.need = need;
    if (node.parent === null) return node;
    if (changes && node.parent.children !== null) moveRanked(node.parent.children, node);
  }
}

function firstOf({ groups, children }: QueueNode): Need | null {
  const own = groups[0]?.need ?? null;
  const below = children?.[0]?.need ?? null;
  return compareRanks(own, below) <= 0 ? own : below;
}
