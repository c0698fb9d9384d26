import type { Need } from '../need.ts';
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
  /** A group is in the lists of at most so many operators: each of them has to be told when it comes and goes. */
  readonly watchers: number;
  /** So many groups are left unlisted at first: what is offered at once need not be told to anybody. */
  readonly fresh: number;
  /** So many groups are kept that no need is left of: what was needed a moment ago is likely to be needed again. */
  readonly empty: number;
}

export const LIST_LIMITS: ListLimits = { watchers: 256, fresh: 64, empty: 1024 };

/** From then on a group remembers who can take its needs. */
const ASKED_OFTEN = 3;

/**
 * One department's waiting needs. Those that require the same are a group; groups are found in a tree for each
 * language, its paths the skills that are required. A search has two places to look at:
 *
 * - The list of its operator. A group that few operators can take is listed: it stands in the list of each of them,
 *   ready or not, and a table says how early its first need is. What an operator shares with few is in nobody's way.
 * - The tree, as far as it is ranked. It ranks what many can take (WIDE), what has just come (UNLISTED) and may be
 *   offered before any list is worth the work, and of the listed those whose first need came out of turn and is
 *   earlier than their lists were told.
 *
 * So an arrival is told to nobody but when a group is listed. A group that gets empty stays for a while where it is:
 * the next need of its kind finds it there. If it is listed, its key stays as well, so the bounds in the lists hold
 * for what comes later than that.
 */
export class NeedQueue {
  readonly listed: GroupTable = new GroupTable();
  readonly #roots = new Map<number, QueueNode>();
  readonly #operators: DepartmentOperators;
  readonly #limits: ListLimits;
  /** By seat. */
  readonly #lists: (WatchList | null)[] = [];
  readonly #finder = new GroupFinder();
  /** How many groups the tree ranks. */
  #ranked = 0;
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

  /** Whether a search has anything to look for in the tree. */
  get isRanked(): boolean {
    return this.#ranked > 0;
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
    if (wasEmpty) this.#empty.delete(group);
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
    this.#lead(group);
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

  /** Lists a group only after others have come since, if it still waits then. */
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
    group.number = this.listed.open(group);
    group.watchers = seats.length;
    this.#rank(group, null);
    if (group.head === null) return;
    const { need } = group.head;
    this.listed.lead(group.number, need);
    for (const seat of seats) this.#lists[seat]?.put(group.number, need.priority, need.requestedAt);
  }

  /** A group's first need is another one. One that comes before what the lists know of is ranked, not told. */
  #lead(group: LevelGroup): void {
    const need = group.head?.need ?? null;
    const isKnown = isListed(group) && (need === null || this.listed.isBound(group.number, need));
    this.#rank(group, isKnown ? null : need);
    if (!isKnown) return;
    if (need === null) this.listed.keepEmpty(group.number);
    else this.listed.lead(group.number, need);
  }

  #rank(group: LevelGroup, need: Need | null): void {
    this.#ranked += (need === null ? 0 : 1) - (group.need === null ? 0 : 1);
    rankGroup(group, need);
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
    if (isListed(group)) this.#leaveLists(group);
    const root = removeGroup(group);
    // The key of a root is its language.
    if (root.isEmpty) this.#roots.delete(root.key);
  }

  /** Too many can take it by now. */
  #unlist(group: LevelGroup): void {
    this.#leaveLists(group);
    this.#rank(group, group.head?.need ?? null);
  }

  #leaveLists(group: LevelGroup): void {
    for (const seat of this.#ableFor(group)) this.#lists[seat]?.remove(group.number);
    this.listed.close(group.number);
    group.number = WIDE;
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
