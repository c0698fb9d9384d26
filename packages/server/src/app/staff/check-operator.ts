import { DEFAULT_DEPARTMENT } from '@baton/protocol';
import type { CreateOperator, OperatorRef, UpdateOperator } from '@baton/protocol';
import type { OperatorRecord } from '../../ports/desk-store.ts';
import type { Departments } from './departments.ts';
import type { StaffFault } from './staff-outcome.ts';

export const MOST_OPERATORS = 20_000;
const DEFAULT_MAX_CHATS = 5;
/** Stands for the caller where an operator is named. */
export const CALLER = 'me';

export function newOperator(ref: OperatorRef, createdAt: number): OperatorRecord {
  return {
    id: ref.id,
    createdAt,
    name: ref.name,
    email: null,
    lead: false,
    departments: [DEFAULT_DEPARTMENT],
    skills: [],
    languages: [],
    maxChats: DEFAULT_MAX_CHATS,
  };
}

/** The operator after a change: what the change does not name stays. */
export function changeOperator(
  current: OperatorRecord,
  change: UpdateOperator | CreateOperator,
): OperatorRecord {
  return {
    ...current,
    name: change.name ?? current.name,
    email: change.email === undefined ? current.email : change.email,
    lead: change.lead ?? current.lead,
    departments: change.departments === undefined ? current.departments : [...new Set(change.departments)],
    skills: change.skills ?? current.skills,
    languages: change.languages === undefined ? current.languages : [...new Set(change.languages)],
    maxChats: change.max_chats ?? current.maxChats,
  };
}

/** What is wrong with an operator that is to be stored, beside what its schema says. */
export function checkOperator({ departments, skills }: OperatorRecord, known: Departments): StaffFault[] {
  const faults: StaffFault[] = [];
  for (const [index, id] of departments.entries()) {
    if (known.get(id) !== null) continue;
    faults.push({ path: ['departments', index], message: `Department '${id}' not found`, input: id });
  }
  const named = new Set<string>();
  for (const [index, { skill }] of skills.entries()) {
    const path = ['skills', index, 'skill'];
    if (named.has(skill)) faults.push({ path, message: 'This skill is named twice', input: skill });
    named.add(skill);
  }
  return faults;
}

/** What is wrong with one more. */
export function checkNewOperator(id: string, operators: ReadonlyMap<string, OperatorRecord>): StaffFault[] {
  if (operators.has(id))
    return [{ path: ['id'], message: `Operator with id '${id}' already exists`, input: id }];
  if (id === CALLER)
    return [{ path: ['id'], message: `'${CALLER}' stands for the caller: choose another id`, input: id }];
  if (operators.size >= MOST_OPERATORS)
    return [{ path: [], message: `There are ${MOST_OPERATORS} operators, and no more may be`, input: null }];
  return [];
}
