import type { DepartmentPolicy, OperatorRef } from '@baton/protocol';
import type { BusinessHours } from '../../core/hours/business-hours.ts';
import type { DepartmentRecord, OperatorRecord, PresenceRecord } from '../../ports/desk-store.ts';

/** An operator as he stands now. */
export interface StaffMember {
  readonly record: OperatorRecord;
  /** Null: he has never been here. */
  readonly presence: PresenceRecord | null;
}

/** What has changed among the staff. */
export type StaffChange =
  | { readonly type: 'department'; readonly id: string }
  | { readonly type: 'department-removed'; readonly id: string }
  | { readonly type: 'operator'; readonly id: string }
  | { readonly type: 'operator-removed'; readonly id: string }
  /** His status or the validity of his lease is another one than before. */
  | {
      readonly type: 'presence';
      readonly id: string;
      readonly present: boolean;
      /** Another node ended the lease, though it had not run out: his last stream there has closed. */
      readonly cut?: boolean;
    }
  /** His grace period is over: his chats are to be queued again (H6.6). */
  | { readonly type: 'grace-over'; readonly id: string };

/** Who works at the desk, as the use cases read it: held in memory, the store behind it. */
export interface StaffView {
  /** The department that is always there. */
  readonly defaultDepartment: DepartmentRecord;
  department(id: string): DepartmentRecord | null;
  /** By id, or by name whatever its case: for authors' code, which names it. */
  findDepartment(idOrName: string): DepartmentRecord | null;
  /** Where an agent's requests go that name no department. */
  departmentOfAgent(agentId: string): DepartmentRecord;
  departments(): readonly DepartmentRecord[];
  /** The defaults, with what the department sets itself. Of one that is gone, here and below: the default one's. */
  policyOf(departmentId: string): DepartmentPolicy;
  /** Its hours, ready for being asked (core/hours); null: always open. */
  hoursOf(departmentId: string): BusinessHours | null;
  /** `at`: microseconds since 1970. */
  isOpen(departmentId: string, at: number): boolean;
  /** The first time from `at` on when it is open: `at` itself where it is; null when there is none within a year. */
  opensAt(departmentId: string, at: number): number | null;
  operator(id: string): StaffMember | null;
  operators(): readonly StaffMember[];
  /** Available, with a lease that has not run out. */
  isPresent(operatorId: string): boolean;
  /** Since when he has been available without a break; null when he is not. */
  cameAt(operatorId: string): number | null;
  /** Creates an operator who acts for the first time, in the default department; others are left as they are. */
  ensureOperator(ref: OperatorRef): Promise<StaffMember>;
  /** Calls `listener` after every change, in order. */
  subscribe(listener: (change: StaffChange) => void): { cancel(): void };
}
