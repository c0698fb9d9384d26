import { requirementsOf } from '../need.ts';
import { compareOperators } from '../operator.ts';
import type { AbilityNames } from './ability-names.ts';
import type { Candidate } from './candidate.ts';
import type { Departments } from './department.ts';
import type { Place, Standing } from './queue-node.ts';
import { ANY_LANGUAGE } from './skill-key.ts';

/** The queues of all departments: where needs that wait are put, and whom they are for. */
export class WaitingNeeds {
  readonly #names: AbilityNames;
  readonly #departments: Departments;

  constructor(names: AbilityNames, departments: Departments) {
    this.#names = names;
    this.#departments = departments;
  }

  /** Its place in the last of the departments that may take it; the others are linked to it. */
  add(standing: Standing): Place {
    const { need } = standing;
    const { departments, skills, language } = requirementsOf(need);
    const keys = this.#names.holdSkills(skills);
    const spoken = language === null ? ANY_LANGUAGE : this.#names.languages.hold(language);
    const declined = need.declined.length === 0 ? null : new Set(need.declined);
    let place: Place | null = null;
    for (const id of departments) {
      place = this.#departments.open(id).queue.add(standing, spoken, keys, declined, place);
    }
    if (place === null) throw new Error(`need ${need.id} is for no department`);
    return place;
  }

  remove(first: Place): void {
    const { departments, skills, language } = requirementsOf(first.need);
    // Places were linked in the order of the departments, the last one first.
    let place: Place | null = first;
    for (const department of departments.length > 1 ? departments.toReversed() : departments) {
      if (place !== null) this.#departments.get(department)?.queue.remove(place);
      this.#departments.closeIfEmpty(department);
      place = place?.next ?? null;
    }
    if (language !== null) this.#names.languages.release(language);
    this.#names.releaseSkills(skills);
  }

  /** The operator who is asked first, the sticky window apart; null when nobody can take it. */
  bestFor(first: Place): Candidate | null {
    const { departments } = requirementsOf(first.need);
    let best: Candidate | null = null;
    let place: Place | null = first;
    for (const department of departments.length > 1 ? departments.toReversed() : departments) {
      const queue = this.#departments.get(department)?.queue;
      const other: Candidate | null = place === null ? null : (queue?.bestFor(place) ?? null);
      if (best === null || (other !== null && compareOperators(other.operator, best.operator) < 0))
        best = other;
      place = place?.next ?? null;
    }
    return best;
  }
}
