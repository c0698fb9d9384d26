import { requirementsOf } from './need.ts';
import type { Need } from './need.ts';
import { isReady } from './operator.ts';
import type { Operator } from './operator.ts';

/** H6.2: whether an operator may be offered a request now. */
export function isEligible(operator: Operator, need: Need): boolean {
  return isReady(operator) && isSuited(operator, need);
}

/** As `isEligible`, whether or not he is here and has room: whether an offer that he holds may stand. */
export function isSuited(operator: Operator, need: Need): boolean {
  const { departments, skills, language } = requirementsOf(need);
  return (
    departments.some((department) => operator.departments.includes(department)) &&
    (language === null || operator.languages.includes(language)) &&
    skills.every(({ skill, level }) =>
      operator.skills.some((known) => known.skill === skill && known.level >= level),
    ) &&
    !need.declined.includes(operator.id)
  );
}
