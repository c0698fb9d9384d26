import { DEFAULT_DEPARTMENT_POLICY } from '@baton/protocol';
import type { BusinessHours, DepartmentPolicy, UpdateDepartment } from '@baton/protocol';
import { readBusinessHours } from '../../core/hours/read-business-hours.ts';
import type { DepartmentRecord } from '../../ports/desk-store.ts';
import type { Departments } from './departments.ts';
import type { StaffFault } from './staff-outcome.ts';

const MOST_DEPARTMENTS = 1000;
/** What stands in its place in a path: `/departments/status`. */
const TAKEN = 'status';

/** The department after a change: what the change does not name stays. */
export function changeDepartment(current: DepartmentRecord, change: UpdateDepartment): DepartmentRecord {
  return {
    ...current,
    name: change.name ?? current.name,
    hours: change.hours === undefined ? current.hours : change.hours,
    agents: change.agents === undefined ? current.agents : [...new Set(change.agents)],
    policy: { ...current.policy, ...named(change.policy ?? {}) },
  };
}

function named(policy: Partial<DepartmentPolicy>): Partial<DepartmentPolicy> {
  const given = Object.entries(policy).filter(
    ([name, value]) => value !== undefined && Object.hasOwn(DEFAULT_DEPARTMENT_POLICY, name),
  );
  return Object.fromEntries(given);
}

/** What is wrong with a department that is to be stored, beside what its schema says. */
export function checkDepartment(department: DepartmentRecord, departments: Departments): StaffFault[] {
  const { id, name, hours, agents, policy } = department;
  const faults = hours === null ? [] : hoursFaults(hours);
  const sameName = departments.named(name);
  if (sameName !== null && sameName.record.id !== id)
    faults.push({ path: ['name'], message: `Department with name '${name}' already exists`, input: name });
  for (const [index, agent] of agents.entries()) {
    const other = departments.ofAgent(agent);
    if (other === null || other.record.id === id) continue;
    const message = `The requests of agent '${agent}' go to department '${other.record.id}': take it out there first`;
    faults.push({ path: ['agents', index], message, input: agent });
  }
  for (const [index, helper] of (policy.overflow ?? []).entries()) {
    const path = ['policy', 'overflow', index];
    if (helper === id) faults.push({ path, message: 'A department does not help itself out', input: helper });
    else if (departments.get(helper) === null)
      faults.push({ path, message: `Department '${helper}' not found`, input: helper });
  }
  return faults;
}

/** What is wrong with one more. */
export function checkNewDepartment(id: string, departments: Departments): StaffFault[] {
  if (departments.get(id) !== null)
    return [{ path: ['id'], message: `Department with id '${id}' already exists`, input: id }];
  if (id === TAKEN) return [{ path: ['id'], message: `'${TAKEN}' is taken: choose another id`, input: id }];
  if (departments.size >= MOST_DEPARTMENTS)
    return [
      { path: [], message: `There are ${MOST_DEPARTMENTS} departments, and no more may be`, input: null },
    ];
  return [];
}

/** A department's id where none is given: its name in small letters, digits and hyphens; null when nothing is left. */
export function departmentId(name: string): string | null {
  const id = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{Mark}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 64)
    .replace(/^-+|-+$/g, '');
  return id === '' ? null : id;
}

/** Every problem names its place: `week.monday: a time is written as 09:00`. */
function hoursFaults(hours: BusinessHours): StaffFault[] {
  const read = readBusinessHours(hours);
  if (read.type === 'read') return [];
  // A thousand dates may be wrong in one way.
  return [...new Set(read.problems)].map((problem) => {
    const end = problem.indexOf(': ');
    const path = ['hours', ...problem.slice(0, end).split('.')];
    return { path, message: problem.slice(end + 2), input: at(hours, path.slice(1)) };
  });
}

function at(value: unknown, path: readonly string[]): unknown {
  let found: unknown = value;
  for (const step of path) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, step)) return null;
    found = (found as Record<string, unknown>)[step];
  }
  return found;
}
