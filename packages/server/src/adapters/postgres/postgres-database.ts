import { Pool, types } from 'pg';
import type { ClientBase, PoolClient, PoolConfig, QueryResult, QueryResultRow } from 'pg';
import { OverloadedError, StoreUnavailableError, UnknownOutcomeError } from '../../ports/store-errors.ts';
import { ConnectionWatch, hangUp } from './connection-watch.ts';
import type { WatchTimes } from './connection-watch.ts';
import {
  hasNoRoom,
  isPassing,
  messageOf,
  spoilsConnection,
  unanswered,
  unavailable,
  writeFailed,
} from './database-fault.ts';

export type Parameter =
  | string
  | number
  | boolean
  | null
  | readonly (string | number | null)[]
  /** In PostgreSQL's binary form. */
  | Buffer;

export interface PostgresOptions {
  /** `postgres://user:password@host:port/database`. */
  readonly url: string;
  /** Most connections; default 16. */
  readonly connections?: number;
  /** For tests. */
  readonly times?: Partial<DatabaseTimes>;
}

/** Milliseconds. */
export interface DatabaseTimes extends WatchTimes {
  /** So long may a statement take. */
  readonly statement: number;
  /** So long may it wait for what another transaction has locked. */
  readonly lock: number;
  /** So long may a transaction wait for this process: one that has stopped lets others go on before they give up. */
  readonly idle: number;
  /** So long may the way to a connection take, whether a new one or a free one. */
  readonly connect: number;
  /** So long is a connection tried for while the server has room for none. */
  readonly room: number;
}

const TIMES: DatabaseTimes = {
  statement: 15_000,
  lock: 5_000,
  idle: 4_000,
  connect: 5_000,
  room: 2_000,
  interval: 500,
  suspicious: 3_000,
  probe: 2_000,
  most: 20_000,
};
/**
 * A statement keeps the plan that was best when its tables were new and small: a batch then read a table of 100,000
 * sessions whole, 350 ms instead of 9, until the database had counted it again. All that is asked has an index.
 */
