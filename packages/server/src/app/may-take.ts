import { refuse } from '../core/handoff/decision.ts';
import type { Refusal } from '../core/handoff/decision.ts';
import type { HandoffState } from '../core/handoff/handoff-state.ts';
import { needOf } from '../core/handoff/need-of.ts';
import { requirementsOf } from '../core/routing/need.ts';
import type { OperatorRecord } from '../ports/desk-store.ts';

/**
 * Picking out of the queue goes by the rules of routing (H6.2): null when this operator may. That he declined it
 * before is no hindrance to his own click, and being away is none either.
 */
export function refuseUnsuited(operator: OperatorRecord, handoff: HandoffState): Refusal | null {
  const { departments, skills, language } = requirementsOf(needOf(handoff));
  if (!departments.some((id) => operator.departments.includes(id)))
    return notSuited(`It is in the department ${departments[0]}, and ${operator.name} is not.`);
  const missing = skills.find(
    (wanted) => !operator.skills.some(({ skill, level }) => skill === wanted.skill && level >= wanted.level),
  );
  if (missing !== undefined) return notSuited(`It asks for the skill ${missing.skill} (${missing.level}).`);
  if (language !== null && !operator.languages.includes(language))
    return notSuited(`It asks for the language ${language}.`);
  return null;
}

export function overCapacity({ name, maxChats }: OperatorRecord): Refusal {
  return refuse('over-capacity', `${name} has ${maxChats} chats and offers, which is as many as he may.`);
}

function notSuited(detail: string): Refusal {
  return refuse('not-suited', `${detail} Take the session over to hold it all the same.`);
}
