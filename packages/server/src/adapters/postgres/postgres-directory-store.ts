import type {
  AgentRecord,
  CustomerQuery,
  CustomerRecord,
  DirectoryStore,
  TagRecord,
} from '../../ports/directory-store.ts';
import type { ChangeWriter } from './changes/change-writer.ts';
import type { Parameter, PostgresDatabase } from './postgres-database.ts';
import { ReadTogether } from './read-together.ts';
import type { Recalled } from './recalled.ts';

/** The directory on PostgreSQL: one JSON body a record, indexed by id and time. */
export class PostgresDirectoryStore implements DirectoryStore {
  readonly #database: PostgresDatabase;
  readonly #changes: ChangeWriter;
  readonly #customers: ReadTogether<CustomerRecord>;
  readonly #recalled: Recalled<CustomerRecord | null>;

  constructor(database: PostgresDatabase, changes: ChangeWriter, recalled: Recalled<CustomerRecord | null>) {
    this.#database = database;
    this.#changes = changes;
    this.#recalled = recalled;
    this.#customers = new ReadTogether(async (ids) => {
      const found = await this.#bodies<CustomerRecord>('SELECT body FROM customer WHERE id = ANY ($1)', ids);
      return new Map(found.map((customer) => [customer.id, customer]));
    });
  }

  createAgent(agent: AgentRecord): Promise<boolean> {
    return this.#changed(`${insertInto('agent')} DO NOTHING`, ...parametersOf(agent));
  }

  async putAgent(agent: AgentRecord): Promise<void> {
    const sql = `${insertInto('agent')} (id) DO UPDATE SET body = excluded.body`;
    await this.#database.run(sql, ...parametersOf(agent));
  }

  async readAgent(id: string): Promise<AgentRecord | null> {
    return (await this.#bodies<AgentRecord>('SELECT body FROM agent WHERE id = $1', id))[0] ?? null;
  }

  listAgents(): Promise<AgentRecord[]> {
    return this.#bodies('SELECT body FROM agent ORDER BY created_at, id');
  }

  deleteAgent(id: string): Promise<boolean> {
    return this.#delete('agent', id);
  }

  createCustomer(customer: CustomerRecord): Promise<boolean> {
    const { id } = customer;
    return this.#changeCustomer(id, `${insertInto('customer')} DO NOTHING`, ...parametersOf(customer));
  }

  async putCustomer(customer: CustomerRecord): Promise<void> {
    const sql = `${insertInto('customer')} (id) DO UPDATE SET body = excluded.body`;
    await this.#changeCustomer(customer.id, sql, ...parametersOf(customer));
  }

  readCustomer(id: string): Promise<CustomerRecord | null> {
    return this.#recalled.keep(
      id,
      () => this.#customers.get(id),
      (found) => found,
    );
  }

  recallCustomer(id: string): CustomerRecord | null | undefined {
    return this.#recalled.get(id);
  }

  listCustomers({ sort, limit, after }: CustomerQuery): Promise<CustomerRecord[]> {
    const [order, beyond] = sort === 'asc' ? ['ASC', '>'] : ['DESC', '<'];
    const rest = `ORDER BY created_at ${order}, id ${order} LIMIT $1`;
    if (after === undefined) return this.#bodies(`SELECT body FROM customer ${rest}`, limit);
    return this.#bodies(
      `SELECT body FROM customer WHERE (created_at, id) ${beyond} ($2, $3) ${rest}`,
      limit,
      after.createdAt,
      after.id,
    );
  }

  async countCustomers(): Promise<number> {
    return (await this.#database.get<{ n: number }>('SELECT count(*) AS n FROM customer'))?.n ?? 0;
  }

  deleteCustomer(id: string): Promise<boolean> {
    return this.#changeCustomer(id, 'DELETE FROM customer WHERE id = $1', id);
  }

  createTag({ id, createdAt, name }: TagRecord): Promise<boolean> {
    return this.#changed(
      'INSERT INTO tag (id, created_at, name) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
      id,
      createdAt,
      name,
    );
  }

  renameTag(id: string, name: string): Promise<boolean> {
    return this.#database.transaction(async (queries) => {
      await queries.run('LOCK TABLE tag IN SHARE ROW EXCLUSIVE MODE');
      const renamed = await queries.run(
        `UPDATE tag SET name = $2 WHERE id = $1
          AND NOT EXISTS (SELECT 1 FROM tag AS other WHERE other.name = $2 AND other.id <> $1)`,
        id,
        name,
      );
      return renamed > 0;
    });
  }

  async readTag(id: string): Promise<TagRecord | null> {
    return (await this.#tags('WHERE id = $1', id))[0] ?? null;
  }

  listTags(name?: string): Promise<TagRecord[]> {
    return name === undefined ? this.#tags('') : this.#tags('WHERE name = $1', name);
  }

  deleteTag(id: string): Promise<boolean> {
    return this.#delete('tag', id);
  }

  async readSetting(name: string): Promise<string | null> {
    const row = await this.#database.get<{ value: string }>(
      'SELECT value FROM setting WHERE name = $1',
      name,
    );
    return row?.value ?? null;
  }

  async ensureSetting(name: string, value: string): Promise<string> {
    await this.#database.run('INSERT INTO setting VALUES ($1, $2) ON CONFLICT DO NOTHING', name, value);
    return (await this.readSetting(name)) ?? value;
  }

  /** Other nodes hear of it, who may know him by his old name. */
  async #changeCustomer(id: string, sql: string, ...parameters: Parameter[]): Promise<boolean> {
    try {
      return await this.#changes.run({ records: [['customer', id]] }, sql, ...parameters);
    } finally {
      this.#recalled.forget(id);
    }
  }

  #delete(table: 'agent' | 'tag', id: string): Promise<boolean> {
    return this.#changed(`DELETE FROM ${table} WHERE id = $1`, id);
  }

  async #changed(sql: string, ...parameters: Parameter[]): Promise<boolean> {
    return (await this.#database.run(sql, ...parameters)) > 0;
  }

  #tags(where: string, ...parameters: Parameter[]): Promise<TagRecord[]> {
    const sql = `SELECT id, created_at AS "createdAt", name FROM tag ${where} ORDER BY created_at, id`;
    return this.#database.all(sql, ...parameters);
  }

  async #bodies<T>(sql: string, ...parameters: Parameter[]): Promise<T[]> {
    const rows = await this.#database.all<{ body: string }>(sql, ...parameters);
    return rows.map(({ body }) => JSON.parse(body) as T);
  }
}

function insertInto(table: 'agent' | 'customer'): string {
  return `INSERT INTO ${table} VALUES ($1, $2, $3) ON CONFLICT`;
}

function parametersOf(record: { readonly id: string; readonly createdAt: number }): Parameter[] {
  return [record.id, record.createdAt, JSON.stringify(record)];
}
