import type {
  DepartmentRecord,
  FollowUpRecord,
  OperatorRecord,
  PresenceRecord,
} from '../ports/desk-store.ts';
import { START } from './make.ts';

/* Records of the desk for tests: whatever a test does not name does not matter to it. */

export function makeDepartment(id: string, over: Partial<DepartmentRecord> = {}): DepartmentRecord {
  return { id, createdAt: START, name: id, hours: null, agents: [], policy: {}, ...over };
}

export function makeOperatorRecord(id: string, over: Partial<OperatorRecord> = {}): OperatorRecord {
  return {
    id,
    createdAt: START,
    name: id,
    email: null,
    lead: false,
    departments: ['support'],
    skills: [],
    languages: [],
    maxChats: 5,
    ...over,
  };
}

export function makePresence(operatorId: string, over: Partial<PresenceRecord> = {}): PresenceRecord {
  return { operatorId, status: 'available', since: START, leaseUntil: START + 1, graceUntil: null, ...over };
}

export function makeFollowUp(id: string, over: Partial<FollowUpRecord> = {}): FollowUpRecord {
  return {
    id,
    createdAt: START,
    kind: 'callback',
    handoffId: 'h',
    sessionId: 's',
    departmentId: 'support',
    customer: { id: 'guest', name: 'Guest' },
    address: '+49 30 1',
    owner: null,
    due: START,
    state: 'open',
    result: null,
    delivery: null,
    ...over,
  };
}
