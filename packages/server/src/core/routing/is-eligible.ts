import type { Need } from './need.ts';
import { isReady } from './operator.ts';
import type { Operator, SkillLevel } from './operator.ts';

/** H6.2: whether an operator may be offered a request now. */
export function isEligible(operator: Operator, need: Need): boolean {
  return isReady(operator) && isSuited(operator, need);
}

/** As `isEligible`, whether or not he is here and has room: whether an offer that he holds may stand. */
export function isSuited(operator: Operator, need: Need): boolean {
  const { skills, language, relaxed, declined } = need;
  return (
    isInDepartment(operator, need) &&
    (language === null || operator.languages.includes(language) || relaxed.includes('language')) &&
    (relaxed.includes('skills') || skills.every((wanted) => hasSkill(operator, wanted))) &&
    !declined.includes(operator.id)
  );
}

function isInDepartment({ departments }: Operator, { department, overflow, relaxed }: Need): boolean {
  if (departments.includes(department)) return true;
  return relaxed.includes('department') && overflow.some((other) => departments.includes(other));
}

function hasSkill({ skills }: Operator, wanted: SkillLevel): boolean {
  return skills.some(({ skill, level }) => skill === wanted.skill && level >= wanted.level);
}
