import { isDeepStrictEqual } from 'node:util';
import { DEFAULT_DEPARTMENT } from '@baton/protocol';
import type {
  CreateDepartment,
  CreateOperator,
  DepartmentPolicy,
  OperatorRef,
  PresenceStatus,
  UpdateDepartment,
  UpdateOperator,
} from '@baton/protocol';
import { isOpen, nextOpening } from '../../core/hours/business-hours.ts';
import type { BusinessHours } from '../../core/hours/business-hours.ts';
import type { PresenceTimes } from '../../core/presence/lease.ts';
import type { Clock } from '../../ports/clock.ts';
import type { DepartmentRecord, DeskStore, OperatorRecord } from '../../ports/desk-store.ts';
import type { Log } from '../app.ts';
import type { Duty } from '../cluster/duty.ts';
import { randomId } from '../random-id.ts';
import { changeDepartment, checkDepartment, checkNewDepartment, departmentId } from './check-department.ts';
import {
  MOST_OPERATORS,
  changeOperator,
  checkNewOperator,
  checkOperator,
  newOperator,
} from './check-operator.ts';
import { Departments } from './departments.ts';
import type { KnownDepartment } from './departments.ts';
import { Lanes } from '../lanes.ts';
import { Presences } from './presences.ts';
import { StaffFullError } from './staff-outcome.ts';
import type { StaffFault, StaffOutcome } from './staff-outcome.ts';
import type { StaffChange, StaffMember, StaffView } from './staff-view.ts';

export interface StaffOptions {
  readonly clock: Clock;
  readonly log: Log;
  /** What holds for a department that sets nothing itself. */
  readonly defaults: DepartmentPolicy;
  readonly times?: PresenceTimes;
  /** Other nodes may work on the same store; default false. `alone`: none does just now. */
  readonly shared?: boolean;
  readonly alone?: boolean;
}

/** Records refer to each other (names, departments, agents): one is changed at a time. */
const RECORDS = 'records';
const DEFAULT_NAME = 'Support';

/**
 * Who works at the desk. All of it is read at start and held in memory; a change is decided on what is held, stored,
 * and then told to subscribers, in the order in which the store has it. What other nodes change is read again when it is
 * heard of, and before anything is decided on it.
 */
export class Staff implements StaffView, Duty, AsyncDisposable {
  readonly #store: DeskStore;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #shared: boolean;
  readonly #departments: Departments;
  readonly #operators = new Map<string, OperatorRecord>();
  readonly #presences: Presences;
  readonly #lanes = new Lanes();
  readonly #listeners = new Set<(change: StaffChange) => void>();

