import type { SkillLevel } from '../operator.ts';
import { NameTable } from './name-table.ts';
import { skillKey, skillOf } from './skill-key.ts';
import type { SkillKey } from './skill-key.ts';

/** What an operator can do, in numbers. */
export interface Abilities {
  readonly operatorId: string;
  readonly languages: readonly number[];
  /** Ascending, each skill once, with the level he has. */
  readonly skills: readonly SkillKey[];
}

/** The numbers of the skills and languages that operators and needs name. */
export class AbilityNames {
  readonly languages: NameTable = new NameTable();
  readonly #skills = new NameTable();

  /** Keys of skills, ascending, each skill once with its highest level. To be paired with `releaseSkills`. */
  holdSkills(skills: readonly SkillLevel[]): SkillKey[] {
    const keys = skills.map(({ skill, level }) => skillKey(this.#skills.hold(skill), level));
    if (keys.length < 2) return keys;
    keys.sort((a, b) => a - b);
    // Of one skill the highest level comes last.
    return keys.filter((key, at) => skillOf(keys[at + 1] ?? -1) !== skillOf(key));
  }

  releaseSkills(skills: readonly SkillLevel[]): void {
    for (const { skill } of skills) this.#skills.release(skill);
  }
}
