import { DEFAULT_DEPARTMENT } from '@baton/protocol';
import type { DepartmentPolicy } from '@baton/protocol';
import type { BusinessHours } from '../../core/hours/business-hours.ts';
import { readBusinessHours } from '../../core/hours/read-business-hours.ts';
import type { DepartmentRecord } from '../../ports/desk-store.ts';

/** A department, made ready for being asked. */
export interface KnownDepartment {
  readonly record: DepartmentRecord;
  readonly policy: DepartmentPolicy;
  /** Null: always open. */
  readonly hours: BusinessHours | null;
}

/** All departments in memory, oldest first, to be found by id, by name and by agent. */
export class Departments {
  readonly #defaults: DepartmentPolicy;
  readonly #known = new Map<string, KnownDepartment>();
  readonly #byName = new Map<string, KnownDepartment>();
  readonly #byAgent = new Map<string, KnownDepartment>();

  constructor(defaults: DepartmentPolicy) {
    this.#defaults = defaults;
  }

  get size(): number {
    return this.#known.size;
  }

  /** The one that is always there. */
  get default(): KnownDepartment {
    const known = this.#known.get(DEFAULT_DEPARTMENT);
    if (known === undefined) throw new Error('the default department is not loaded');
    return known;
  }

  get(id: string): KnownDepartment | null {
    return this.#known.get(id) ?? null;
  }

  named(name: string): KnownDepartment | null {
    return this.#byName.get(keyOf(name)) ?? null;
  }

  ofAgent(agentId: string): KnownDepartment | null {
    return this.#byAgent.get(agentId) ?? null;
  }

  list(): DepartmentRecord[] {
    return [...this.#known.values()].map(({ record }) => record);
  }

  /** False when its hours cannot be read any more, e.g. because a time zone is gone: then it is always open. */
  put(record: DepartmentRecord): boolean {
    this.#forgetKeys(record.id);
    const read = record.hours === null ? null : readBusinessHours(record.hours);
    const known: KnownDepartment = {
      record,
      policy: { ...this.#defaults, ...record.policy },
      hours: read?.type === 'read' ? read.hours : null,
    };
    this.#known.set(record.id, known);
    this.#byName.set(keyOf(record.name), known);
    for (const agent of record.agents) this.#byAgent.set(agent, known);
    return read?.type !== 'refused';
  }

  delete(id: string): void {
    this.#forgetKeys(id);
    this.#known.delete(id);
  }

  #forgetKeys(id: string): void {
    const known = this.#known.get(id);
    if (known === undefined) return;
    const { name, agents } = known.record;
    if (this.#byName.get(keyOf(name)) === known) this.#byName.delete(keyOf(name));
    for (const agent of agents) if (this.#byAgent.get(agent) === known) this.#byAgent.delete(agent);
  }
}

function keyOf(name: string): string {
  return name.normalize('NFC').toLowerCase();
}
