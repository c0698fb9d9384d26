import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import type {
  ChangedRecords,
  DepartmentRecord,
  DeskStore,
  FollowUpQuery,
  FollowUpRecord,
  OperatorRecord,
  PresenceRecord,
} from '../../ports/desk-store.ts';
import { followUpParameters } from './follow-up-row.ts';
import type { DirectoryOperation, StoreWriter } from './write-operation.ts';

type Parameter = string | number | null;

const PRESENCE = `SELECT operator_id AS operatorId, status, since, lease_until AS leaseUntil, grace_until AS graceUntil
  FROM presence`;

/** The desk on SQLite. Presence is in columns, so that it can be compared and set; all else is a JSON body. */
export class SqliteDeskStore implements DeskStore {
  readonly #db: DatabaseSync;
  readonly #writer: StoreWriter;
  readonly #statements = new Map<string, StatementSync>();

  constructor(db: DatabaseSync, writer: StoreWriter) {
    this.#db = db;
    this.#writer = writer;
  }

  /** No other process has the database open. */
  exclusively<T>(_what: 'staff' | 'behaviour', task: (fresh: boolean) => Promise<T>): Promise<T> {
    return task(true);
  }

  async createDepartment(department: DepartmentRecord): Promise<boolean> {
    return this.#write('createDepartment', ...recordParameters(department));
  }

  async putDepartment(department: DepartmentRecord): Promise<void> {
    await this.#write('putDepartment', ...recordParameters(department));
  }

  async listDepartments(): Promise<DepartmentRecord[]> {
    return this.#bodies('SELECT body FROM department ORDER BY created_at, id');
  }

  async readDepartment(id: string): Promise<DepartmentRecord | null> {
    return this.#bodies<DepartmentRecord>('SELECT body FROM department WHERE id = ?', id)[0] ?? null;
  }

