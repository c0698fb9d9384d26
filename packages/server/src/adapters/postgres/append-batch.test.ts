import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { customerSays, makeMessage, makeSession } from '../../testing/make.ts';
import { HAS_POSTGRES, NO_POSTGRES, TestPostgres } from '../../testing/postgres/open-postgres-fixture.ts';
import type { PostgresFixture } from '../../testing/postgres/open-postgres-fixture.ts';
import { appendBatch } from './append-batch.ts';
import { OneAppend } from './append-one.ts';
import type { Append } from './append-row.ts';
import { ChangeWriter } from './changes/change-writer.ts';
import { PostgresDatabase } from './postgres-database.ts';
import type { Queries } from './postgres-database.ts';

const SILENT = {
  listen: () => Promise.resolve(),
  tell: () => undefined,
  [Symbol.asyncDispose]: () => Promise.resolve(),
};

describe.skipIf(!HAS_POSTGRES)(`appends on PostgreSQL${HAS_POSTGRES ? '' : `: ${NO_POSTGRES}`}`, () => {
  let server: TestPostgres;
  let fixture: PostgresFixture;
  let database: PostgresDatabase;
  let changes: ChangeWriter;
  beforeAll(async () => {
    server = await TestPostgres.start();
    fixture = await server.open();
    database = new PostgresDatabase({ url: fixture.url, connections: 1 });
    changes = new ChangeWriter(database, SILENT);
  });
  afterAll(async () => {
    await database[Symbol.asyncDispose]();
    await fixture[Symbol.asyncDispose]();
    await server[Symbol.asyncDispose]();
  });

  const of = (sessionId: string, n: number, key?: string): Append => ({
    sessionId,
    event: n % 3 === 0 ? makeMessage('ai_agent', `${n}`) : customerSays(`${n}`),
    at: fixture.clock.now(),
    idempotency: key === undefined ? undefined : { key, fingerprint: n % 5 === 0 ? 'other' : 'f' },
  });
  /** In a transaction of its own, where what it did can be counted. */
  const on = (queries: Queries): Pick<PostgresDatabase, 'statement'> => ({
    statement: (sql, ...parameters) => queries.all(sql, ...parameters),
  });

  test('a batch reads no table whole and writes to no index of its sessions, also under a plan made when they were few', async () => {
    const ids = Array.from({ length: 20 }, (_unused, n) => `few${n}`);
    for (const id of ids) await fixture.sessions.createSession(makeSession(id));
    // The plan of a statement is kept from its sixth time on.
    for (let round = 0; round < 8; round++)
      await appendBatch(
        database,
        changes,
        ids.map((id, n) => of(id, n, `k${round}`)),
      );
    await database.run(
      `INSERT INTO session (id, agent_id, customer_id, created_at, metadata, asked)
       SELECT 'many' || n, 'a', 'c', n, '{}', true FROM generate_series(1, 20000) AS n`,
    );
    const read = (queries: Queries): Promise<{ whole: number; moved: number; hot: number } | undefined> =>
      queries.get(
        `SELECT sum(seq_scan)::int AS whole, max(n_tup_upd) FILTER (WHERE relname = 'session')::int AS moved,
                max(n_tup_hot_upd) FILTER (WHERE relname = 'session')::int AS hot
           FROM pg_stat_xact_user_tables WHERE relname IN ('session', 'idempotency', 'event', 'unanswered')`,
      );
    await database.transaction(async (queries) => {
      const before = (await read(queries))!;
      const batch = Array.from({ length: 100 }, (_unused, n) => of(`many${1 + n * 190}`, n, 'k'));
      await appendBatch(on(queries), changes, batch);
      const after = (await read(queries))!;
      expect(after.whole - before.whole).toBe(0);
      expect(after.moved - before.moved).toBe(100);
      expect(after.hot - before.hot).toBe(100);
    });
  });

  test('H1.2, H1.3: one by itself has the outcome it has in a batch, and leaves the same', async () => {
    const one = new OneAppend(database, changes);
    for (const id of ['alone', 'batch']) await fixture.sessions.createSession(makeSession(id));
    const steps = Array.from({ length: 40 }, (_unused, n) => (id: string): Append => {
      const sessionId = n % 9 === 8 ? 'none' : id;
      return { ...of(sessionId, n, n % 4 === 1 ? `k${n % 3}` : undefined), at: 1000 + n - (n % 7) * 3 };
    });
    for (const step of steps) {
      const alone = await one.append(step('alone'), step('alone').at % 2 === 0);
      const [batched] = await appendBatch(database, changes, [step('batch')]);
      expect(alone).toEqual(batched);
    }
    const left = async (id: string): Promise<unknown> => [
      { ...(await fixture.sessions.readSession(id)), id: '' },
      (await fixture.sessions.listEvents({ sessionId: id, minOffset: 0, limit: 100 })).map((event) => ({
        ...event,
        sessionId: '',
      })),
      await database.all(
        'SELECT key, fingerprint, "offset" FROM idempotency WHERE session_id = $1 ORDER BY 1',
        id,
      ),
      await database.all('SELECT auto, node FROM unanswered WHERE session_id = $1', id),
      await database.all('SELECT asked FROM session WHERE id = $1', id),
    ];
    expect(await left('alone')).toEqual(await left('batch'));
  });
});
