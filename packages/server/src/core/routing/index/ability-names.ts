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
    const keys: SkillKey[] = [];
    for (const { skill, level } of skills) {
      const key = skillKey(this.#skills.hold(skill), level);
      const double = keys.findIndex((each) => skillOf(each) === skillOf(key));
      if (double === -1) keys.push(key);
      else keys[double] = Math.max(key, keys[double] ?? key);
    }
    return keys.length > 1 ? keys.toSorted((a, b) => a - b) : keys;
  }

  releaseSkills(skills: readonly SkillLevel[]): void {
    for (const { skill } of skills) this.#skills.release(skill);
  }
}
