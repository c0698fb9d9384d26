import { lostAtStart } from '../../app/routing/due-act.ts';
import type { Standing } from '../../app/routing/standing.ts';
import type { StaffChange, StaffMember, StaffView } from '../../app/staff/staff-view.ts';
import type { HandoffPolicy } from '../../core/handoff/handoff-policy.ts';
import {
  DEFAULT_PRESENCE_TIMES,
  dueOf,
  endLease,
  fireDue,
  renew,
  setStatus,
} from '../../core/presence/lease.ts';
import type { Lease } from '../../core/presence/lease.ts';
import type { DepartmentRecord, OperatorRecord } from '../../ports/desk-store.ts';
import { makeDepartment } from '../make-staff.ts';
import type { DeskSetup, Step } from './history.ts';

const SECOND = 1_000_000;

/** Departments, operators and their leases, in plain maps. What has been told of a lease holds: none ends unseen. */
export class MemoryStaff implements Pick<
  StaffView,
  'department' | 'operator' | 'operators' | 'isPresent' | 'cameAt'
> {
  readonly #departments = new Map<string, DepartmentRecord>();
  readonly #policies: Map<string, HandoffPolicy>;
  readonly #operators = new Map<string, OperatorRecord>();
  readonly #leases = new Map<string, Lease>();

  constructor(setup: DeskSetup) {
    this.#policies = new Map(Object.entries(setup.policies));
    for (const id of setup.departments) this.#departments.set(id, makeDepartment(id));
    for (const record of setup.operators) this.#operators.set(record.id, this.#existing(record));
  }

  /** For what reads no more of it than there is. */
  get view(): StaffView {
    return this as unknown as StaffView;
  }

  department(id: string): DepartmentRecord | null {
    return this.#departments.get(id) ?? null;
  }

  policyOf(id: string): HandoffPolicy {
    return this.#policies.get(id)!;
  }

  operator(id: string): StaffMember | null {
    const record = this.#operators.get(id);
    if (record === undefined) return null;
    const lease = this.#leases.get(id);
    return { record, presence: lease === undefined ? null : { operatorId: id, ...lease } };
  }

  operators(): readonly StaffMember[] {
    return [...this.#operators.keys()].map((id) => this.operator(id)!);
  }

  isPresent(id: string): boolean {
    return isHere(this.#leases.get(id));
  }

  cameAt(id: string): number | null {
    return this.isPresent(id) ? this.#leases.get(id)!.since : null;
  }

  lostAtStart(standing: Standing): Standing['lost'] {
    return lostAtStart(standing, this.view);
  }

  /** Every lease begins anew. */
  restart(at: number): void {
    for (const [id, lease] of this.#leases) {
      if (lease.leaseUntil === null) continue;
      this.#leases.set(id, { ...lease, leaseUntil: at + DEFAULT_PRESENCE_TIMES.lease * SECOND });
    }
  }

  nextDue(): number | null {
    const times = [...this.#leases.values()].map(dueOf).filter((due) => due !== null);
    return times.length === 0 ? null : Math.min(...times);
  }

  /** Ends the lease or the grace period that is due first. */
  fireNext(at: number): StaffChange[] {
    const due = this.nextDue();
    for (const id of [...this.#leases.keys()].toSorted()) {
      const lease = this.#leases.get(id)!;
      if (due === null || dueOf(lease) !== due) continue;
      const fired = fireDue(lease, at, DEFAULT_PRESENCE_TIMES)!;
      const told = this.#setLease(id, fired.lease);
      return fired.graceOver ? [...told, { type: 'grace-over', id }] : told;
    }
    return [];
  }

  /** Null: nothing has changed. */
  play(step: Step, at: number): StaffChange[] | null {
    const { operator: id } = step;
    const times = DEFAULT_PRESENCE_TIMES;
    const lease = this.#leases.get(id) ?? null;
    switch (step.do) {
      case 'create department':
      case 'delete department':
        return this.#changeDepartment(step.department, step.do === 'create department');
      case 'hire':
        return this.#operators.has(id) ? null : this.#put(step.record);
      default:
    }
    const record = this.#operators.get(id);
    if (record === undefined) return null;
    switch (step.do) {
      case 'comes':
        return this.#lease(id, setStatus(lease, 'available', at, times));
      case 'goes away':
        return this.#lease(id, setStatus(lease, 'away', at, times));
      case 'goes offline':
        return this.#lease(id, setStatus(lease, 'offline', at, times));
      case 'is heard':
        return this.#lease(id, renew(lease, at, times));
      case 'loses connection':
        return this.#lease(id, endLease(lease, at, times));
      case 'capacity':
        return this.#put({ ...record, maxChats: step.maxChats });
      case 'change record':
        return this.#put(step.record);
      case 'fire':
        this.#leases.delete(id);
        this.#operators.delete(id);
        return [{ type: 'operator-removed', id }];
      default:
        return null;
    }
  }

  #put(record: OperatorRecord): StaffChange[] {
    this.#operators.set(record.id, this.#existing(record));
    return [{ type: 'operator', id: record.id }];
  }

  #existing(record: OperatorRecord): OperatorRecord {
    return { ...record, departments: record.departments.filter((id) => this.#departments.has(id)) };
  }

  #lease(id: string, lease: Lease | null): StaffChange[] | null {
    return lease === null ? null : this.#setLease(id, lease);
  }

  #setLease(id: string, lease: Lease): StaffChange[] {
    const was = statusOf(this.#leases.get(id));
    this.#leases.set(id, lease);
    return was === statusOf(lease) ? [] : [{ type: 'presence', id, present: isHere(lease) }];
  }

  #changeDepartment(id: string, there: boolean): StaffChange[] | null {
    if (id === 'support' || there === this.#departments.has(id)) return null;
    if (there) {
      this.#departments.set(id, makeDepartment(id));
      return [{ type: 'department', id }];
    }
    this.#departments.delete(id);
    for (const [other, policy] of this.#policies) {
      this.#policies.set(other, { ...policy, overflow: policy.overflow.filter((each) => each !== id) });
    }
    const theirs = [...this.#operators.values()].filter(({ departments }) => departments.includes(id));
    return [{ type: 'department-removed', id }, ...theirs.flatMap((record) => this.#put(record))];
  }
}

function statusOf(lease: Lease | undefined): string {
  return lease === undefined || lease.leaseUntil === null ? 'offline' : lease.status;
}

function isHere(lease: Lease | undefined): boolean {
  return statusOf(lease) === 'available';
}