  private constructor(store: DeskStore, options: StaffOptions) {
    this.#store = store;
    this.#clock = options.clock;
    this.#log = options.log;
    this.#shared = options.shared ?? false;
    this.#departments = new Departments(options.defaults);
    this.#presences = new Presences(store, {
      ...options,
      knows: (id) => this.#operators.has(id),
      tell: (change) => this.#tell(change),
    });
  }

  /** Reads the store. Nothing happens by itself before `start`, so that none misses what is told. */
  static async open(store: DeskStore, options: StaffOptions): Promise<Staff> {
    const staff = new Staff(store, options);
    await staff.#load(options.alone ?? true);
    return staff;
  }

  /** Leases and grace periods end from now on. */
  async lead(): Promise<void> {
    if (this.#shared) await this.readAgain();
    this.#presences.lead();
  }

  rest(): void {
    this.#presences.rest();
  }

  /** Another node may have changed this one, or removed it. */
  async heard(what: 'operator' | 'department' | 'presence', id: string): Promise<void> {
    switch (what) {
      case 'presence':
        return this.#presences.heard(id);
      case 'operator':
        return this.#lanes.run(RECORDS, async () =>
          this.#takeOperator(id, await this.#store.readOperator(id)),
        );
      case 'department':
        return this.#lanes.run(RECORDS, async () =>
          this.#takeDepartment(id, await this.#store.readDepartment(id)),
        );
    }
  }

  /** Other nodes may have changed all of it. */
  async readAgain(): Promise<void> {
    await this.#lanes.run(RECORDS, () => this.#readRecords());
    await this.#presences.readAgain();
  }

  get defaultDepartment(): DepartmentRecord {
    return this.#departments.default.record;
  }

  department(id: string): DepartmentRecord | null {
    return this.#departments.get(id)?.record ?? null;
  }

  findDepartment(idOrName: string): DepartmentRecord | null {
    const known = this.#departments.get(idOrName) ?? this.#departments.named(idOrName.trim());
    return known?.record ?? null;
  }

  departmentOfAgent(agentId: string): DepartmentRecord {
    return (this.#departments.ofAgent(agentId) ?? this.#departments.default).record;
  }

  departments(): readonly DepartmentRecord[] {
    return this.#departments.list();
  }

  policyOf(id: string): DepartmentPolicy {
    return this.#knownOrDefault(id).policy;
  }

  hoursOf(id: string): BusinessHours | null {
    return this.#knownOrDefault(id).hours;
  }

  isOpen(id: string, at: number): boolean {
    const hours = this.hoursOf(id);
    return hours === null || isOpen(hours, at);
  }

  opensAt(id: string, at: number): number | null {
    const hours = this.hoursOf(id);
    return hours === null ? at : nextOpening(hours, at);
  }

  operator(id: string): StaffMember | null {
    const record = this.#operators.get(id);
    return record === undefined ? null : this.#member(record);
  }

  operators(): readonly StaffMember[] {
    return Array.from(this.#operators.values(), (record) => this.#member(record));
  }

  isPresent(operatorId: string): boolean {
    return this.#presences.takesChats(operatorId);
  }

  cameAt(operatorId: string): number | null {
    return this.isPresent(operatorId) ? (this.#presences.read(operatorId)?.since ?? null) : null;
  }

  async ensureOperator(ref: OperatorRef): Promise<StaffMember> {
    return (
      this.operator(ref.id) ??
      this.#decide(async () => {
        const known = this.operator(ref.id);
        if (known !== null) return known;
        if (this.#operators.size >= MOST_OPERATORS)
          throw new StaffFullError(`There are ${MOST_OPERATORS} operators, and no more may be.`);
        return this.#storeOperator(newOperator(ref, this.#clock.now()));
      })
    );
  }

  createOperator(input: CreateOperator & { readonly id: string }): Promise<StaffOutcome<StaffMember>> {
    return this.#decide(async () => {
      const blank = newOperator({ id: input.id, name: input.name }, this.#clock.now());
      const operator = changeOperator(blank, input);
      const faults = [
        ...checkNewOperator(input.id, this.#operators),
        ...checkOperator(operator, this.#departments),
      ];
      if (faults.length > 0) return refused(faults);
      return done(await this.#storeOperator(operator));
    });
  }

  updateOperator(id: string, change: UpdateOperator): Promise<StaffOutcome<StaffMember>> {
    return this.#decide(async () => {
      const current = this.#operators.get(id);
      if (current === undefined) return { type: 'not-found' };
      const operator = changeOperator(current, change);
      const faults = checkOperator(operator, this.#departments);
      if (faults.length > 0) return refused(faults);
      return done(await this.#storeOperator(operator));
    });
  }

  deleteOperator(id: string): Promise<StaffOutcome<null>> {
    return this.#decide(async () => {
      if (!this.#operators.has(id)) return { type: 'not-found' };
      await this.#presences.forget(id, async () => {
        await this.#store.deleteOperator(id);
        this.#operators.delete(id);
      });
      this.#tell({ type: 'operator-removed', id });
      return done(null);
    });
  }

  createDepartment(input: CreateDepartment): Promise<StaffOutcome<DepartmentRecord>> {
    return this.#decide(async () => {
      const id = input.id ?? departmentId(input.name) ?? randomId().toLowerCase();
      const { hours, agents, policy } = input;
      const department = changeDepartment(blankDepartment(id, input.name, this.#clock.now()), {
        hours: hours ?? null,
        agents: agents ?? [],
        policy: policy ?? {},
      });
      const faults = [
        ...checkNewDepartment(id, this.#departments),
        ...checkDepartment(department, this.#departments),
      ];
      if (faults.length > 0) return refused(faults);
      return done(await this.#storeDepartment(department));
    });
  }

  updateDepartment(id: string, change: UpdateDepartment): Promise<StaffOutcome<DepartmentRecord>> {
    return this.#decide(async () => {
      const current = this.#departments.get(id);
      if (current === null) return { type: 'not-found' };
      const department = changeDepartment(current.record, change);
      const faults = checkDepartment(department, this.#departments);
      if (faults.length > 0) return refused(faults);
      return done(await this.#storeDepartment(department));
    });
  }

  /** Whoever names it names it no more. Its open handoffs are for whoever is told to move. */
  deleteDepartment(id: string): Promise<StaffOutcome<null>> {
    return this.#decide(async () => {
      if (this.#departments.get(id) === null) return { type: 'not-found' };
      if (id === DEFAULT_DEPARTMENT)
        return { type: 'in-use', detail: 'Requests that name no other department go to the default one.' };
      const operators = [...this.#operators.values()]
        .filter((operator) => operator.departments.includes(id))
        .map((operator) => ({ ...operator, departments: without(operator.departments, id) }));
      const departments = this.#departments
        .list()
        .filter(({ policy }) => policy.overflow?.includes(id))
        .map((each) => ({
          ...each,
          policy: { ...each.policy, overflow: without(each.policy.overflow ?? [], id) },
        }));
      await this.#store.deleteDepartment(id, { departments, operators });
      this.#departments.delete(id);
      for (const each of departments) this.#departments.put(each);
      for (const each of operators) this.#operators.set(each.id, each);
      this.#tell({ type: 'department-removed', id });
      for (const each of departments) this.#tell({ type: 'department', id: each.id });
      for (const each of operators) this.#tell({ type: 'operator', id: each.id });
      return done(null);
    });
  }

  /** An operator says whether he is here, which also renews his lease. Null when there is no such operator. */
  async setPresence(operatorId: string, status: PresenceStatus): Promise<StaffMember | null> {
    return this.#changePresence(operatorId, () => this.#presences.set(operatorId, status));
  }

  /**
   * Renews an operator's lease, also in the grace period after it; one who is offline stays so. Null when there is no
   * such operator.
   */
  async heartbeat(operatorId: string): Promise<StaffMember | null> {
    return this.#changePresence(operatorId, () => this.#presences.renew(operatorId));
  }

  /**
   * The operator's last live connection closed by itself or on his side, not because this server ends: his lease ends
   * at once, and the grace period runs; `leaseUntil`: unless it ends at another time by now, renewed here or on another node.
   */
  async connectionLost(operatorId: string, leaseUntil?: number | null): Promise<void> {
    await this.#changePresence(operatorId, () => this.#presences.endLease(operatorId, leaseUntil));
  }

  subscribe(listener: (change: StaffChange) => void): { cancel(): void } {
    // A function of its own: one listener may be subscribed twice.
    const own = (change: StaffChange): void => listener(change);
    this.#listeners.add(own);
    return { cancel: () => this.#listeners.delete(own) };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#presences[Symbol.asyncDispose]();
    await this.#lanes.idle();
  }

  /** Whoever changes a record, here or elsewhere, does so after this and sees it, or before and is seen. */
  #decide<T>(task: () => Promise<T>): Promise<T> {
    return this.#lanes.run(RECORDS, () =>
      this.#store.exclusively('staff', async (fresh) => {
        if (!fresh) await this.#readRecords();
        return task();
      }),
    );
  }

  async #load(alone: boolean): Promise<void> {
    for (const department of await this.#store.listDepartments()) this.#keepDepartment(department);
    for (const operator of await this.#store.listOperators()) this.#operators.set(operator.id, operator);
    await this.#presences.load({ alone });
    if (this.#departments.get(DEFAULT_DEPARTMENT) !== null) return;
    const department = blankDepartment(DEFAULT_DEPARTMENT, DEFAULT_NAME, this.#clock.now());
    // Of two nodes that start at once on an empty store, one makes it.
    const made = await this.#store.createDepartment(department);
    const there = made ? department : await this.#store.readDepartment(DEFAULT_DEPARTMENT);
    this.#keepDepartment(there ?? department);
  }

  async #readRecords(): Promise<void> {
    const departments = new Map((await this.#store.listDepartments()).map((each) => [each.id, each]));
    const operators = new Map((await this.#store.listOperators()).map((each) => [each.id, each]));
    for (const [id, record] of departments) this.#takeDepartment(id, record);
    for (const [id, record] of operators) await this.#takeOperator(id, record);
    for (const id of [...this.#operators.keys()]) if (!operators.has(id)) await this.#takeOperator(id, null);
    for (const { id } of this.#departments.list()) if (!departments.has(id)) this.#takeDepartment(id, null);
  }

  /** As the store has it; null: it is gone. */
  async #takeOperator(id: string, record: OperatorRecord | null): Promise<void> {
    const known = this.#operators.get(id);
    if (record !== null) {
      if (isDeepStrictEqual(known, record)) return;
      this.#operators.set(id, record);
      this.#tell({ type: 'operator', id });
      // Heard of before he was known.
      if (known === undefined) await this.#presences.heard(id);
      return;
    }
    if (known === undefined) return;
    await this.#presences.forget(id, async () => void this.#operators.delete(id));
    this.#tell({ type: 'operator-removed', id });
  }

  #takeDepartment(id: string, record: DepartmentRecord | null): void {
    const known = this.#departments.get(id)?.record;
    if (record !== null) {
      if (isDeepStrictEqual(known, record)) return;
      this.#keepDepartment(record);
      this.#tell({ type: 'department', id });
      return;
    }
    if (known === undefined || id === DEFAULT_DEPARTMENT) return;
    this.#departments.delete(id);
    this.#tell({ type: 'department-removed', id });
  }

  #keepDepartment(department: DepartmentRecord): void {
    if (this.#departments.put(department)) return;
    const details = { department: department.id };
    this.#log.warn(details, 'the hours of a department cannot be read: it counts as always open');
  }

  #knownOrDefault(id: string): KnownDepartment {
    return this.#departments.get(id) ?? this.#departments.default;
  }

  #member(record: OperatorRecord): StaffMember {
    return { record, presence: this.#presences.read(record.id) };
  }

  async #storeOperator(operator: OperatorRecord): Promise<StaffMember> {
    await this.#store.putOperator(operator);
    this.#operators.set(operator.id, operator);
    this.#tell({ type: 'operator', id: operator.id });
    return this.#member(operator);
  }

  async #storeDepartment(department: DepartmentRecord): Promise<DepartmentRecord> {
    await this.#store.putDepartment(department);
    this.#keepDepartment(department);
    this.#tell({ type: 'department', id: department.id });
    return department;
  }

  async #changePresence(operatorId: string, change: () => Promise<void>): Promise<StaffMember | null> {
    if (!this.#operators.has(operatorId)) return null;
    await change();
    return this.operator(operatorId);
  }

  /** One listener that fails must not keep the others from hearing. */
  #tell(change: StaffChange): void {
    for (const listener of [...this.#listeners]) {
      try {
        listener(change);
      } catch (error) {
        this.#log.error({ err: error, change: change.type }, 'a change of the staff could not be followed');
      }
    }
  }
}

function blankDepartment(id: string, name: string, createdAt: number): DepartmentRecord {
  return { id, createdAt, name, hours: null, agents: [], policy: {} };
}

function without(ids: readonly string[], id: string): string[] {
  return ids.filter((each) => each !== id);
}

function done<T>(value: T): StaffOutcome<T> {
  return { type: 'done', value };
}

function refused<T>(faults: readonly StaffFault[]): StaffOutcome<T> {
  return { type: 'refused', faults };
}
