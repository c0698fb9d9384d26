import { compareNeeds } from '../need.ts';
import type { Need } from '../need.ts';
import type { NeedQueue } from './need-queue.ts';
import type { LevelGroup, Place, QueueNode } from './queue-node.ts';
import { ANY_LANGUAGE, areEnough, packLevel } from './skill-key.ts';

/** What an operator can do, in numbers. */
export interface Abilities {
  readonly operatorId: string;
  readonly languages: readonly number[];
  /** Ascending, each skill once, with the level he has. */
  readonly skills: readonly { readonly skill: number; readonly level: number }[];
}

/**
 * Finds the first need in queue order that an operator may take. It goes down only where he has the skill, and
 * only where something earlier than what was found may be: the work is bounded by the different sets of skills
 * that he has all of, not by the length of the queue, and by the waiting needs that he declined.
 */
export class NeedSearch {
  #best: Need | null = null;
  #abilities: Abilities = { operatorId: '', languages: [], skills: [] };
  /** The operator's level by skill; zeros between searches. */
  #levels = new Uint8Array(64);

  find(queues: Iterable<NeedQueue>, abilities: Abilities): Need | null {
    this.#begin(abilities);
    for (const queue of queues) {
      this.#visit(queue.root(ANY_LANGUAGE), 0, 0, 0);
      for (const language of abilities.languages) this.#visit(queue.root(language), 0, 0, 0);
    }
    return this.#end();
  }

  #begin(abilities: Abilities): void {
    this.#abilities = abilities;
    const highest = abilities.skills.at(-1)?.skill ?? 0;
    if (highest >= this.#levels.length) this.#levels = new Uint8Array(2 * highest);
    for (const { skill, level } of abilities.skills) this.#levels[skill] = level;
  }

  #end(): Need | null {
    for (const { skill } of this.#abilities.skills) this.#levels[skill] = 0;
    const best = this.#best;
    this.#best = null;
    return best;
  }

  /** `from`: the first of his skills that may still come below. `had`: his levels on the path, packed. */
  #visit(node: QueueNode | undefined, from: number, had: number, depth: number): void {
    if (node === undefined || !this.#isEarlier(node.need)) return;
    if (node.groups.length > 0) this.#takeGroup(node.groups, 0, had);
    const { children, byKey } = node;
    if (children === null) return;
    if (byKey === null) this.#walk(children, from, had, depth);
    else this.#lookUp(byKey, from, had, depth);
  }

  #walk(children: readonly QueueNode[], from: number, had: number, depth: number): void {
    for (const child of children) {
      const level = this.#levels[child.key] ?? 0;
      if (level > 0) this.#visit(child, from, had | packLevel(level, depth), depth + 1);
    }
  }

  #lookUp(byKey: ReadonlyMap<number, QueueNode>, from: number, had: number, depth: number): void {
    const { skills } = this.#abilities;
    for (let at = from; at < skills.length; at += 1) {
      const { skill, level } = skills[at] ?? { skill: 0, level: 0 };
      this.#visit(byKey.get(skill), at + 1, had | packLevel(level, depth), depth + 1);
    }
  }

  /** Through a heap of groups: what is below one that comes too late comes too late as well. */
  #takeGroup(groups: readonly LevelGroup[], at: number, had: number): void {
    const group = groups[at];
    if (group === undefined || !this.#isEarlier(group.need)) return;
    if (areEnough(had, group.levels)) this.#takeFirst(group.places, 0);
    this.#takeGroup(groups, 2 * at + 1, had);
    this.#takeGroup(groups, 2 * at + 2, had);
  }

  /** The first that he has not declined, in a heap of needs he is able for. */
  #takeFirst(places: readonly Place[], at: number): void {
    const place = places[at];
    if (place === undefined || !this.#isEarlier(place.need)) return;
    if (place.declined === null || !place.declined.has(this.#abilities.operatorId)) {
      this.#best = place.need;
      return;
    }
    this.#takeFirst(places, 2 * at + 1);
    this.#takeFirst(places, 2 * at + 2);
  }

  #isEarlier(need: Need): boolean {
    return this.#best === null || compareNeeds(need, this.#best) < 0;
  }
}
