import { Pool, types } from 'pg';
import type { PoolClient, PoolConfig, QueryResultRow } from 'pg';
import { OverloadedError, WriteFailedError } from '../../ports/store-errors.ts';

export type Parameter = string | number | boolean | null | readonly (string | number | null)[];

export interface PostgresOptions {
  /** `postgres://user:password@host:port/database`. */
  readonly url: string;
  /** Most connections; default 16. */
  readonly connections?: number;
}

/** A query may take this long, and so may the way to a free connection. */
const STATEMENT_TIMEOUT_MS = 30_000;
const CONNECT_TIMEOUT_MS = 10_000;
/** Who waits for a connection when so many do already is better told to come again. */
const MOST_WAITING = 20_000;
const INT8 = types.builtins.INT8;

/** Runs statements: by itself each one in a transaction of its own, or all of a transaction on one connection. */
export interface Queries {
  all<T extends QueryResultRow>(sql: string, ...parameters: Parameter[]): Promise<T[]>;
  /** The first row; undefined where there is none. */
  get<T extends QueryResultRow>(sql: string, ...parameters: Parameter[]): Promise<T | undefined>;
  /** How many rows it has changed. */
  run(sql: string, ...parameters: Parameter[]): Promise<number>;
}

/**
 * Connections to one PostgreSQL database. Every statement is prepared once a connection. Times and counters are
 * `bigint` there and numbers here: none comes near 2^53.
 */
export class PostgresDatabase implements Queries, AsyncDisposable {
  readonly #pool: Pool;
  readonly #names = new Map<string, string>();

  constructor({ url, connections = 16 }: PostgresOptions) {
    const config: PoolConfig = {
      connectionString: url,
      max: connections,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      statement_timeout: STATEMENT_TIMEOUT_MS,
      idle_in_transaction_session_timeout: STATEMENT_TIMEOUT_MS,
      application_name: 'baton',
      types: {
        getTypeParser: (oid, format) => (oid === INT8 ? Number : types.getTypeParser(oid, format)),
      },
    };
    this.#pool = new Pool(config);
    // A connection that breaks while nobody uses it is replaced when it is needed.
    this.#pool.on('error', () => undefined);
  }

  async all<T extends QueryResultRow>(sql: string, ...parameters: Parameter[]): Promise<T[]> {
    this.#checkRoom();
    return (await this.#pool.query<T>(this.#statement(sql, parameters))).rows;
  }

  async get<T extends QueryResultRow>(sql: string, ...parameters: Parameter[]): Promise<T | undefined> {
    return (await this.all<T>(sql, ...parameters))[0];
  }

  async run(sql: string, ...parameters: Parameter[]): Promise<number> {
    this.#checkRoom();
    try {
      return (await this.#pool.query(this.#statement(sql, parameters))).rowCount ?? 0;
    } catch (error) {
      throw writeFailed(error);
    }
  }

  /**
   * All of it or nothing. Should the database find that two transactions wait for each other, or a unique key taken
   * meanwhile, it is tried again: what it reads then is the newest. `work` must do nothing but query.
   */
  transaction<T>(work: (queries: Queries) => Promise<T>): Promise<T> {
    return this.#again(() => this.#once(work));
  }

  /** As `transaction`, of a single statement, which is one by itself. */
  statement<T extends QueryResultRow>(sql: string, ...parameters: Parameter[]): Promise<T[]> {
    return this.#again(() => this.all<T>(sql, ...parameters));
  }

  /** A connection of its own, e.g. for a lock that is held as long as the process lives. */
  async reserve(): Promise<PoolClient> {
    return this.#pool.connect();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#pool.end();
  }

  async #again<T>(work: () => Promise<T>): Promise<T> {
    this.#checkRoom();
    for (let attempt = 1; ; attempt++) {
      try {
        return await work();
      } catch (error) {
        if (attempt < 5 && isPassing(error)) continue;
        throw writeFailed(error);
      }
    }
  }

  async #once<T>(work: (queries: Queries) => Promise<T>): Promise<T> {
    const client = await this.#pool.connect();
    let broken = false;
    try {
      await client.query('BEGIN');
      const value = await work(this.#on(client));
      await client.query('COMMIT');
      return value;
    } catch (error) {
      await client.query('ROLLBACK').catch(() => (broken = true));
      throw error;
    } finally {
      client.release(broken);
    }
  }

  #on(client: PoolClient): Queries {
    const all = async <T extends QueryResultRow>(sql: string, ...parameters: Parameter[]): Promise<T[]> =>
      (await client.query<T>(this.#statement(sql, parameters))).rows;
    return {
      all,
      get: async <T extends QueryResultRow>(sql: string, ...parameters: Parameter[]) =>
        (await all<T>(sql, ...parameters))[0],
      run: async (sql, ...parameters) => (await client.query(this.#statement(sql, parameters))).rowCount ?? 0,
    };
  }

  #statement(
    sql: string,
    parameters: readonly Parameter[],
  ): { name: string; text: string; values: unknown[] } {
    let name = this.#names.get(sql);
    if (name === undefined) this.#names.set(sql, (name = `s${this.#names.size}`));
    return { name, text: sql, values: parameters.map(storable) };
  }

  #checkRoom(): void {
    if (this.#pool.waitingCount >= MOST_WAITING) throw new OverloadedError('too many queries are waiting');
  }
}

/** PostgreSQL's text holds every character but NUL. JSON text has it escaped, so this is about names and titles. */
function storable(value: Parameter): unknown {
  if (typeof value === 'string') return value.includes('\0') ? value.replaceAll('\0', '\uFFFD') : value;
  return Array.isArray(value) ? value.map((each) => storable(each as Parameter)) : value;
}

/** Deadlock, serialisation failure, unique violation. */
const PASSING = new Set(['40P01', '40001', '23505']);

function isPassing(error: unknown): boolean {
  return PASSING.has((error as { code?: string }).code ?? '');
}

function writeFailed(error: unknown): Error {
  if (error instanceof OverloadedError || error instanceof WriteFailedError) return error;
  // A mistake of ours is no failure of the database.
  if (error instanceof TypeError || error instanceof RangeError) return error;
  return new WriteFailedError(error instanceof Error ? error.message : String(error), { cause: error });
}
