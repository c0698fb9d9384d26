import type { OperatorRecord } from '../../ports/desk-store.ts';
import type { DeskSetup, Step } from './history.ts';
import type { NaiveHandoff, NaiveOperator, NaivePolicy } from './naive-handoff.ts';

const SECOND = 1_000_000;
const LEASE = 45 * SECOND;
const GRACE = 30 * SECOND;

/** Somebody is gone for good, as far as his chats are concerned. */
export interface StaffNews {
  readonly id: string;
}

interface Known extends NaiveOperator {
  /** Since when he is here. */
  cameAt: number;
  /** What he said he is; who is offline by himself stays so. */
  says: 'available' | 'away' | 'offline';
  leaseEnds: number | null;
  graceEnds: number | null;
  /** He has been here, or has said that he is not. */
  known: boolean;
}

/** Who works at the desk, by docs/departments-and-operators.md. */
export class NaiveStaff {
  operators: Known[];
  #departments: string[];
  #policies: Record<string, NaivePolicy>;

  constructor(setup: DeskSetup) {
    this.#departments = [...setup.departments];
    this.#policies = { ...setup.policies };
    this.operators = setup.operators.map((record) => this.#newcomer(record));
  }

  find(id: string): Known | null {
    return this.operators.find((each) => each.id === id) ?? null;
  }

  hasDepartment(id: string): boolean {
    return this.#departments.includes(id);
  }

  policyOf(id: string): NaivePolicy {
    return this.#policies[id]!;
  }

  /** He was given something, or was rid of it. */
  busy(id: string, at: number): void {
    const operator = this.find(id);
    if (operator !== null) operator.idleSince = at;
  }

  dues(): { id: string; due: number }[] {
    const byId = this.operators.toSorted((a, b) => (a.id < b.id ? -1 : 1));
    return byId.flatMap(({ id, leaseEnds, graceEnds }) => {
      const due = leaseEnds ?? graceEnds;
      return due === null ? [] : [{ id, due }];
    });
  }

  fire(id: string, at: number): StaffNews[] {
    const operator = this.find(id)!;
    if (operator.leaseEnds !== null) {
      this.#endLease(operator, at);
      return [];
    }
    operator.graceEnds = null;
    operator.says = 'offline';
    return [{ id }];
  }

  /** Null: nothing has changed. */
  play(step: Step, at: number): StaffNews[] | null {
    const operator = this.find(step.operator);
    switch (step.do) {
      case 'create department':
        if (this.hasDepartment(step.department)) return null;
        this.#departments.push(step.department);
        return [];
      case 'delete department':
        return this.#deleteDepartment(step.department);
      case 'hire':
        if (operator !== null) return null;
        this.operators.push(this.#newcomer(step.record));
        return [];
      case 'fire':
        if (operator === null) return null;
        this.operators = this.operators.filter((each) => each !== operator);
        return [{ id: step.operator }];
      case 'capacity':
        if (operator === null) return null;
        Object.assign(operator, { maxChats: step.maxChats });
        return [];
      case 'change record':
        if (operator === null) return null;
        Object.assign(operator, this.#existing(step.record));
        return [];
      case 'comes':
      case 'goes away':
        return operator === null
          ? null
          : this.#says(operator, step.do === 'comes' ? 'available' : 'away', at);
      case 'goes offline':
        return operator === null ? null : this.#goesOffline(operator, at);
      case 'is heard':
        if (operator === null || operator.says === 'offline') return null;
        return this.#says(operator, operator.says, at);
      case 'loses connection':
        if (operator === null || operator.leaseEnds === null) return null;
        this.#endLease(operator, at);
        return [];
      default:
        return null;
    }
  }

  /** Nobody could renew a lease meanwhile. Who was rid of something last is not remembered, only who has something. */
  restart(at: number, open: readonly NaiveHandoff[]): void {
    for (const operator of this.operators) {
      if (operator.leaseEnds !== null) operator.leaseEnds = at + LEASE;
      const { id } = operator;
      const offers = open.filter(({ offer }) => offer?.operator === id);
      const chats = open.filter(({ offer, holder }) => offer === null && holder === id);
      const times = [
        ...offers.map(({ offer, policy }) => offer!.until - policy.offerSeconds * SECOND),
        ...chats.map(({ since }) => since),
      ];
      operator.idleSince = Math.max(operator.present ? operator.cameAt : 0, ...times);
    }
  }

  #says(operator: Known, says: 'available' | 'away', at: number): StaffNews[] {
    const was = operator.leaseEnds === null ? null : operator.says;
    Object.assign(operator, { says, leaseEnds: at + LEASE, graceEnds: null, known: true });
    if (was !== says) operator.cameAt = at;
    const wasPresent = operator.present;
    operator.present = says === 'available';
    if (operator.present && !wasPresent) operator.idleSince = at;
    return [];
  }

  #goesOffline(operator: Known, at: number): StaffNews[] | null {
    const isNew = !operator.known;
    operator.known = true;
    if (operator.leaseEnds !== null || isNew) {
      Object.assign(operator, { says: 'offline', leaseEnds: null, graceEnds: at + GRACE, present: false });
      return [];
    }
    if (operator.says === 'offline') return null;
    operator.says = 'offline';
    return [];
  }

  #endLease(operator: Known, at: number): void {
    Object.assign(operator, { leaseEnds: null, graceEnds: at + GRACE, present: false });
  }

  #deleteDepartment(id: string): StaffNews[] | null {
    if (id === 'support' || !this.hasDepartment(id)) return null;
    this.#departments = this.#departments.filter((each) => each !== id);
    for (const operator of this.operators)
      Object.assign(operator, { departments: operator.departments.filter((each) => each !== id) });
    for (const [other, policy] of Object.entries(this.#policies))
      this.#policies[other] = { ...policy, overflow: policy.overflow.filter((each) => each !== id) };
    return [];
  }

  #existing(record: OperatorRecord): OperatorRecord {
    return { ...record, departments: record.departments.filter((id) => this.hasDepartment(id)) };
  }

  #newcomer(record: OperatorRecord): Known {
    return {
      ...this.#existing(record),
      present: false,
      idleSince: 0,
      cameAt: 0,
      says: 'offline',
      leaseEnds: null,
      graceEnds: null,
      known: false,
    };
  }
}
