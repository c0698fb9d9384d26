import { requirementsOf } from '../need.ts';
import type { Need } from '../need.ts';
import { compareOperators } from '../operator.ts';
import type { AbilityNames } from './ability-names.ts';
import type { Departments } from './department.ts';
import type { Candidate } from './department-operators.ts';
import type { Place } from './queue-node.ts';
import { ANY_LANGUAGE, skillKey } from './skill-key.ts';
import type { SkillKey } from './skill-key.ts';

/** The needs that wait, in the queues of the departments that may take them. */
export class WaitingNeeds {
  readonly #places = new Map<string, Place>();
  readonly #names: AbilityNames;
  readonly #departments: Departments;

  constructor(names: AbilityNames, departments: Departments) {
    this.#names = names;
    this.#departments = departments;
  }

  get size(): number {
    return this.#places.size;
  }

  get(id: string): Need | undefined {
    return this.#places.get(id)?.need;
  }

  add(need: Need): void {
    const { departments, skills, language } = requirementsOf(need);
    const keys = this.#names.holdSkills(skills);
    const spoken = language === null ? ANY_LANGUAGE : this.#names.languages.hold(language);
    const declined = need.declined.length === 0 ? null : new Set(need.declined);
    let place: Place | null = null;
    for (const id of departments) {
      place = this.#departments.open(id).queue.add(need, spoken, keys, declined, place);
    }
    if (place !== null) this.#places.set(need.id, place);
  }

  /** Whether it was there. */
  remove(id: string): boolean {
    const first = this.#places.get(id);
    if (first === undefined) return false;
    this.#places.delete(id);
    const { departments, skills, language } = requirementsOf(first.need);
    // Places were linked in the order of the departments, the last one first.
    let place: Place | null = first;
    for (const department of departments.toReversed()) {
      if (place !== null) this.#departments.get(department)?.queue.remove(place);
      this.#departments.closeIfEmpty(department);
      place = place?.next ?? null;
    }
    if (language !== null) this.#names.languages.release(language);
    this.#names.releaseSkills(skills);
    return true;
  }

  /** The operator who is asked first for a waiting need; null when nobody can take it. */
  bestFor(id: string): Candidate | null {
    const place = this.#places.get(id);
    if (place === undefined) return null;
    const { departments } = requirementsOf(place.need);
    const { language, keys } = requiredIn(place);
    let best: Candidate | null = null;
    for (const department of departments) {
      const first =
        this.#departments.get(department)?.operators.first(language, keys, place.declined) ?? null;
      if (best === null || (first !== null && compareOperators(first.operator, best.operator) < 0))
        best = first;
    }
    return best;
  }
}

/** What a place's queue requires, in numbers. */
function requiredIn({ group }: Place): { readonly language: number; readonly keys: readonly SkillKey[] } {
  const skills: number[] = [];
  let { node } = group;
  for (; node.parent !== null; node = node.parent) skills.unshift(node.key);
  return {
    language: node.key,
    keys: skills.map((skill, at) => skillKey(skill, (group.levels >> (3 * at)) & 7)),
  };
}
