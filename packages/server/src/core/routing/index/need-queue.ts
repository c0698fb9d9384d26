import { AbilityWalk } from './ability-walk.ts';
import type { Abilities } from './ability-names.ts';
import type { Candidate } from './candidate.ts';
import type { DepartmentOperators } from './department-operators.ts';
import { GroupTable } from './group-table.ts';
import { Place, QueueNode, isListed, rankGroup, removeGroup, UNLISTED, WIDE } from './queue-node.ts';
import type { LevelGroup, Standing } from './queue-node.ts';
import { areEnough, packLevels, skillKey, skillOf } from './skill-key.ts';
import type { SkillKey } from './skill-key.ts';
import { WatchList } from './watch-list.ts';

/** What bounds the work and the memory that the lists take; it changes no choice. */
export interface ListLimits {
  /**
   * A group is in the lists of at most so many operators, since each of them has to be told when it comes, goes or
   * is led by an earlier need than before.
   */
  readonly watchers: number;
  /** So many groups are left unlisted at first: what is offered at once need not be told to anybody. */
  readonly fresh: number;
  /** So many groups are kept that no need is left of: what was needed a moment ago is likely to be needed again. */
  readonly empty: number;
}

export const LIST_LIMITS: ListLimits = { watchers: 128, fresh: 64, empty: 1024 };

/** From then on a group remembers who can take its needs. */
const ASKED_OFTEN = 3;

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
  readonly #limits: ListLimits;
  /** By seat. */
  readonly #lists: (WatchList | null)[] = [];
  readonly #finder = new GroupFinder();
  #unlisted = 0;
  #waiting = 0;
  /** Groups that were made a moment ago, the oldest first. */
  readonly #fresh = new Set<LevelGroup>();
  /** Groups that no need is left of, the longest empty first. */
  readonly #empty = new Set<LevelGroup>();

  constructor(operators: DepartmentOperators, limits: ListLimits) {
    this.#operators = operators;
    this.#limits = limits;
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
    if (wasEmpty && !this.#empty.delete(group)) this.#unlisted += 1;
    if (group.head === place) this.#lead(group);
    if (wasEmpty && group.number === UNLISTED) this.#keepFresh(group);
    return place;
  }

  remove(place: Place): void {
    const { group } = place;
    const { head } = group;
    group.take(place);
    this.#waiting -= 1;
    if (group.head === head) return;
    if (!isListed(group)) rankGroup(group, group.head?.need ?? null);
    else if (group.head === null) this.listed.keepEmpty(group.number);
    else this.listed.lead(group.number, group.head.need);
    if (group.head === null) this.#keepEmpty(group);
  }

  /** The list of an operator who has taken a seat. */
  watch(seat: number, abilities: Abilities): WatchList {
    const list = new WatchList();
    this.#lists[seat] = list;
    for (const group of this.#finder.find(this, abilities)) {
      if (!isListed(group)) continue;
      group.watchers += 1;
      list.put(group.number, Infinity, 0);
      if (group.watchers > this.#limits.watchers) this.#unlist(group);
    }
    return list;
  }

  /** The operator on a seat leaves it. */
  unwatch(seat: number): void {
    for (const number of this.#lists[seat]?.numbers() ?? []) this.listed.get(number).watchers -= 1;
    this.#lists[seat] = null;
  }

  /** The operator who is asked first for a need; null when nobody can take it. */
  bestFor({ group, declined }: Place): Candidate | null {
    const operators = this.#operators;
    if (operators.isFull) return null;
    group.asked += 1;
    const seats = group.asked < ASKED_OFTEN ? null : this.#remembered(group);
    if (seats !== null) return operators.firstAmong(seats, declined);
    const { language, keys } = requiredIn(group);
    return operators.first(language, keys, declined);
  }

  /** The seats of those who can take a group's needs; null when they are many. */
  #remembered(group: LevelGroup): readonly number[] | null {
    if (group.number === WIDE) return null;
    const { version } = this.#operators;
    if (group.able?.version === version) return group.able.seats;
    const { language, keys } = requiredIn(group);
    const seats = this.#operators.able(language, keys, this.#limits.watchers);
    if (seats === null) group.number = WIDE;
    else group.able = { version, seats };
    return seats;
  }

  #keepFresh(group: LevelGroup): void {
    this.#fresh.add(group);
    if (this.#fresh.size <= this.#limits.fresh) return;
    const [oldest] = this.#fresh;
    if (oldest === undefined) return;
    this.#fresh.delete(oldest);
    if (oldest.head !== null && oldest.number === UNLISTED) this.#list(oldest);
  }

  #list(group: LevelGroup): void {
    const { language, keys } = requiredIn(group);
    const seats = this.#operators.able(language, keys, this.#limits.watchers);
    if (seats === null) {
      group.number = WIDE;
      return;
    }
    this.#unlisted -= 1;
    rankGroup(group, null);
    group.number = this.listed.open(group);
    group.watchers = seats.length;
    this.#tell(group, seats);
  }

  /** A group's first need is another one, which may be an earlier one than before. */
  #lead(group: LevelGroup): void {
    const need = group.head?.need;
    if (need === undefined) return;
    if (!isListed(group)) rankGroup(group, need);
    else if (this.listed.isBound(group.number, need)) this.listed.lead(group.number, need);
    else this.#tell(group, this.#ableFor(group));
  }

  #keepEmpty(group: LevelGroup): void {
    this.#empty.add(group);
    if (this.#empty.size <= this.#limits.empty) return;
    const [oldest] = this.#empty;
    if (oldest === undefined) return;
    this.#empty.delete(oldest);
    this.#close(oldest);
  }

  #close(group: LevelGroup): void {
    this.#fresh.delete(group);
    if (!isListed(group)) this.#unlisted -= 1;
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
    for (const seat of this.#ableFor(group)) this.#lists[seat]?.remove(group.number);
    this.listed.close(group.number);
    group.number = WIDE;
  }

  /** Tells those who have a group in their lists who leads it. */
  #tell(group: LevelGroup, seats: readonly number[]): void {
    if (group.head === null) return;
    const { need } = group.head;
    this.listed.lead(group.number, need);
    for (const seat of seats) this.#lists[seat]?.put(group.number, need.priority, need.requestedAt);
  }

  #ableFor(group: LevelGroup): readonly number[] {
    if (group.able?.version === this.#operators.version) return group.able.seats;
    const { language, keys } = requiredIn(group);
    return this.#operators.able(language, keys, Infinity) ?? [];
  }
}

/** What a group requires, in numbers. */
function requiredIn({ node: last, levels }: LevelGroup): {
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
