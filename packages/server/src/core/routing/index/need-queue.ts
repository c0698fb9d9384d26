import { AbilityWalk } from './ability-walk.ts';
import type { Abilities } from './ability-names.ts';
import type { DepartmentOperators } from './department-operators.ts';
import { GroupTable } from './group-table.ts';
import { Place, QueueNode, rankGroup, removeGroup, UNLISTED } from './queue-node.ts';
import type { LevelGroup, Standing } from './queue-node.ts';
import { areEnough, packLevels, skillKey, skillOf } from './skill-key.ts';
import type { SkillKey } from './skill-key.ts';
import { WatchList } from './watch-list.ts';

/**
 * A group is in the lists of at most so many operators, since each of them has to be told when it comes, goes or is
 * led by an earlier need than before.
 */
const MOST_WATCHERS = 128;

/** So many groups are kept that no need is left of: what was needed a moment ago is likely to be needed again. */
const MOST_EMPTY = 256;

/**
 * One department's waiting needs. Those that require the same are a group; groups are found in a tree for each
 * language, its paths the skills that are required. A group that few operators can take is listed: it stands in the
 * list of each of them, ready or not. One that many can take is unlisted: the tree ranks it, and every search goes
 * through the part of the tree that is ranked. So nothing that comes or goes has to be told to many, and nobody who
 * looks for his first need goes through what only few others share with him.
 */
export class NeedQueue {
  readonly listed: GroupTable = new GroupTable();
  readonly #roots = new Map<number, QueueNode>();
  readonly #operators: DepartmentOperators;
  /** By seat. */
  readonly #lists: (WatchList | null)[] = [];
  readonly #finder = new GroupFinder();
  #unlisted = 0;
  #waiting = 0;
  /** Groups that no need is left of, the longest empty first. */
  readonly #empty = new Set<LevelGroup>();

  constructor(operators: DepartmentOperators) {
    this.#operators = operators;
  }

  get isEmpty(): boolean {
    return this.#waiting === 0;
  }

  get hasUnlisted(): boolean {
    return this.#unlisted > 0;
  }

  root(language: number): QueueNode | undefined {
    return this.#roots.get(language);
  }

  /** `keys` ascending, each skill once. `next`: the need's place in another queue. */
  add(
    standing: Standing,
    language: number,
    keys: readonly SkillKey[],
    declined: ReadonlySet<string> | null,
    next: Place | null,
  ): Place {
    let node = this.#roots.get(language);
    if (node === undefined) {
      node = new QueueNode(language, null);
      this.#roots.set(language, node);
    }
    for (const key of keys) node = node.childFor(skillOf(key));
    const group = node.groupFor(packLevels(keys));
    const place = new Place(standing, group, declined, next);
    const wasEmpty = group.head === null;
    group.put(place);
    this.#waiting += 1;
    if (wasEmpty && !this.#empty.delete(group)) this.#open(group, language, keys);
    else if (group.head === place) this.#lead(group, language, keys);
    return place;
  }

  remove(place: Place): void {
    const { group } = place;
    const { head } = group;
    group.take(place);
    this.#waiting -= 1;
    if (group.head === head) return;
    if (group.number === UNLISTED) rankGroup(group, group.head?.need ?? null);
    else if (group.head === null) this.listed.keepEmpty(group.number);
    else this.listed.lead(group.number, group.head.need);
    if (group.head === null) this.#keepEmpty(group);
  }

  /** The list of an operator who has taken a seat. */
  watch(seat: number, abilities: Abilities): WatchList {
    const list = new WatchList();
    this.#lists[seat] = list;
    for (const group of this.#finder.find(this, abilities)) {
      if (group.number === UNLISTED) continue;
      group.watchers += 1;
      list.put(group.number, Infinity, 0);
      if (group.watchers > MOST_WATCHERS) this.#unlist(group);
    }
    return list;
  }

  /** The operator on a seat leaves it. */
  unwatch(seat: number): void {
    for (const number of this.#lists[seat]?.numbers() ?? []) this.listed.get(number).watchers -= 1;
    this.#lists[seat] = null;
  }

  #open(group: LevelGroup, language: number, keys: readonly SkillKey[]): void {
    const seats = this.#operators.able(language, keys, MOST_WATCHERS);
    if (seats === null) {
      this.#unlisted += 1;
      rankGroup(group, group.head?.need ?? null);
    } else {
      group.number = this.listed.open(group);
      group.watchers = seats.length;
      this.#tell(group, seats);
    }
  }

  /** A group's first need is another one, which may be an earlier one than before. */
  #lead(group: LevelGroup, language: number, keys: readonly SkillKey[]): void {
    const need = group.head?.need;
    if (need === undefined) return;
    if (group.number === UNLISTED) rankGroup(group, need);
    else if (this.listed.isBound(group.number, need)) this.listed.lead(group.number, need);
    else this.#tell(group, this.#ableFor(language, keys));
  }

  #keepEmpty(group: LevelGroup): void {
    this.#empty.add(group);
    if (this.#empty.size <= MOST_EMPTY) return;
    const [oldest] = this.#empty;
    if (oldest === undefined) return;
    this.#empty.delete(oldest);
    this.#close(oldest);
  }

  #close(group: LevelGroup): void {
    if (group.number === UNLISTED) this.#unlisted -= 1;
    else this.#leaveLists(group);
    const root = removeGroup(group);
    // The key of a root is its language.
    if (root.isEmpty) this.#roots.delete(root.key);
  }

  #unlist(group: LevelGroup): void {
    this.#leaveLists(group);
    this.#unlisted += 1;
    rankGroup(group, group.head?.need ?? null);
  }

  #leaveLists(group: LevelGroup): void {
    const { language, keys } = requiredIn(group);
    for (const seat of this.#ableFor(language, keys)) this.#lists[seat]?.remove(group.number);
    this.listed.close(group.number);
    group.number = UNLISTED;
  }

  /** Tells those who have a group in their lists who leads it. */
  #tell(group: LevelGroup, seats: readonly number[]): void {
    if (group.head === null) return;
    const { need } = group.head;
    this.listed.lead(group.number, need);
    for (const seat of seats) this.#lists[seat]?.put(group.number, need.priority, need.requestedAt);
  }

  #ableFor(language: number, keys: readonly SkillKey[]): number[] {
    return this.#operators.able(language, keys, Infinity) ?? [];
  }
}

/** What a group requires, in numbers. */
export function requiredIn({ node: last, levels }: LevelGroup): {
  readonly language: number;
  readonly keys: readonly SkillKey[];
} {
  const skills: number[] = [];
  let node = last;
  for (; node.parent !== null; node = node.parent) skills.unshift(node.key);
  return {
    language: node.key,
    keys: skills.map((skill, at) => skillKey(skill, (levels >> (3 * at)) & 7)),
  };
}

/** All groups that an operator can take from. */
class GroupFinder extends AbilityWalk {
  #found: LevelGroup[] = [];

  find(queue: NeedQueue, abilities: Abilities): LevelGroup[] {
    this.#found = [];
    this.begin(abilities);
    this.walk(queue);
    this.end();
    return this.#found;
  }

  protected override enters(): boolean {
    return true;
  }

  protected override meet(groups: readonly LevelGroup[], had: number): void {
    for (const group of groups) if (areEnough(had, group.levels)) this.#found.push(group);
  }
}
