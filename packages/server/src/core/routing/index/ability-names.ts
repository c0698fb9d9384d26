import type { SkillLevel } from '../operator.ts';
import { NameTable } from './name-table.ts';
import { skillKey, skillOf } from './skill-key.ts';
import type { SkillKey } from './skill-key.ts';

/** The numbers of the skills and languages that operators and needs name. */
export class AbilityNames {
  readonly languages: NameTable = new NameTable();
  readonly #skills = new NameTable();

  /** Keys of skills, ascending, each skill once with its highest level. To be paired with `releaseSkills`. */
  holdSkills(skills: readonly SkillLevel[]): SkillKey[] {
    const keys = skills.map(({ skill, level }) => skillKey(this.#skills.hold(skill), level));
    if (keys.length < 2) return keys;
    const sorted = keys.toSorted((a, b) => a - b);
    // Of one skill the highest level comes last.
    return sorted.filter((key, at) => skillOf(sorted[at + 1] ?? -1) !== skillOf(key));
  }

  releaseSkills(skills: readonly SkillLevel[]): void {
    for (const { skill } of skills) this.#skills.release(skill);
  }
}