const PLANNING = '-c enable_seqscan=off -c jit=off';
const ROOM_PAUSE_MS = 50;
/** What is left of connections that do not end is given up after this. */
const END_MS = 2_000;
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
  readonly #watch: ConnectionWatch;
  readonly #times: DatabaseTimes;
  readonly #names = new Map<string, string>();
  readonly #connections: number;
  readonly #open = new Set<ClientBase>();
  #roomy: NodeJS.Timeout | null = null;
  #lost = false;

  constructor({ url, connections = 16, times }: PostgresOptions) {
    this.#times = { ...TIMES, ...times };
    this.#connections = connections;
    const { statement, lock, idle, connect } = this.#times;
    const config: PoolConfig = {
      connectionString: url,
      max: connections,
      connectionTimeoutMillis: connect,
      statement_timeout: statement,
      lock_timeout: lock,
      idle_in_transaction_session_timeout: idle,
      keepAlive: true,
      application_name: 'baton',
      options: PLANNING,
      types: {
        getTypeParser: (oid, format) => (oid === INT8 ? Number : types.getTypeParser(oid, format)),
      },
    };
    this.#pool = new Pool(config);
    this.#watch = new ConnectionWatch({ connectionString: url, application_name: 'baton' }, this.#times);
    // A connection that breaks while nobody uses it is replaced when it is needed.
    this.#pool.on('error', () => undefined);
    this.#pool.on('connect', (client) => {
      // One that breaks while it is used says so to whoever waits for its answer; unheard it would end the process.
      client.on('error', () => undefined);
      this.#watch.opened(client);
      this.#open.add(client);
    });
    this.#pool.on('remove', (client) => this.#open.delete(client));
  }

  async all<T extends QueryResultRow>(sql: string, ...parameters: Parameter[]): Promise<T[]> {
    try {
      return (await this.#single<T>(sql, parameters)).rows;
    } catch (error) {
      throw unavailable(error);
    }
  }

  async get<T extends QueryResultRow>(sql: string, ...parameters: Parameter[]): Promise<T | undefined> {
    return (await this.all<T>(sql, ...parameters))[0];
  }

  async run(sql: string, ...parameters: Parameter[]): Promise<number> {
    try {
      return (await this.#single(sql, parameters)).rowCount ?? 0;
    } catch (error) {
      throw this.#unanswered(error);
    }
  }

  /**
   * All of it or nothing. Should the database find that two transactions wait for each other, or a unique key taken
   * meanwhile, it is tried again: what it reads then is the newest. `work` must do nothing but query. One whose
   * connection breaks is not tried again: whether its commit was done is not known, and the caller's idempotency decides.
   */
  transaction<T>(work: (queries: Queries) => Promise<T>): Promise<T> {
    return this.#again(() => this.#once(work));
  }

  /** As `transaction`, of a single statement, which is one by itself. */
  statement<T extends QueryResultRow>(sql: string, ...parameters: Parameter[]): Promise<T[]> {
    return this.#again(async () => {
      try {
        return (await this.#single<T>(sql, parameters)).rows;
      } catch (error) {
        throw isPassing(error) ? error : this.#unanswered(error);
      }
    });
  }

  /** A connection of its own, e.g. for a lock that is held as long as the process lives. */
  async reserve(): Promise<PoolClient> {
    return this.#connect();
  }

  /**
   * Whether writes of this process were lost without an answer since it was last asked. They may have been done, and what
   * it holds of the database may be older than what it has written.
   */
  takeLost(): boolean {
    const lost = this.#lost;
    this.#lost = false;
    return lost;
  }

  /** Waits for what is under way; a connection that does not end is given up. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#watch[Symbol.dispose]();
    if (this.#roomy !== null) clearTimeout(this.#roomy);
    const giveUp = setTimeout(() => {
      for (const client of this.#open) hangUp(client);
    }, END_MS);
    await this.#pool.end();
    clearTimeout(giveUp);
  }

  #unanswered(error: unknown): unknown {
    const told = unanswered(error);
    if (told instanceof UnknownOutcomeError) this.#lost = true;
    return told;
  }

  async #again<T>(work: () => Promise<T>): Promise<T> {
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
    const client = await this.#connect();
    let spoiled = false;
    try {
      await this.#watch.watch(client, client.query('BEGIN'));
      const value = await work(this.#on(client));
      await this.#watch.watch(client, client.query('COMMIT')).catch((error: unknown) => {
        spoiled = spoilsConnection(error);
        throw isPassing(error) ? error : this.#unanswered(error);
      });
      return value;
    } catch (error) {
      spoiled ||= spoilsConnection(error);
      if (!spoiled) await this.#watch.watch(client, client.query('ROLLBACK')).catch(() => (spoiled = true));
      throw error;
    } finally {
      client.release(spoiled);
    }
  }

  #on(client: PoolClient): Queries {
    const ask = <T extends QueryResultRow>(sql: string, parameters: Parameter[]): Promise<QueryResult<T>> =>
      this.#watch.watch(client, client.query<T>(this.#statement(sql, parameters)));
    const all = async <T extends QueryResultRow>(sql: string, ...parameters: Parameter[]): Promise<T[]> =>
      (await ask<T>(sql, parameters)).rows;
    return {
      all,
      get: async <T extends QueryResultRow>(sql: string, ...parameters: Parameter[]) =>
        (await all<T>(sql, ...parameters))[0],
      run: async (sql, ...parameters) => (await ask(sql, parameters)).rowCount ?? 0,
    };
  }

  async #single<T extends QueryResultRow>(sql: string, parameters: Parameter[]): Promise<QueryResult<T>> {
    const client = await this.#connect();
    let spoiled = false;
    try {
      return await this.#watch.watch(client, client.query<T>(this.#statement(sql, parameters)));
    } catch (error) {
      spoiled = spoilsConnection(error);
      throw error;
    } finally {
      client.release(spoiled);
    }
  }

  /** A connection that can be used. Throws a StoreUnavailableError, or an OverloadedError: nothing was asked yet. */
  async #connect(): Promise<PoolClient> {
    if (this.#pool.waitingCount >= MOST_WAITING) throw new OverloadedError('too many queries are waiting');
    const end = performance.now() + this.#times.room;
    for (;;) {
      const { down } = this.#watch;
      if (down !== null) throw new StoreUnavailableError(messageOf(down), { cause: down });
      try {
        const client = await this.#pool.connect();
        if (!this.#watch.isStale(client)) return client;
        client.release(true);
      } catch (error) {
        if (hasNoRoom(error) && performance.now() < end) {
          await this.#waitForRoom();
          continue;
        }
        // Where all are in use it has waited for one of them, which says nothing of the database.
        if (this.#open.size < this.#pool.options.max) this.#watch.unreachable(error);
        throw new StoreUnavailableError(messageOf(error), { cause: error });
      }
    }
  }

  /** Until then nothing more is opened: whatever comes waits for the connections that there are. */
  #waitForRoom(): Promise<void> {
    const { options } = this.#pool;
    options.max = Math.max(1, this.#open.size);
    this.#roomy ??= setTimeout(() => {
      this.#roomy = null;
      options.max = this.#connections;
    }, this.#times.room / 2).unref();
    return new Promise((resolve) => setTimeout(resolve, ROOM_PAUSE_MS));
  }

  #statement(
    sql: string,
    parameters: readonly Parameter[],
  ): { name: string; text: string; values: unknown[] } {
    let name = this.#names.get(sql);
    if (name === undefined) this.#names.set(sql, (name = `s${this.#names.size}`));
    return { name, text: sql, values: parameters.map(storable) };
  }
}

/** PostgreSQL's text holds every character but NUL. JSON text has it escaped, so this is about names and titles. */
function storable(value: Parameter): unknown {
  if (typeof value === 'string') return value.includes('\0') ? value.replaceAll('\0', '\uFFFD') : value;
  return Array.isArray(value) ? value.map((each) => storable(each as Parameter)) : value;
}
