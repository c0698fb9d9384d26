import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { LocalWakeUps } from '../../adapters/local/local-wake-ups.ts';
import { openPostgres } from '../../adapters/postgres/open-postgres.ts';
import type { PostgresStores } from '../../adapters/postgres/open-postgres.ts';
import type { DatabaseTimes } from '../../adapters/postgres/postgres-database.ts';
import type { Beat } from '../../ports/cluster-store.ts';
import { StoreUnavailableError } from '../../ports/store-errors.ts';
import { FakeClock } from '../fake-clock.ts';
import { customerSays, makeSession } from '../make.ts';
import { HAS_POSTGRES, NO_POSTGRES, TestPostgres } from '../postgres/open-postgres-fixture.ts';
import { until } from '../until.ts';
import { SoleWriter, storedTexts } from './sole-writer.ts';

/** As in use, only sooner. */
const SOON: Partial<DatabaseTimes> = { lock: 400, statement: 1_500, connect: 1_500, room: 600 };
const LOCKED = 30;

describe.skipIf(!HAS_POSTGRES)(`PostgreSQL that others use${HAS_POSTGRES ? '' : `: ${NO_POSTGRES}`}`, () => {
  let postgres: TestPostgres;
  beforeAll(async () => {
    postgres = await TestPostgres.start();
  }, 60_000);
  afterAll(() => postgres[Symbol.asyncDispose]());

  async function begin(user?: string): Promise<{ stores: PostgresStores; url: string }> {
    const url = await postgres.createDatabase();
    const ours = new URL(url);
    if (user !== undefined) ours.username = user;
    const clock = new FakeClock();
    const stores = await openPostgres(
      { url: ours.href, connections: 8, times: SOON },
      clock,
      new LocalWakeUps(),
    );
    onTestFinished(() => stores[Symbol.asyncDispose]());
    await stores.sessions.createSession(makeSession('s'));
    return { stores, url };
  }

  /** Another program. */
  async function other(url: string): Promise<Client> {
    const client = new Client({ connectionString: url });
    client.on('error', () => undefined);
    await client.connect();
    onTestFinished(() => client.end());
    return client;
  }

  test('H3.2 a node whose connections all wait says that it is alive, and goes on leading', async () => {
    const { stores, url } = await begin();
    const node = { id: 'a', version: '1', startedAt: 1 };
    const beat = (): Promise<Beat> => stores.cluster.beat(node, { ttl: 5000, leads: true });
    const first = await beat();
    const holder = await other(url);
    await holder.query('BEGIN; LOCK TABLE event IN ACCESS EXCLUSIVE MODE');
    let waiting = 24;
    const reads = Array.from({ length: waiting }, () =>
      stores.sessions
        .listEvents({ sessionId: 's', minOffset: 0, limit: 9 })
        .catch(() => [])
        .finally(() => waiting--),
    );
    const second = await beat();
    expect(waiting).toBe(24);
    expect(second.lease).toEqual(first.lease);
    await Promise.all(reads);
  });

  test('rows of sessions that another program holds: others are written at once, theirs are refused in time', async () => {
    const { stores, url } = await begin();
    const { sessions } = stores;
    for (let number = 0; number < LOCKED; number++)
      await sessions.createSession(makeSession(`locked-${number}`));
    const holder = await other(url);
    await holder.query(`BEGIN; SELECT 1 FROM session WHERE id LIKE 'locked-%' FOR UPDATE`);
    const post = (sessionId: string): Promise<unknown> =>
      sessions.commit({ sessionId, events: [customerSays('x')] });
    const blocked = Promise.allSettled(
      Array.from({ length: LOCKED }, (_unused, number) => post(`locked-${number}`)),
    );
    const state = { ended: false };
    void blocked.then(() => (state.ended = true));
    const writer = new SoleWriter(sessions);
    const waits: number[] = [];
    while (!state.ended) {
      const begun = performance.now();
      expect(await writer.write(`${waits.length}`)).toBe(true);
      waits.push(performance.now() - begun);
    }
    const middle = waits.toSorted((a, b) => a - b)[Math.floor(waits.length / 2)];
    expect(middle).toBeLessThan(SOON.lock ?? 0);
    for (const outcome of await blocked) {
      expect(outcome.status).toBe('rejected');
      expect((outcome as PromiseRejectedResult).reason).toBeInstanceOf(StoreUnavailableError);
    }
    await holder.query('ROLLBACK');
    expect(await sessions.listEvents({ sessionId: 'locked-3', minOffset: 0, limit: 9 })).toEqual([]);
    await post('locked-3');
    expect(await storedTexts(sessions)).toEqual(writer.acknowledged);
  });

  test('a table that another program holds: whatever needs it is refused in time, and goes on afterwards', async () => {
    const { stores, url } = await begin();
    const writer = new SoleWriter(stores.sessions);
    await writer.write('before');
    const holder = await other(url);
    await holder.query('BEGIN; LOCK TABLE session');
    const begun = performance.now();
    expect(await writer.write('held')).toBe(false);
    await expect(stores.sessions.readSession('s')).rejects.toBeInstanceOf(StoreUnavailableError);
    expect(performance.now() - begun).toBeLessThan(8_000);
    expect(writer.errors[0]?.message).toMatch(/lock timeout|statement timeout/);
    await holder.query('ROLLBACK');
    expect(await writer.write('after')).toBe(true);
    expect(await storedTexts(stores.sessions)).toEqual(['before', 'after']);
  });

  test('that has no connection left: it works with those it has, else refuses in time, and takes more when there are', async () => {
    const role = `few_${process.pid}`;
    const { url: admin } = await begin();
    const asAdmin = await other(admin);
    await asAdmin.query(
      `CREATE ROLE ${role} SUPERUSER LOGIN; ALTER ROLE ${role} NOSUPERUSER CONNECTION LIMIT 40`,
    );
    const url = await postgres.createDatabase();
    await asAdmin.query(`ALTER DATABASE ${new URL(url).pathname.slice(1)} OWNER TO ${role}`);
    const ours = new URL(url);
    ours.username = role;
    const stores = await openPostgres(
      { url: ours.href, connections: 8, times: SOON },
      new FakeClock(),
      new LocalWakeUps(),
    );
    const writer = new SoleWriter(stores.sessions);
    await stores.sessions.createSession(makeSession('s'));
    await asAdmin.query(`ALTER ROLE ${role} CONNECTION LIMIT 1`);
    // Many at once: there is no room for more connections, and those that are open serve them.
    const reads = await Promise.allSettled(
      Array.from({ length: 50 }, () => stores.sessions.readSession('s')),
    );
    expect(reads.map(({ status }) => status)).not.toContain('rejected');
    await asAdmin.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '${role}' AND application_name = 'baton'`,
    );
    const holder = await other(ours.href).catch(() => null);
    const begun = performance.now();
    await until(async () => !(await writer.write('nowhere')));
    expect(performance.now() - begun).toBeLessThan(10_000);
    await asAdmin.query(`ALTER ROLE ${role} CONNECTION LIMIT 40`);
    await holder?.end();
    await until(() => stores.sessions.ping());
    expect(await writer.write('after')).toBe(true);
    expect(await storedTexts(stores.sessions)).toEqual(writer.acknowledged);
    await stores[Symbol.asyncDispose]();
    await asAdmin
      .query(`ALTER DATABASE ${new URL(url).pathname.slice(1)} OWNER TO current_user; DROP ROLE ${role}`)
      .catch(() => undefined);
  }, 30_000);

  test('that becomes a server which is only read: writes are refused, and go on when it takes them again', async () => {
    const { stores, url } = await begin();
    const writer = new SoleWriter(stores.sessions);
    await writer.write('before');
    const asAdmin = await other(url);
    const database = new URL(url).pathname.slice(1);
    await asAdmin.query(`ALTER DATABASE ${database} SET default_transaction_read_only = on`);
    await asAdmin.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${database}' AND pid <> pg_backend_pid()`,
    );
    await until(
      async () => !(await writer.write('read only')) && /read-only/.test(writer.errors.at(-1)?.message ?? ''),
    );
    await asAdmin.query(
      `SET transaction_read_only = off; ALTER DATABASE ${database} SET default_transaction_read_only = off`,
    );
    await until(() => writer.write('after'));
    expect(await storedTexts(stores.sessions)).toEqual(writer.acknowledged);
  });
});