  async deleteDepartment(
    id: string,
    changed: ChangedRecords = { departments: [], operators: [] },
  ): Promise<boolean> {
    const deleted = await this.#writeAll([
      { statement: 'deleteDepartment', parameters: [id] },
      ...changed.departments.map((each) => ({
        statement: 'putDepartment',
        parameters: recordParameters(each),
      })),
      ...changed.operators.map((each) => ({ statement: 'putOperator', parameters: recordParameters(each) })),
    ]);
    return (deleted[0] ?? 0) > 0;
  }

  async createOperator(operator: OperatorRecord): Promise<boolean> {
    return this.#write('createOperator', ...recordParameters(operator));
  }

  async putOperator(operator: OperatorRecord): Promise<void> {
    await this.#write('putOperator', ...recordParameters(operator));
  }

  async listOperators(): Promise<OperatorRecord[]> {
    return this.#bodies('SELECT body FROM operator ORDER BY created_at, id');
  }

  async readOperator(id: string): Promise<OperatorRecord | null> {
    return this.#bodies<OperatorRecord>('SELECT body FROM operator WHERE id = ?', id)[0] ?? null;
  }

  async deleteOperator(id: string): Promise<boolean> {
    const [deleted = 0] = await this.#writeAll([
      { statement: 'deleteOperator', parameters: [id] },
      { statement: 'deletePresence', parameters: [id] },
    ]);
    return deleted > 0;
  }

  async listPresence(): Promise<PresenceRecord[]> {
    const rows = this.#prepare(`${PRESENCE} ORDER BY operator_id`).all();
    return rows.map((row) => ({ ...(row as unknown as PresenceRecord) }));
  }

  async readPresence(operatorId: string): Promise<PresenceRecord | null> {
    const row = this.#prepare(`${PRESENCE} WHERE operator_id = ?`).get(operatorId);
    return row === undefined ? null : { ...(row as unknown as PresenceRecord) };
  }

  async writePresence(presence: PresenceRecord, expected: PresenceRecord | null): Promise<boolean> {
    const { operatorId } = presence;
    const values = presenceParameters(presence);
    if (expected === null) return this.#write('createPresence', operatorId, ...values);
    return this.#write('writePresence', operatorId, ...values, ...presenceParameters(expected));
  }

  async createFollowUp(followUp: FollowUpRecord): Promise<boolean> {
    return this.#write('createFollowUp', ...followUpParameters(followUp));
  }

  async writeFollowUp(followUp: FollowUpRecord, expected: FollowUpRecord): Promise<boolean> {
    return this.#write('writeFollowUp', ...followUpParameters(followUp), JSON.stringify(expected));
  }

  async readFollowUp(id: string): Promise<FollowUpRecord | null> {
    return this.#bodies<FollowUpRecord>('SELECT body FROM follow_up WHERE id = ?', id)[0] ?? null;
  }

  async listFollowUps(query: FollowUpQuery): Promise<FollowUpRecord[]> {
    const { conditions, parameters } = filterOf(query);
    if (query.after !== undefined) {
      conditions.push('(due_at, id) > (?, ?)');
      parameters.push(query.after.due, query.after.id);
    }
    const sql = `SELECT body FROM follow_up ${whereText(conditions)} ORDER BY due_at, id LIMIT ?`;
    return this.#bodies(sql, ...parameters, query.limit);
  }

  async countFollowUps(query: Omit<FollowUpQuery, 'limit' | 'after'>): Promise<number> {
    const { conditions, parameters } = filterOf(query);
    const sql = `SELECT count(*) AS n FROM follow_up ${whereText(conditions)}`;
    return (this.#prepare(sql).get(...parameters) as { n: number }).n;
  }

  async listDueFollowUps(until: number, limit: number): Promise<FollowUpRecord[]> {
    const sql = 'SELECT body FROM follow_up WHERE wake_at <= ? ORDER BY wake_at, id LIMIT ?';
    return this.#bodies(sql, until, limit);
  }

  async nextFollowUpDue(): Promise<number | null> {
    const sql = 'SELECT min(wake_at) AS due FROM follow_up WHERE wake_at IS NOT NULL';
    return (this.#prepare(sql).get() as { due: number | null }).due;
  }

  close(): void {
    this.#db.close();
  }

  /** Whether it has changed anything. */
  async #write(statement: string, ...parameters: Parameter[]): Promise<boolean> {
    return (await this.#writer.run<number>({ op: 'directory', statement, parameters })) > 0;
  }

  /** All or nothing; how many rows each has changed. */
  #writeAll(operations: readonly Omit<DirectoryOperation, 'op'>[]): Promise<number[]> {
    return this.#writer.run({ op: 'directory-all', operations });
  }

  #bodies<T>(sql: string, ...parameters: SQLInputValue[]): T[] {
    const rows = this.#prepare(sql).all(...parameters) as unknown as { body: string }[];
    return rows.map(({ body }) => JSON.parse(body) as T);
  }

  #prepare(sql: string): StatementSync {
    let statement = this.#statements.get(sql);
    if (statement === undefined) this.#statements.set(sql, (statement = this.#db.prepare(sql)));
    return statement;
  }
}

function recordParameters(record: { readonly id: string; readonly createdAt: number }): Parameter[] {
  return [record.id, record.createdAt, JSON.stringify(record)];
}

function presenceParameters({ status, since, leaseUntil, graceUntil }: PresenceRecord): Parameter[] {
  return [status, since, leaseUntil, graceUntil];
}

function filterOf({ state, departmentId, ownerId, dueUntil }: Omit<FollowUpQuery, 'limit' | 'after'>): {
  conditions: string[];
  parameters: Parameter[];
} {
  const filters: [string, string | number | undefined][] = [
    ['state = ?', state],
    ['department_id = ?', departmentId],
    ['owner_id = ?', ownerId],
    ['due_at <= ?', dueUntil],
  ];
  const given = filters.flatMap(([condition, value]) => (value === undefined ? [] : [{ condition, value }]));
  return {
    conditions: given.map(({ condition }) => condition),
    parameters: given.map(({ value }) => value),
  };
}

function whereText(conditions: readonly string[]): string {
  return conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
}
