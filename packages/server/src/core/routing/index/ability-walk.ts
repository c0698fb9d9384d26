import type { Abilities } from './ability-names.ts';
import type { LevelGroup, QueueNode } from './queue-node.ts';
import { ANY_LANGUAGE, levelOf, packLevel, skillOf } from './skill-key.ts';

/** Trees by language. */
interface Rooted {
  root(language: number): QueueNode | undefined;
}

/**
 * Goes through the groups of needs whose language and skills an operator has; their levels are for `meet` to look
 * at. The work follows the different sets of skills that he has all of, not the length of the queue.
 */
export abstract class AbilityWalk {
  #abilities: Abilities = { operatorId: '', languages: [], skills: [] };
  /** The operator's level by skill; zeros between walks. */
  #levels = new Uint8Array(64);

  /** Whether there is anything to look for at a node and below it. */
  protected abstract enters(node: QueueNode): boolean;
  /** `had`: his levels of the skills that the groups require, packed. */
  protected abstract meet(groups: readonly LevelGroup[], had: number): void;

  protected begin(abilities: Abilities): void {
    this.#abilities = abilities;
    const highest = skillOf(abilities.skills.at(-1) ?? 0);
    if (highest >= this.#levels.length) this.#levels = new Uint8Array(2 * highest);
    for (const key of abilities.skills) this.#levels[skillOf(key)] = levelOf(key);
  }

  protected end(): void {
    for (const key of this.#abilities.skills) this.#levels[skillOf(key)] = 0;
  }

  protected walk(queue: Rooted): void {
    this.#visit(queue.root(ANY_LANGUAGE), 0, 0, 0);
    for (const language of this.#abilities.languages) this.#visit(queue.root(language), 0, 0, 0);
  }

  /** `from`: the first of his skills that may still come below. `had`: his levels on the path, packed. */
  #visit(node: QueueNode | undefined, from: number, had: number, depth: number): void {
    if (node === undefined || !this.enters(node)) return;
    if (node.groups.length > 0) this.meet(node.groups, had);
    const { children, byKey } = node;
    if (children === null) return;
    if (byKey === null) this.#visitEach(children, from, had, depth);
    else this.#lookUp(byKey, from, had, depth);
  }

  #visitEach(children: readonly QueueNode[], from: number, had: number, depth: number): void {
    for (const child of children) {
      const level = this.#levels[child.key] ?? 0;
      if (level > 0) this.#visit(child, from, had | packLevel(level, depth), depth + 1);
    }
  }

  #lookUp(byKey: ReadonlyMap<number, QueueNode>, from: number, had: number, depth: number): void {
    const { skills } = this.#abilities;
    for (let at = from; at < skills.length; at += 1) {
      const key = skills[at] ?? 0;
      const child = byKey.get(skillOf(key));
      if (child !== undefined) this.#visit(child, at + 1, had | packLevel(levelOf(key), depth), depth + 1);
    }
  }
}
