import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { LocalWakeUps } from '../../adapters/local/local-wake-ups.ts';
import { checkServer, refusalOf } from '../../adapters/postgres/check-server.ts';
import { migrate } from '../../adapters/postgres/migrate.ts';
import { openPostgres } from '../../adapters/postgres/open-postgres.ts';
import { PostgresDatabase } from '../../adapters/postgres/postgres-database.ts';
import { MIGRATIONS } from '../../adapters/postgres/schema.ts';
import { FakeClock } from '../fake-clock.ts';
import { Random } from '../interleaving.ts';
import { NO_POSTGRES } from '../postgres/open-postgres-fixture.ts';
import { postgresPrograms, startPostgres } from '../postgres/postgres-server.ts';
import type { PostgresServer } from '../postgres/postgres-server.ts';
import { until } from '../until.ts';
import { TcpProxy } from './tcp-proxy.ts';

const PROGRAMS = postgresPrograms();

test('a PostgreSQL before 15, a replica and a server that is only read are refused', () => {
  const good = { version: 150_004, replica: false, readOnly: false };
  expect(refusalOf(good)).toBeNull();
  expect(refusalOf({ ...good, version: 140_011 })).toContain(
    'PostgreSQL 14 is too old: it takes 15 or later',
  );
  expect(refusalOf({ ...good, replica: true, readOnly: true })).toContain('name the primary server');
  expect(refusalOf({ ...good, readOnly: true })).toContain('default_transaction_read_only');
});

describe.skipIf(PROGRAMS === null)(`PostgreSQL at the start${PROGRAMS ? '' : `: ${NO_POSTGRES}`}`, () => {
  let server: PostgresServer;
  let databases = 0;
  beforeAll(async () => {
    const access = [
      'local all all trust',
      'host all mia 127.0.0.1/32 scram-sha-256',
      'host all all all trust',
    ];
    server = await startPostgres(PROGRAMS ?? '', { access });
    await ask(`CREATE ROLE mia LOGIN PASSWORD 'right'; CREATE ROLE few LOGIN CONNECTION LIMIT 1`);
  });
  afterAll(() => server[Symbol.asyncDispose]());

  async function ask(sql: string, url = server.url): Promise<object[]> {
    const client = new Client({ connectionString: url });
    await client.connect();
    try {
      return (await client.query(sql)).rows as object[];
    } finally {
      await client.end();
    }
  }

  async function createDatabase(): Promise<string> {
    const name = `faults_${databases++}`;
    await ask(`CREATE DATABASE ${name}`);
    const url = new URL(server.url);
    url.pathname = `/${name}`;
    return url.href;
  }

  const as = (user: string, password: string, path = '/postgres'): string => {
    const url = new URL(server.url);
    Object.assign(url, { username: user, password, pathname: path });
    return url.href;
  };
  const wait = (seconds: number, said: string[] = []): Parameters<typeof checkServer>[1] => ({
    seconds,
    say: (message) => said.push(message),
  });

  test('one that is not up is waited for, with a word about it', async () => {
    await using proxy = await TcpProxy.before(server.url);
    await proxy.refuse();
    const said: string[] = [];
    const checked = checkServer(proxy.through(server.url), {
      seconds: 20,
      say: (message) => {
        said.push(message);
        void proxy.heal();
      },
    });
    await checked;
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(/nothing answers there \(connect ECONNREFUSED .*is it up.*trying for 20 s more/);
  });

  test('one that does not come up is given up in time; nothing is waited for where nobody would come', async () => {
    await using proxy = await TcpProxy.before(server.url);
    await proxy.refuse();
    await expect(checkServer(proxy.through(server.url), wait(0.6))).rejects.toThrow('nothing answers there');
    const begun = performance.now();
    await expect(checkServer(as('mia', 'wrong'), wait(30))).rejects.toThrow(
      /^it refuses the user or the password of BATON_DATABASE \(password authentication failed for user "mia"\)$/,
    );
    await expect(checkServer(as('mia', 'right', '/none'), wait(30))).rejects.toThrow(
      'database "none" does not exist: create it',
    );
    const readOnly = await createDatabase();
    await ask(`ALTER DATABASE ${new URL(readOnly).pathname.slice(1)} SET default_transaction_read_only = on`);
    await expect(checkServer(readOnly, wait(30))).rejects.toThrow('default_transaction_read_only to off');
    expect(performance.now() - begun).toBeLessThan(5_000);
  });

  test('one without a connection left is waited for, and goes on when there is one', async () => {
    const holder = new Client({ connectionString: as('few', '') });
    await holder.connect();
    await expect(checkServer(as('few', ''), wait(0))).rejects.toThrow(
      /^it has no connection left .*raise its max_connections$/,
    );
    await checkServer(as('few', ''), { seconds: 20, say: () => void holder.end() });
    expect(await ask(`SELECT usename FROM pg_stat_activity WHERE usename = 'few'`)).toEqual([]);
  });

  describe('migrations', () => {
    const open = (url: string): Promise<AsyncDisposable> =>
      openPostgres({ url, connections: 4 }, new FakeClock(), new LocalWakeUps());
    const version = async (url: string): Promise<unknown> => ask('SELECT version FROM schema_version', url);
    const whole = [{ version: MIGRATIONS.length }];

    test('of an empty database by four nodes at once: one does it, the others find it done', async () => {
      const url = await createDatabase();
      const nodes = await Promise.all([open(url), open(url), open(url), open(url)]);
      for (const node of nodes) await node[Symbol.asyncDispose]();
      expect(await version(url)).toEqual(whole);
    });

    test('that another node takes long for are waited for, longer than for any other lock', async () => {
      const url = await createDatabase();
      const holder = new Client({ connectionString: url });
      await holder.connect();
      onTestFinished(() => holder.end());
      await holder.query('SELECT pg_advisory_lock(7214400001)');
      const database = new PostgresDatabase({ url, connections: 2, times: { lock: 50 } });
      onTestFinished(() => database[Symbol.asyncDispose]());
      const migrating = migrate(database);
      const waits = `SELECT 1 FROM pg_stat_activity WHERE wait_event = 'advisory' AND now() - query_start > interval '200 ms'`;
      await Promise.race([migrating, until(async () => (await ask(waits, url)).length > 0)]);
      await holder.query('SELECT pg_advisory_unlock(7214400001)');
      await migrating;
      expect(await version(url)).toEqual(whole);
    });

    test.each([1, 2, 3, 4, 5, 6])('cut off in the middle, seed %i: the next start is whole', async (seed) => {
      const url = await createDatabase();
      const random = new Random(seed);
      await using proxy = await TcpProxy.before(url);
      // Each answer is late, so that the cut falls somewhere among them.
      proxy.delay(1, 4);
      const database = new PostgresDatabase({ url: proxy.through(url), connections: 2 });
      onTestFinished(() => database[Symbol.asyncDispose]());
      const migrating = migrate(database);
      const cut = setTimeout(() => proxy.cut(), 5 + random.below(60));
      const cutOff = await migrating.then(
        () => false,
        () => true,
      );
      clearTimeout(cut);
      const tables = await ask(`SELECT 1 FROM pg_tables WHERE schemaname = 'public'`, url);
      if (cutOff && tables.length > 0) expect(await version(url)).toEqual(whole);
      await (await open(url))[Symbol.asyncDispose]();
      expect(await version(url)).toEqual(whole);
    });
  });
});
