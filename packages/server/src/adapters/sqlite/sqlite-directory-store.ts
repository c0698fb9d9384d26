import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import type {
  AgentRecord,
  CustomerQuery,
  CustomerRecord,
  DirectoryStore,
  TagRecord,
} from '../../ports/directory-store.ts';
import { RecentCache } from '../sql/recent-cache.ts';
import type { StoreWriter } from './write-operation.ts';

const CACHED_CUSTOMERS = 10_000;

interface BodyRow {
  body: string;
}

/** The directory on SQLite: one JSON body a record, indexed by id and time. */
export class SqliteDirectoryStore implements DirectoryStore {
  readonly #db: DatabaseSync;
  readonly #writer: StoreWriter;
  readonly #statements = new Map<string, StatementSync>();
  /** Those asked for lately, null for one that is not known: every message needs its writer's name. */
  readonly #customers = new RecentCache<CustomerRecord | null>(CACHED_CUSTOMERS);

  constructor(db: DatabaseSync, writer: StoreWriter) {
    this.#db = db;
    this.#writer = writer;
  }

  async createAgent(agent: AgentRecord): Promise<boolean> {
    return (await this.#write('createAgent', agent.id, agent.createdAt, JSON.stringify(agent))) > 0;
  }

  async putAgent(agent: AgentRecord): Promise<void> {
    await this.#write('putAgent', agent.id, agent.createdAt, JSON.stringify(agent));
  }

  async readAgent(id: string): Promise<AgentRecord | null> {
    return this.#body<AgentRecord>('SELECT body FROM agent WHERE id = ?', id);
  }

  async listAgents(): Promise<AgentRecord[]> {
    return this.#bodies<AgentRecord>('SELECT body FROM agent ORDER BY created_at, id');
  }

  async deleteAgent(id: string): Promise<boolean> {
    return (await this.#write('deleteAgent', id)) > 0;
  }

  async createCustomer(customer: CustomerRecord): Promise<boolean> {
    return (await this.#writeCustomer('createCustomer', customer)) > 0;
  }

  async putCustomer(customer: CustomerRecord): Promise<void> {
    await this.#writeCustomer('putCustomer', customer);
  }

  async readCustomer(id: string): Promise<CustomerRecord | null> {
    const cached = this.#customers.get(id);
    if (cached !== undefined) return cached;
    const customer = this.#body<CustomerRecord>('SELECT body FROM customer WHERE id = ?', id);
    this.#customers.set(id, customer);
    return customer;
  }

  recallCustomer(id: string): CustomerRecord | null | undefined {
    return this.#customers.get(id);
  }

  async listCustomers(query: CustomerQuery): Promise<CustomerRecord[]> {
    const ascending = query.sort === 'asc';
    const order = ascending ? 'ASC' : 'DESC';
    const after = query.after === undefined ? '' : `WHERE (created_at, id) ${ascending ? '>' : '<'} (?, ?)`;
    const parameters = query.after === undefined ? [] : [query.after.createdAt, query.after.id];
    return this.#bodies<CustomerRecord>(
      `SELECT body FROM customer ${after} ORDER BY created_at ${order}, id ${order} LIMIT ?`,
      ...parameters,
      query.limit,
    );
  }

  async countCustomers(): Promise<number> {
    return (this.#prepare('SELECT count(*) AS n FROM customer').get() as { n: number }).n;
  }

  async deleteCustomer(id: string): Promise<boolean> {
    const deleted = await this.#write('deleteCustomer', id);
    this.#customers.delete(id);
    return deleted > 0;
  }

  async createTag(tag: TagRecord): Promise<boolean> {
    return (await this.#write('createTag', tag.id, tag.createdAt, tag.name)) > 0;
  }

  async renameTag(id: string, name: string): Promise<boolean> {
    return (await this.#write('renameTag', id, name)) > 0;
  }

  async readTag(id: string): Promise<TagRecord | null> {
    const [tag] = this.#tags('WHERE id = ?', id);
    return tag ?? null;
  }

  async listTags(name?: string): Promise<TagRecord[]> {
    return name === undefined ? this.#tags('') : this.#tags('WHERE name = ?', name);
  }

  async deleteTag(id: string): Promise<boolean> {
    return (await this.#write('deleteTag', id)) > 0;
  }

  async readSetting(name: string): Promise<string | null> {
    const row = this.#prepare('SELECT value FROM setting WHERE name = ?').get(name) as
      | { value: string }
      | undefined;
    return row?.value ?? null;
  }

  async ensureSetting(name: string, value: string): Promise<string> {
    await this.#write('ensureSetting', name, value);
    return (await this.readSetting(name)) ?? value;
  }

  close(): void {
    this.#db.close();
  }

  #write(statement: string, ...parameters: (string | number | null)[]): Promise<number> {
    return this.#writer.run<number>({ op: 'directory', statement, parameters });
  }

  async #writeCustomer(statement: string, customer: CustomerRecord): Promise<number> {
    const { id, createdAt } = customer;
    const changed = await this.#write(statement, id, createdAt, JSON.stringify(customer));
    this.#customers.delete(id);
    return changed;
  }

  #tags(where: string, ...parameters: SQLInputValue[]): TagRecord[] {
    const sql = `SELECT id, created_at AS createdAt, name FROM tag ${where} ORDER BY created_at, id`;
    const rows = this.#prepare(sql).all(...parameters);
    return rows.map((row) => ({ ...(row as unknown as TagRecord) }));
  }

  #body<T>(sql: string, ...parameters: SQLInputValue[]): T | null {
    return this.#bodies<T>(sql, ...parameters)[0] ?? null;
  }

  #bodies<T>(sql: string, ...parameters: SQLInputValue[]): T[] {
    const rows = this.#prepare(sql).all(...parameters) as unknown as BodyRow[];
    return rows.map((row) => JSON.parse(row.body) as T);
  }

  #prepare(sql: string): StatementSync {
    let statement = this.#statements.get(sql);
    if (statement === undefined) this.#statements.set(sql, (statement = this.#db.prepare(sql)));
    return statement;
  }
}
