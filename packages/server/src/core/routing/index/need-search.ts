import { compareNeeds } from '../need.ts';
import type { Need } from '../need.ts';
import type { NeedQueue } from './need-queue.ts';
import { ANY_LANGUAGE, levelOf, skillKey, skillOf } from './queue-node.ts';
import type { Place, QueueNode } from './queue-node.ts';

/** What an operator can do, in numbers. */
export interface Abilities {
  readonly operatorId: string;
  readonly languages: readonly number[];
  /** Ascending, each skill once, with the level he has. */
  readonly skills: readonly { readonly skill: number; readonly level: number }[];
}

/**
 * Finds the first need in queue order that an operator may take. It goes down only where he has the skill, and
 * only where something earlier than what was found may be: the work is bounded by the different requirements
 * that he meets, not by the length of the queue, and by the waiting needs that he declined.
 */
export class NeedSearch {
  #best: Need | null = null;
  #abilities: Abilities = { operatorId: '', languages: [], skills: [] };
  #lookUps = 0;
  /** The operator's level by skill; zeros between searches. */
  #levels = new Uint8Array(64);

  find(queues: Iterable<NeedQueue>, abilities: Abilities): Need | null {
    this.#begin(abilities);
    for (const queue of queues) {
      this.#visit(queue.root(ANY_LANGUAGE), 0);
      for (const language of abilities.languages) this.#visit(queue.root(language), 0);
    }
    return this.#end();
  }

  #begin(abilities: Abilities): void {
    this.#abilities = abilities;
    this.#lookUps = 0;
    const highest = abilities.skills.at(-1)?.skill ?? 0;
    if (highest >= this.#levels.length) this.#levels = new Uint8Array(2 * highest);
    for (const { skill, level } of abilities.skills) {
      this.#levels[skill] = level;
      this.#lookUps += level;
    }
  }

  #end(): Need | null {
    for (const { skill } of this.#abilities.skills) this.#levels[skill] = 0;
    const best = this.#best;
    this.#best = null;
    return best;
  }

  /** `from`: the first of his skills that may still come on a path below this node. */
  #visit(node: QueueNode | undefined, from: number): void {
    if (node === undefined || !this.#isEarlier(node.need)) return;
    if (node.places.length > 0) this.#takeFirst(node.places, 0);
    const { children, byKey } = node;
    if (children === null) return;
    if (byKey === null || children.length <= this.#lookUps) this.#walk(children, 0, from);
    else this.#lookUp(byKey, from);
  }

  /** Through the heap of the children: what is below one that comes too late comes too late as well. */
  #walk(children: readonly QueueNode[], at: number, from: number): void {
    const child = children[at];
    if (child === undefined || !this.#isEarlier(child.need)) return;
    const level = this.#levels[skillOf(child.key)] ?? 0;
    if (level >= levelOf(child.key)) this.#visit(child, from);
    this.#walk(children, 2 * at + 1, from);
    this.#walk(children, 2 * at + 2, from);
  }

  #lookUp(byKey: ReadonlyMap<number, QueueNode>, from: number): void {
    const { skills } = this.#abilities;
    for (let at = from; at < skills.length; at += 1) {
      const { skill, level } = skills[at] ?? { skill: 0, level: 0 };
      for (let least = 1; least <= level; least += 1) this.#visit(byKey.get(skillKey(skill, least)), at + 1);
    }
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
