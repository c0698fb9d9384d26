import { assertOperator } from '../operator.ts';
import type { Operator } from '../operator.ts';
import type { Departments, Department } from './department.ts';
import type { Candidate } from './department-operators.ts';
import type { AbilityNames } from './ability-names.ts';
import type { NeedQueue } from './need-queue.ts';
import type { Abilities } from './need-search.ts';
import { levelOf, skillOf } from './skill-key.ts';

/** What may change of an operator without a change of what he can do. */
export type OperatorChange = Partial<Pick<Operator, 'present' | 'active' | 'idleSince'>>;

/** An operator the index knows, with his seats in his departments. */
export class KnownOperator implements Candidate {
  /** Changed in place: a new record for each pick would cost as much as the pick. */
  readonly operator: { -readonly [K in keyof Operator]: Operator[K] };
  readonly abilities: Abilities;
  readonly seats: readonly { readonly department: Department; readonly seat: number }[];
  /** Of his departments. */
  readonly queues: readonly NeedQueue[];
  /** Whether the next `settle` looks for something for him. */
  freed = false;
  /** Ids of the needs he is offered and has not answered. */
  readonly offers: Set<string> = new Set();

  constructor(operator: Operator, names: AbilityNames, departments: Departments) {
    assertOperator(operator);
    this.operator = { ...operator };
    this.abilities = {
      operatorId: operator.id,
      languages: [...new Set(operator.languages)].map((language) => names.languages.hold(language)),
      skills: names.holdSkills(operator.skills).map((key) => ({ skill: skillOf(key), level: levelOf(key) })),
    };
    this.seats = [...new Set(operator.departments)].map((id) => {
      const department = departments.open(id);
      return { department, seat: department.operators.add(this) };
    });
    this.queues = this.seats.map(({ department }) => department.queue);
  }

  change({ present, active, idleSince }: OperatorChange): void {
    const { operator } = this;
    operator.present = present ?? operator.present;
    operator.active = active ?? operator.active;
    operator.idleSince = idleSince ?? operator.idleSince;
    for (const { department, seat } of this.seats) department.operators.refresh(seat);
  }

  leave(names: AbilityNames, departments: Departments): void {
    for (const { department, seat } of this.seats) department.operators.remove(seat);
    for (const id of this.operator.departments) departments.closeIfEmpty(id);
    for (const language of new Set(this.operator.languages)) names.languages.release(language);
    names.releaseSkills(this.operator.skills);
  }
}
