import type { QueryResultRow } from 'pg';
import type {
  ChangedRecords,
  DepartmentRecord,
  DeskStore,
  FollowUpQuery,
  FollowUpRecord,
  OperatorRecord,
  PresenceRecord,
} from '../../ports/desk-store.ts';
import type { Change } from './changes/change.ts';
import type { ChangeWriter } from './changes/change-writer.ts';
import type { ExclusiveSections } from './exclusive-section.ts';
import { CREATE_FOLLOW_UP, followUpParameters } from './follow-up-row.ts';
import type { Parameter, PostgresDatabase, Queries } from './postgres-database.ts';
import { QueryFilter } from './query-filter.ts';

type Table = 'department' | 'operator';

const PRESENCE = `
SELECT operator_id AS "operatorId", status, since, lease_until AS "leaseUntil", grace_until AS "graceUntil"
  FROM presence`;

/** The desk on PostgreSQL. Presence is in columns, so that it can be compared and set; all else is a JSON body. */
export class PostgresDeskStore implements DeskStore {
  readonly #database: PostgresDatabase;
  readonly #changes: ChangeWriter;
  readonly #sections: ExclusiveSections;

  constructor(database: PostgresDatabase, changes: ChangeWriter, sections: ExclusiveSections) {
    this.#database = database;
    this.#changes = changes;
    this.#sections = sections;
  }

  exclusively<T>(what: 'staff' | 'behaviour', task: (fresh: boolean) => Promise<T>): Promise<T> {
    return this.#sections.run(what, task);
  }

  createDepartment(department: DepartmentRecord): Promise<boolean> {
    return this.#create('department', department);
  }

  putDepartment(department: DepartmentRecord): Promise<void> {
    return this.#put('department', department);
  }

  listDepartments(): Promise<DepartmentRecord[]> {
    return this.#bodies('SELECT body FROM department ORDER BY created_at, id');
  }

