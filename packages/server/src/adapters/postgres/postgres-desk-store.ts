import type {
  ChangedRecords,
  DepartmentRecord,
  DeskStore,
  FollowUpQuery,
  FollowUpRecord,
  OperatorRecord,
  PresenceRecord,
} from '../../ports/desk-store.ts';
import { CREATE_FOLLOW_UP, followUpParameters } from './follow-up-row.ts';
import type { Parameter, PostgresDatabase, Queries } from './postgres-database.ts';
import { QueryFilter } from './query-filter.ts';

type Table = 'department' | 'operator';

/** The desk on PostgreSQL. Presence is in columns, so that it can be compared and set; all else is a JSON body. */
export class PostgresDeskStore implements DeskStore {
  readonly #database: PostgresDatabase;

  constructor(database: PostgresDatabase) {
    this.#database = database;
  }

  createDepartment(department: DepartmentRecord): Promise<boolean> {
    return this.#create('department', department);
  }

  putDepartment(department: DepartmentRecord): Promise<void> {
    return put(this.#database, 'department', department);
  }

  listDepartments(): Promise<DepartmentRecord[]> {
    return this.#bodies('SELECT body FROM department ORDER BY created_at, id');
  }

  deleteDepartment(
    id: string,
    changed: ChangedRecords = { departments: [], operators: [] },
  ): Promise<boolean> {
    return this.#database.transaction(async (queries) => {
      const deleted = await queries.run('DELETE FROM department WHERE id = $1', id);
      for (const department of changed.departments) await put(queries, 'department', department);
      for (const operator of changed.operators) await put(queries, 'operator', operator);
      return deleted > 0;
    });
  }

  createOperator(operator: OperatorRecord): Promise<boolean> {
    return this.#create('operator', operator);
  }

  putOperator(operator: OperatorRecord): Promise<void> {
    return put(this.#database, 'operator', operator);
  }

  listOperators(): Promise<OperatorRecord[]> {
    return this.#bodies('SELECT body FROM operator ORDER BY created_at, id');
  }

  deleteOperator(id: string): Promise<boolean> {
    return this.#database.transaction(async (queries) => {
      const deleted = await queries.run('DELETE FROM operator WHERE id = $1', id);
      await queries.run('DELETE FROM presence WHERE operator_id = $1', id);
      return deleted > 0;
    });
  }

  listPresence(): Promise<PresenceRecord[]> {
    return this.#database.all(
      `SELECT operator_id AS "operatorId", status, since, lease_until AS "leaseUntil", grace_until AS "graceUntil"
         FROM presence ORDER BY operator_id`,
    );
  }

  async writePresence(presence: PresenceRecord, expected: PresenceRecord | null): Promise<boolean> {
    const { operatorId } = presence;
    const values = presenceParameters(presence);
    // One who has been deleted leaves no presence behind, however late it is written.
    const changed =
      expected === null
        ? await this.#database.run(
            `INSERT INTO presence SELECT id, $2, $3, $4, $5 FROM operator WHERE id = $1 FOR KEY SHARE
             ON CONFLICT DO NOTHING`,
            operatorId,
            ...values,
          )
        : await this.#database.run(
            `UPDATE presence SET status = $2, since = $3, lease_until = $4, grace_until = $5
              WHERE operator_id = $1 AND status = $6 AND since = $7 AND lease_until IS NOT DISTINCT FROM $8
                AND grace_until IS NOT DISTINCT FROM $9`,
            operatorId,
            ...values,
            ...presenceParameters(expected),
          );
    return changed > 0;
  }

  async createFollowUp(followUp: FollowUpRecord): Promise<boolean> {
    return (await this.#database.run(CREATE_FOLLOW_UP, ...followUpParameters(followUp))) > 0;
  }

  async writeFollowUp(
    followUp: FollowUpRecord,
    expected: { readonly state: FollowUpRecord['state']; readonly attempts: number },
  ): Promise<boolean> {
    const changed = await this.#database.run(
      `UPDATE follow_up SET session_id = $2, due_at = $3, state = $4, department_id = $5, owner_id = $6,
          attempts = $7, wake_at = $8, body = $9
        WHERE id = $1 AND state = $10 AND attempts = $11`,
      ...followUpParameters(followUp),
      expected.state,
      expected.attempts,
    );
    return changed > 0;
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

  async #create(table: Table, record: DepartmentRecord | OperatorRecord): Promise<boolean> {
    const sql = `INSERT INTO ${table} VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`;
    return (await this.#database.run(sql, ...recordParameters(record))) > 0;
  }

  async #bodies<T>(sql: string, ...parameters: Parameter[]): Promise<T[]> {
    const rows = await this.#database.all<{ body: string }>(sql, ...parameters);
    return rows.map(({ body }) => JSON.parse(body) as T);
  }
}

async function put(queries: Queries, table: Table, record: DepartmentRecord | OperatorRecord): Promise<void> {
  await queries.run(
    `INSERT INTO ${table} VALUES ($1, $2, $3) ON CONFLICT (id) DO UPDATE SET body = excluded.body`,
    ...recordParameters(record),
  );
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
