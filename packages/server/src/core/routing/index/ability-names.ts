import type { SkillLevel } from '../operator.ts';
import { NameTable } from './name-table.ts';
import { skillKey } from './queue-node.ts';
import type { SkillKey } from './queue-node.ts';

/** The numbers of the skills and languages that operators and needs name. */
export class AbilityNames {
  readonly languages: NameTable = new NameTable();
  readonly #skills = new NameTable();

  /** Keys of skills, ascending, each skill once with its highest level. To be paired with `releaseSkills`. */
  holdSkills(skills: readonly SkillLevel[]): SkillKey[] {
    const highest = new Map<string, number>();
    for (const { skill, level } of skills) highest.set(skill, Math.max(level, highest.get(skill) ?? 0));
    const keys = [...highest].map(([skill, level]) => skillKey(this.#skills.hold(skill), level));
    return keys.toSorted((a, b) => a - b);
  }

  releaseSkills(skills: readonly SkillLevel[]): void {
    for (const skill of new Set(skills.map((each) => each.skill))) this.#skills.release(skill);
  }
}
