import { assertOperator } from '../operator.ts';
import type { Operator } from '../operator.ts';
import type { Abilities, AbilityNames } from './ability-names.ts';
import type { Candidate, OperatorChange } from './candidate.ts';
import type { Departments, Seat } from './department.ts';

/** An operator the index knows, with his seats in his departments. */
export class KnownOperator implements Candidate {
  readonly operator: { -readonly [K in keyof Operator]: Operator[K] };
  readonly abilities: Abilities;
  readonly seats: readonly Seat[];
  freed = false;
  readonly offers: Set<string> = new Set();

  constructor(operator: Operator, names: AbilityNames, departments: Departments) {
    assertOperator(operator);
    this.operator = { ...operator };
    this.abilities = {
      operatorId: operator.id,
      languages: [...new Set(operator.languages)].map((language) => names.languages.hold(language)),
      skills: names.holdSkills(operator.skills),
    };
    this.seats = [...new Set(operator.departments)].map((id) => departments.open(id).join(this));
  }

  /** Takes over a record of one who can do the same where he is; false, and nothing is changed, if it says otherwise. */
  putSame(operator: Operator): boolean {
    assertOperator(operator);
    const { departments, languages, skills } = this.operator;
    const isSame =
      areSame(departments, operator.departments) &&
      areSame(languages, operator.languages) &&
      skills.length === operator.skills.length &&
      skills.every(({ skill, level }, at) => {
        const other = operator.skills[at];
        return other !== undefined && skill === other.skill && level === other.level;
      });
    if (isSame) this.change(operator);
    return isSame;
  }

  change({ present, active, idleSince, maxChats }: OperatorChange): void {
    const { operator } = this;
    operator.present = present ?? operator.present;
    operator.active = active ?? operator.active;
    operator.idleSince = idleSince ?? operator.idleSince;
    operator.maxChats = maxChats ?? operator.maxChats;
    for (const { department, number } of this.seats) department.operators.refresh(number);
  }

  leave(names: AbilityNames, departments: Departments): void {
    for (const seat of this.seats) seat.department.leave(seat);
    for (const id of this.operator.departments) departments.closeIfEmpty(id);
    for (const language of new Set(this.operator.languages)) names.languages.release(language);
    names.releaseSkills(this.operator.skills);
  }
}

function areSame(some: readonly string[], others: readonly string[]): boolean {
  return some === others || (some.length === others.length && some.every((each, at) => each === others[at]));
}
