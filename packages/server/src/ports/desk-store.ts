import type {
  BusinessHours,
  DepartmentPolicy,
  FollowUpState,
  PresenceStatus,
  SkillLevel,
} from '@baton/protocol';

/** A group of operators with one queue. Times are microseconds since 1970. */
export interface DepartmentRecord {
  readonly id: string;
  readonly createdAt: number;
  readonly name: string;
  /** Null: always open. */
  readonly hours: BusinessHours | null;
  /** Ids of agents whose requests come here when they name no department. */
  readonly agents: readonly string[];
  /** What differs from the defaults. */
  readonly policy: Partial<DepartmentPolicy>;
}

export interface OperatorRecord {
  readonly id: string;
  readonly createdAt: number;
  readonly name: string;
  readonly email: string | null;
  readonly lead: boolean;
  readonly departments: readonly string[];
  readonly skills: readonly SkillLevel[];
  /** ISO 639-1. */
  readonly languages: readonly string[];
  readonly maxChats: number;
}

/** Whether an operator is here: a lease (H6.6). One who has none has never been here. */
export interface PresenceRecord {
  readonly operatorId: string;
  readonly status: PresenceStatus;
  /** Since when the status holds. */
  readonly since: number;
  /** When the lease ends unless it is renewed; null: it has ended or there is none. */
  readonly leaseUntil: number | null;
  /** When his chats are queued again, once the lease has ended; null: not running, or done. */
  readonly graceUntil: number | null;
}

export interface FollowUpRecord {
  readonly id: string;
  readonly createdAt: number;
  readonly kind: 'callback' | 'email' | 'commitment';
  /** Empty where the AI promised it with no handoff open. */
  readonly handoffId: string;
  readonly sessionId: string;
  readonly departmentId: string;
  readonly customer: { readonly id: string; readonly name: string };
  readonly address: string;
  /** What was promised, for a commitment. */
  readonly text?: string;
  readonly owner: { readonly id: string; readonly name: string } | null;
  readonly due: number;
  readonly state: FollowUpState;
  readonly result: string | null;
  readonly delivery: {
    /** Which mail: to the customer, that it was taken; or to its owner, that its time has come. Default the first. */
    readonly mail?: 'confirmation' | 'notice';
    readonly state: 'waiting' | 'sent' | 'failed';
    readonly attempts: number;
    readonly error: string | null;
    /** When it is tried (again). */
    readonly nextAt: number | null;
  } | null;
}

export interface FollowUpQuery {
  readonly state?: FollowUpState;
  readonly departmentId?: string;
  readonly ownerId?: string;
  /** Only those whose time has come by then. */
  readonly dueUntil?: number;
  readonly limit: number;
  /** Position after which to go on, in order of due times. */
  readonly after?: { readonly due: number; readonly id: string };
}

/** Records that change because another one goes. */
export interface ChangedRecords {
  readonly departments: readonly DepartmentRecord[];
  readonly operators: readonly OperatorRecord[];
}

/**
 * Port: who works at the desk and what was promised for later. `create…` answers false when the id is taken,
 * `delete…` when there was none. Departments and operators are few enough to be read whole; follow-ups are not.
 */
export interface DeskStore {
  /**
   * Runs `task`, which decides on records that refer to each other and writes them, while no other node runs one for
   * the same. `fresh`: no other node has since this one last did, so that what it holds is what is stored.
   */
  exclusively<T>(what: 'staff' | 'behaviour', task: (fresh: boolean) => Promise<T>): Promise<T>;

  createDepartment(department: DepartmentRecord): Promise<boolean>;
  putDepartment(department: DepartmentRecord): Promise<void>;
  listDepartments(): Promise<DepartmentRecord[]>;
  readDepartment(id: string): Promise<DepartmentRecord | null>;
  /** With it are written the records that have named it, all or nothing. */
  deleteDepartment(id: string, changed?: ChangedRecords): Promise<boolean>;

  createOperator(operator: OperatorRecord): Promise<boolean>;
  putOperator(operator: OperatorRecord): Promise<void>;
  listOperators(): Promise<OperatorRecord[]>;
  readOperator(id: string): Promise<OperatorRecord | null>;
  /** With his presence. */
  deleteOperator(id: string): Promise<boolean>;

  listPresence(): Promise<PresenceRecord[]>;
  readPresence(operatorId: string): Promise<PresenceRecord | null>;
  /**
   * Writes a presence if the stored one is still `expected` (null: none is stored): of two who act on the end of
   * one lease, one wins. False when it is not.
   */
  writePresence(presence: PresenceRecord, expected: PresenceRecord | null): Promise<boolean>;

  createFollowUp(followUp: FollowUpRecord): Promise<boolean>;
  /** Writes it if the stored one is still `expected`, as it was read: of two who change one, also on two nodes, one wins. */
  writeFollowUp(followUp: FollowUpRecord, expected: FollowUpRecord): Promise<boolean>;
  readFollowUp(id: string): Promise<FollowUpRecord | null>;
  listFollowUps(query: FollowUpQuery): Promise<FollowUpRecord[]>;
  countFollowUps(query: Omit<FollowUpQuery, 'limit' | 'after'>): Promise<number>;
  /** Open follow-ups whose time has come up to `until`, and mails to be tried by then, in order of their times. */
  listDueFollowUps(until: number, limit: number): Promise<FollowUpRecord[]>;
  nextFollowUpDue(): Promise<number | null>;
}
