import type { FollowUp, Operator, StreamFrame } from '@baton/protocol';
import { timeOf } from './make-event.ts';

type Snapshot = Extract<StreamFrame, { type: 'snapshot' }>;

/** A snapshot with nothing on it but what is given. */
export function makeSnapshot(changes: Partial<Snapshot> = {}): Snapshot {
  return {
    type: 'snapshot',
    handoffs: [],
    operators: [],
    departments: [],
    follow_ups: [],
    alerts: [],
    ...changes,
  };
}

export function makeOperator(id: string, changes: Partial<Operator> = {}): Operator {
  return {
    id,
    name: id,
    creation_utc: timeOf(0),
    email: null,
    lead: false,
    departments: ['support'],
    skills: [],
    languages: [],
    max_chats: 5,
    presence: { status: 'available', since_utc: timeOf(0), lease_until_utc: timeOf(45) },
    active_chats: 0,
    offers: 0,
    ...changes,
  };
}

/** A promised call that nobody has taken upon himself, changed as asked. */
export function makeFollowUp(changes: Partial<FollowUp> = {}): FollowUp {
  return {
    id: 'f1',
    kind: 'callback',
    handoff_id: '',
    session_id: 's1',
    department_id: 'support',
    customer: { id: 'c1', name: 'Ana Ruiz' },
    address: '+49 30 1234567',
    owner: null,
    creation_utc: timeOf(0),
    due_utc: timeOf(60),
    state: 'open',
    result: null,
    delivery: null,
    ...changes,
  };
}
