import { Client } from 'pg';
import { LocalWakeUps } from '../../adapters/local/local-wake-ups.ts';
import { openPostgres } from '../../adapters/postgres/open-postgres.ts';
import type { PostgresStores } from '../../adapters/postgres/open-postgres.ts';
import type { Clock } from '../../ports/clock.ts';
import { FakeClock } from '../fake-clock.ts';
import type { StoreFixture } from '../store-contract/store-fixture.ts';
import { postgresPrograms, startPostgres } from './postgres-server.ts';

/** Where tests find PostgreSQL: the server that the environment offers, else programs to start one with. */
const OFFERED = process.env['BATON_TEST_POSTGRES'];
const PROGRAMS = postgresPrograms();

export const HAS_POSTGRES: boolean = OFFERED !== undefined || PROGRAMS !== null;

/** Said where tests are skipped. */
export const NO_POSTGRES = 'no PostgreSQL is installed, and BATON_TEST_POSTGRES names none';

export interface PostgresFixture extends StoreFixture {
  readonly stores: PostgresStores;
  readonly clock: Clock;
  readonly wakeUps: LocalWakeUps;
  readonly url: string;
}

/** A server for the databases of one test file. */
export class TestPostgres implements AsyncDisposable {
  readonly #url: string;
  readonly #end: () => Promise<void>;
  #databases = 0;

  private constructor(url: string, end: () => Promise<void>) {
    this.#url = url;
    this.#end = end;
  }

  static async start(): Promise<TestPostgres> {
    if (OFFERED !== undefined) return new TestPostgres(OFFERED, () => Promise.resolve());
    if (PROGRAMS === null) throw new Error(NO_POSTGRES);
    const server = await startPostgres(PROGRAMS);
    return new TestPostgres(server.url, async () => server[Symbol.asyncDispose]());
  }

  /** The URL of an empty database. */
  async createDatabase(): Promise<string> {
    const name = `baton_test_${process.pid}_${this.#databases++}`;
    await this.#query(`CREATE DATABASE ${name} TEMPLATE template0`);
    const url = new URL(this.#url);
    url.pathname = `/${name}`;
    return url.href;
  }

  async dropDatabase(url: string): Promise<void> {
    await this.#query(`DROP DATABASE ${new URL(url).pathname.slice(1)} WITH (FORCE)`);
  }

  /** Stores on an empty database. */
  async open(clock: Clock = new FakeClock()): Promise<PostgresFixture> {
    const url = await this.createDatabase();
    const wakeUps = new LocalWakeUps();
    let stores = await openPostgres({ url, connections: 8 }, clock, wakeUps);
    return {
      get stores() {
        return stores;
      },
      get sessions() {
        return stores.sessions;
      },
      clock,
      wakeUps,
      url,
      reopen: async () => {
        await stores[Symbol.asyncDispose]();
        stores = await openPostgres({ url, connections: 8 }, clock, wakeUps);
      },
      [Symbol.asyncDispose]: async () => {
        await stores[Symbol.asyncDispose]();
        await this.dropDatabase(url);
      },
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#end();
  }

  async #query(sql: string): Promise<void> {
    const client = new Client({ connectionString: this.#url });
    await client.connect();
    try {
      await client.query(sql);
    } finally {
      await client.end();
    }
  }
}
