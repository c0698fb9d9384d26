import type { Department, Operator, Presence } from '@baton/protocol';
import { effectiveStatus } from '../../core/presence/lease.ts';
import { formatTime } from '../../core/time.ts';
import type { DepartmentRecord } from '../../ports/desk-store.ts';
import type { OperatorLoad } from '../lines-view.ts';
import type { StaffMember, StaffView } from './staff-view.ts';

/* The staff as the wire shows it. */

export type LoadOf = (operatorId: string) => OperatorLoad;

export function departmentWire(department: DepartmentRecord, staff: StaffView): Department {
  return {
    id: department.id,
    name: department.name,
    creation_utc: formatTime(department.createdAt),
    hours: department.hours,
    agents: [...department.agents],
    policy: staff.policyOf(department.id),
  };
}

/** `showEmail`: addresses are for admins and leads. */
export function operatorWire(
  member: StaffMember,
  { now, load, showEmail }: { now: number; load: OperatorLoad; showEmail: boolean },
): Operator {
  const { record } = member;
  return {
    id: record.id,
    name: record.name,
    creation_utc: formatTime(record.createdAt),
    email: showEmail ? record.email : null,
    lead: record.lead,
    departments: [...record.departments],
    skills: record.skills.map(({ skill, level }) => ({ skill, level })),
    languages: [...record.languages],
    max_chats: record.maxChats,
    presence: presenceWire(member, now),
    active_chats: load.chats,
    offers: load.offers,
  };
}

/** One who has never been here is offline since he was created. */
export function presenceWire({ record, presence }: StaffMember, now: number): Presence {
  const leaseUntil = presence?.leaseUntil ?? null;
  return {
    status: effectiveStatus(presence, now),
    since_utc: formatTime(presence?.since ?? record.createdAt),
    lease_until_utc: leaseUntil === null ? null : formatTime(leaseUntil),
  };
}
