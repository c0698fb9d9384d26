import type { Need } from '../need.ts';
import { addPlace, Place, QueueNode, removePlace } from './queue-node.ts';
import { packLevels, skillOf } from './skill-key.ts';
import type { SkillKey } from './skill-key.ts';

/** One department's waiting needs: a tree for each language, its paths the skills that are required. */
export class NeedQueue {
  readonly #roots = new Map<number, QueueNode>();

  get isEmpty(): boolean {
    return this.#roots.size === 0;
  }

  /** `keys` ascending, each skill once. `next`: the need's place in another queue. */
  add(
    need: Need,
    language: number,
    keys: readonly SkillKey[],
    declined: ReadonlySet<string> | null,
    next: Place | null,
  ): Place {
    let node = this.#roots.get(language);
    if (node === undefined) {
      node = new QueueNode(language, null, need);
      this.#roots.set(language, node);
    }
    for (const key of keys) node = node.childFor(skillOf(key), need);
    const group = node.groupFor(packLevels(keys), need);
    const place = new Place(need, group, declined, next);
    addPlace(place);
    return place;
  }

  remove(place: Place): void {
    const root = removePlace(place);
    // The key of a root is its language.
    if (root.isEmpty) this.#roots.delete(root.key);
  }

  root(language: number): QueueNode | undefined {
    return this.#roots.get(language);
  }
}