  async readDepartment(id: string): Promise<DepartmentRecord | null> {
    return (await this.#bodies<DepartmentRecord>('SELECT body FROM department WHERE id = $1', id))[0] ?? null;
  }

  deleteDepartment(
    id: string,
    changed: ChangedRecords = { departments: [], operators: [] },
  ): Promise<boolean> {
    const departments = [id, ...changed.departments.map((department) => department.id)];
    const records = [
      ...departments.map((key) => ['department', key] as const),
      ...changed.operators.map((operator) => ['operator', operator.id] as const),
    ];
    return this.#change(records, async (queries) => {
      const deleted = await queries.run('DELETE FROM department WHERE id = $1', id);
      for (const department of changed.departments)
        await queries.run(PUT.department, ...recordParameters(department));
      for (const operator of changed.operators)
        await queries.run(PUT.operator, ...recordParameters(operator));
      return deleted > 0;
    });
  }

  createOperator(operator: OperatorRecord): Promise<boolean> {
    return this.#create('operator', operator);
  }

  putOperator(operator: OperatorRecord): Promise<void> {
    return this.#put('operator', operator);
  }

  listOperators(): Promise<OperatorRecord[]> {
    return this.#bodies('SELECT body FROM operator ORDER BY created_at, id');
  }

  async readOperator(id: string): Promise<OperatorRecord | null> {
    return (await this.#bodies<OperatorRecord>('SELECT body FROM operator WHERE id = $1', id))[0] ?? null;
  }

  deleteOperator(id: string): Promise<boolean> {
    const records = [['operator', id] as const, ['presence', id] as const];
    return this.#change(records, async (queries) => {
      const deleted = await queries.run('DELETE FROM operator WHERE id = $1', id);
      await queries.run('DELETE FROM presence WHERE operator_id = $1', id);
      return deleted > 0;
    });
  }

  listPresence(): Promise<PresenceRecord[]> {
    return this.#database.all(`${PRESENCE} ORDER BY operator_id`);
  }

  async readPresence(operatorId: string): Promise<PresenceRecord | null> {
    const sql = `${PRESENCE} WHERE operator_id = $1`;
    return (await this.#database.get<PresenceRecord & QueryResultRow>(sql, operatorId)) ?? null;
  }

  writePresence(presence: PresenceRecord, expected: PresenceRecord | null): Promise<boolean> {
    const { operatorId } = presence;
    const change = { records: [['presence', operatorId] as const] };
    const values = presenceParameters(presence);
    // One who has been deleted leaves no presence behind, however late it is written.
    return expected === null
      ? this.#changes.run(
          change,
          `INSERT INTO presence SELECT id, $2, $3, $4, $5 FROM operator WHERE id = $1 FOR KEY SHARE
             ON CONFLICT DO NOTHING`,
          operatorId,
          ...values,
        )
      : this.#changes.run(
          change,
          `UPDATE presence SET status = $2, since = $3, lease_until = $4, grace_until = $5
              WHERE operator_id = $1 AND status = $6 AND since = $7 AND lease_until IS NOT DISTINCT FROM $8
                AND grace_until IS NOT DISTINCT FROM $9`,
          operatorId,
          ...values,
          ...presenceParameters(expected),
        );
  }

  createFollowUp(followUp: FollowUpRecord): Promise<boolean> {
    return this.#changes.run(followUpChange(followUp), CREATE_FOLLOW_UP, ...followUpParameters(followUp));
  }

  writeFollowUp(followUp: FollowUpRecord, expected: FollowUpRecord): Promise<boolean> {
    return this.#changes.run(
      followUpChange(followUp),
      `UPDATE follow_up SET due_at = $3, state = $4, department_id = $5, owner_id = $6,
          attempts = $7, wake_at = $8, body = $9
        WHERE session_id = $2 AND id = $1 AND body = $10`,
      ...followUpParameters(followUp),
      JSON.stringify(expected),
    );
  }

  async readFollowUp(id: string): Promise<FollowUpRecord | null> {
    return (await this.#bodies<FollowUpRecord>('SELECT body FROM follow_up WHERE id = $1', id))[0] ?? null;
  }

  listFollowUps(query: FollowUpQuery): Promise<FollowUpRecord[]> {
    const filter = filterOf(query);
    if (query.after !== undefined) filter.where('(due_at, id) > (?, ?)', query.after.due, query.after.id);
    const limit = filter.parameter(query.limit);
    return this.#bodies(
      `SELECT body FROM follow_up ${filter.clause} ORDER BY due_at, id LIMIT ${limit}`,
      ...filter.parameters,
    );
  }

  async countFollowUps(query: Omit<FollowUpQuery, 'limit' | 'after'>): Promise<number> {
    const { clause, parameters } = filterOf(query);
    const sql = `SELECT count(*) AS n FROM follow_up ${clause}`;
    return (await this.#database.get<{ n: number }>(sql, ...parameters))?.n ?? 0;
  }

  listDueFollowUps(until: number, limit: number): Promise<FollowUpRecord[]> {
    const sql = 'SELECT body FROM follow_up WHERE wake_at <= $1 ORDER BY wake_at, id LIMIT $2';
    return this.#bodies(sql, until, limit);
  }

  async nextFollowUpDue(): Promise<number | null> {
    const sql = 'SELECT min(wake_at) AS due FROM follow_up WHERE wake_at IS NOT NULL';
    return (await this.#database.get<{ due: number | null }>(sql))?.due ?? null;
  }

  #create(table: Table, record: DepartmentRecord | OperatorRecord): Promise<boolean> {
    const sql = `INSERT INTO ${table} VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`;
    return this.#changes.run({ records: [[table, record.id]] }, sql, ...recordParameters(record));
  }

  async #put(table: Table, record: DepartmentRecord | OperatorRecord): Promise<void> {
    await this.#change([[table, record.id]], (queries) =>
      queries.run(PUT[table], ...recordParameters(record)),
    );
  }

  /** What was decided on what is held; where another node has changed that since, nothing is written. */
  #change<T>(records: Change['records'] & {}, work: (queries: Queries) => Promise<T>): Promise<T> {
    return this.#changes.transaction({ records }, async (queries) => {
      await this.#sections.check(queries, 'staff');
      return work(queries);
    });
  }

  async #bodies<T>(sql: string, ...parameters: Parameter[]): Promise<T[]> {
    const rows = await this.#database.all<{ body: string }>(sql, ...parameters);
    return rows.map(({ body }) => JSON.parse(body) as T);
  }
}

const PUT: Readonly<Record<Table, string>> = {
  department: putInto('department'),
  operator: putInto('operator'),
};

function putInto(table: Table): string {
  return `INSERT INTO ${table} VALUES ($1, $2, $3) ON CONFLICT (id) DO UPDATE SET body = excluded.body`;
}

function followUpChange({ id }: FollowUpRecord): Change {
  return { records: [['follow-up', id]] };
}

function recordParameters(record: { readonly id: string; readonly createdAt: number }): Parameter[] {
  return [record.id, record.createdAt, JSON.stringify(record)];
}

function presenceParameters({ status, since, leaseUntil, graceUntil }: PresenceRecord): Parameter[] {
  return [status, since, leaseUntil, graceUntil];
}

function filterOf({
  state,
  departmentId,
  ownerId,
  dueUntil,
}: Omit<FollowUpQuery, 'limit' | 'after'>): QueryFilter {
  return new QueryFilter()
    .whereGiven('state = ?', state)
    .whereGiven('department_id = ?', departmentId)
    .whereGiven('owner_id = ?', ownerId)
    .whereGiven('due_at <= ?', dueUntil);
}
