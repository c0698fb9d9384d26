import type { Need } from '../need.ts';
import type { LevelGroup } from './queue-node.ts';

/**
 * The listed groups of a department by their numbers, and for each the priority and the age of its first need, in
 * one row of numbers: who looks for the earliest of a hundred groups need not look at a hundred objects.
 */
export class GroupTable {
  readonly #groups: (LevelGroup | null)[] = [];
  readonly #free: number[] = [];
  /** Of the group with number n the priority at 2n and the time of request at 2n + 1. */
  keys: Float64Array = new Float64Array(32);
  /** 1 for a group that is empty and kept: its key is that of its last need, and none comes before it untold. */
  empty: Uint8Array = new Uint8Array(16);

  open(group: LevelGroup): number {
    const number = this.#free.pop() ?? this.#groups.length;
    this.#groups[number] = group;
    if (2 * number >= this.keys.length) {
      const longer = new Float64Array(2 * this.keys.length);
      longer.set(this.keys);
      this.keys = longer;
      const longerEmpty = new Uint8Array(2 * this.empty.length);
      longerEmpty.set(this.empty);
      this.empty = longerEmpty;
    }
    return number;
  }

  /** Its number is given to another group. */
  close(number: number): void {
    this.#groups[number] = null;
    this.#free.push(number);
  }

  /** To be told of each change of a group's first need. */
  lead(number: number, { priority, requestedAt }: Need): void {
    this.keys[2 * number] = priority;
    this.keys[2 * number + 1] = requestedAt;
    this.empty[number] = 0;
  }

  /** Whether a need may lead a group without those being told who have it in their lists: their bounds hold. */
  isBound(number: number, { priority, requestedAt }: Need): boolean {
    const highest = this.keys[2 * number] ?? 0;
    return priority < highest || (priority === highest && requestedAt >= (this.keys[2 * number + 1] ?? 0));
  }

  keepEmpty(number: number): void {
    this.empty[number] = 1;
  }

  get(number: number): LevelGroup {
    const group = this.#groups[number];
    if (group === undefined || group === null) throw new Error(`no group has the number ${number}`);
    return group;
  }
}
