import { compareNeeds } from '../need.ts';
import type { Abilities } from './ability-names.ts';
import { AbilityWalk } from './ability-walk.ts';
import type { Seat } from './department.ts';
import type { GroupTable } from './group-table.ts';
import type { LevelGroup, Place, QueueNode } from './queue-node.ts';
import { areEnough } from './skill-key.ts';
import { LINE } from './watch-list.ts';
import type { WatchList } from './watch-list.ts';

/**
 * Finds the first need in queue order that an operator may take: first among the groups in his list, then in the
 * tree among those that it ranks, and there only where something earlier may be.
 */
export class NeedSearch extends AbilityWalk {
  #operatorId = '';
  #best: Place | null = null;
  /** Of the best, for comparing without a look at it. */
  #priority = -Infinity;
  #requestedAt = Infinity;
  readonly #isFit = ({ declined }: Place): boolean => declined === null || !declined.has(this.#operatorId);

  find(seats: readonly Seat[], abilities: Abilities): Place | null {
    this.#operatorId = abilities.operatorId;
    for (const { department, list } of seats) this.#goThrough(list, department.queue.listed);
    if (seats.some(({ department }) => department.queue.isRanked)) {
      this.begin(abilities);
      for (const { department } of seats) this.walk(department.queue);
      this.end();
    }
    const best = this.#best;
    this.#best = null;
    this.#priority = -Infinity;
    this.#requestedAt = Infinity;
    return best;
  }

  protected override enters({ need }: QueueNode): boolean {
    return need !== null && this.#mayBeFirst(need.priority, need.requestedAt);
  }

  protected override meet(groups: readonly LevelGroup[], had: number): void {
    this.#meetBelow(groups, 0, had);
  }

  /** Through a heap: what is below a group that comes too late comes too late as well. */
  #meetBelow(groups: readonly LevelGroup[], at: number, had: number): void {
    const group = groups[at];
    const need = group?.need ?? null;
    if (group === undefined || need === null || !this.#mayBeFirst(need.priority, need.requestedAt)) return;
    if (areEnough(had, group.levels)) this.#consider(group);
    this.#meetBelow(groups, 2 * at + 1, had);
    this.#meetBelow(groups, 2 * at + 2, had);
  }

  #goThrough({ slots, bounds }: WatchList, listed: GroupTable): void {
    for (let line = 0; 2 * line < bounds.length; line += 1) {
      if (!this.#mayBeFirst(bounds[2 * line] ?? 0, bounds[2 * line + 1] ?? 0)) continue;
      this.#lookThrough(slots, bounds, line, listed);
    }
  }

  /** Puts the line's bound right, and considers its earliest group, or more of them where that one does not do. */
  #lookThrough(slots: Int32Array, bounds: Float64Array, line: number, listed: GroupTable): void {
    const { keys, empty } = listed;
    let [first, highest, earliest, tied] = [-1, -Infinity, Infinity, false];
    // Of the empty groups, which a need may come to again.
    let [emptyHighest, emptyEarliest] = [-Infinity, Infinity];
    const end = Math.min(slots.length, (line + 1) * LINE);
    for (let slot = line * LINE; slot < end; slot += 1) {
      const number = slots[slot] ?? -1;
      if (number < 0) continue;
      const priority = keys[2 * number] ?? 0;
      if (priority < highest) continue;
      const requestedAt = keys[2 * number + 1] ?? 0;
      if (priority === highest && requestedAt > earliest) continue;
      if (empty[number] === 1) {
        if (priority > emptyHighest || requestedAt < emptyEarliest) emptyEarliest = requestedAt;
        emptyHighest = Math.max(emptyHighest, priority);
        continue;
      }
      tied = priority === highest && requestedAt === earliest;
      [first, highest, earliest] = [number, priority, requestedAt];
    }
    const isEmptyFirst = emptyHighest > highest || (emptyHighest === highest && emptyEarliest < earliest);
    bounds[2 * line] = isEmptyFirst ? emptyHighest : highest;
    bounds[2 * line + 1] = isEmptyFirst ? emptyEarliest : earliest;
    if (first < 0 || !this.#mayBeFirst(highest, earliest)) return;
    if (this.#consider(listed.get(first)) && !tied) return;
    for (let slot = line * LINE; slot < end; slot += 1) {
      const number = slots[slot] ?? -1;
      if (number >= 0 && this.#mayBeFirst(keys[2 * number] ?? 0, keys[2 * number + 1] ?? 0))
        this.#consider(listed.get(number));
    }
  }

  /** Takes the group's first that he has not declined, if it comes before the best. False: he declined the head. */
  #consider(group: LevelGroup): boolean {
    const { head } = group;
    const first = head === null || this.#isFit(head) ? head : group.firstFit(this.#isFit);
    if (first !== null && (this.#best === null || compareNeeds(first.need, this.#best.need) < 0)) {
      this.#best = first;
      this.#priority = first.need.priority;
      this.#requestedAt = first.need.requestedAt;
    }
    return first === head;
  }

  /** Whether a need of this rank may come before the best: of equals the ids decide. */
  #mayBeFirst(priority: number, requestedAt: number): boolean {
    return priority > this.#priority || (priority === this.#priority && requestedAt <= this.#requestedAt);
  }
}
