import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { NodeRecord } from '../../ports/cluster-store.ts';
import type { SessionStore, SessionWrite, WriteOutcome } from '../../ports/session-store.ts';
import { UnknownOutcomeError } from '../../ports/store-errors.ts';
import { customerSays, makeMessage, makeSession } from '../../testing/make.ts';
import { HAS_POSTGRES, NO_POSTGRES, TestPostgres } from '../../testing/postgres/open-postgres-fixture.ts';
import type { PostgresFixture } from '../../testing/postgres/open-postgres-fixture.ts';
import { until } from '../../testing/until.ts';
import { openPostgres } from './open-postgres.ts';
import type { PostgresStores } from './open-postgres.ts';
import { PostgresDatabase } from './postgres-database.ts';

const TTL = 60_000;

/* What happens between the statements of two processes: another connection holds them where it matters. */
describe.skipIf(!HAS_POSTGRES)(
  `writes that meet on PostgreSQL${HAS_POSTGRES ? '' : `: ${NO_POSTGRES}`}`,
  () => {
    let server: TestPostgres;
    let here: PostgresFixture;
    let there: PostgresStores;
    let holder: Client;
    beforeAll(async () => {
      server = await TestPostgres.start();
      here = await server.open();
      there = await openPostgres({ url: here.url, connections: 8 }, here.clock, here.wakeUps);
    });
    afterAll(async () => {
      await there[Symbol.asyncDispose]();
      await here[Symbol.asyncDispose]();
      await server[Symbol.asyncDispose]();
    });
    beforeEach(async () => {
      holder = new Client({ connectionString: here.url });
      await holder.connect();
      const sessions = await here.sessions.listSessions({ sort: 'asc', limit: 1000 });
      await here.sessions.deleteSessions(sessions.map(({ id }) => id));
      for (const id of ['s', 't', 'u']) await here.sessions.createSession(makeSession(id));
    });
    afterEach(() => holder.end());

    const say = (sessionId: string, text: string, at: SessionStore = here.sessions): Promise<WriteOutcome> =>
      at.commit({ sessionId, events: [customerSays(text)] });
    const texts = async (sessionId: string): Promise<string[]> => {
      const events = await there.sessions.listEvents({ sessionId, minOffset: 0, limit: 100 });
      return events.map(({ data }) => (JSON.parse(data) as { message: string }).message);
    };
    /** Whether so many connections wait for a lock of another. */
    const wait = (count: number): Promise<void> =>
      until(async () => {
        const sql = `SELECT count(*)::int AS n FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`;
        return (await holder.query<{ n: number }>(sql)).rows[0]!.n === count;
      });

    test('H2.1: a write under a lease that another node takes meanwhile comes first, and what that one decided without it is decided again', async () => {
      const node = (id: string): NodeRecord => ({ id, version: '1', startedAt: 1 });
      const { lease: old } = await here.stores.cluster.beat(node('a'), { ttl: TTL, leads: true });
      // It has checked its lease, and waits for another to be done with the operator.
      await holder.query('BEGIN');
      await holder.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 7214400))', ['anna']);
      const control = { mode: 'manual', holder: { kind: 'external' }, epoch: 1 } as const;
      const write: SessionWrite = { sessionId: 's', events: [makeMessage('system', 'x')], control };
      const capacity = { operatorId: 'anna', most: 3 };
      const slow = here.sessions.commit({ ...write, guard: { lease: old!, revision: 0, capacity } });
      await wait(1);

      await here.stores.cluster.leave('a');
      const { lease: taken } = await there.cluster.beat(node('b'), { ttl: TTL, leads: true });
      expect(taken?.token, 'nobody waits for it').toBe(old!.token + 1);
      const next = there.sessions.commit({ ...write, guard: { lease: taken!, revision: 0 } });
      await wait(2);
      await holder.query('COMMIT');
      expect(await slow).toMatchObject({ type: 'committed' });
      expect(await next).toEqual({ type: 'conflict' });
      expect(await there.sessions.commit({ ...write, guard: { lease: taken!, revision: 1 } })).toMatchObject({
        type: 'committed',
      });
      expect(await here.sessions.commit({ ...write, guard: { lease: old! } })).toEqual({
        type: 'stale-lease',
      });
      await there.cluster.leave('b');
    });

    test('who waits for what another transaction has written holds up nobody else', async () => {
      await holder.query('BEGIN');
      await holder.query(`INSERT INTO idempotency VALUES ('s', 'k', 'f', 9)`);
      const slow = here.sessions.commit({
        sessionId: 's',
        events: [customerSays('0')],
        idempotency: { key: 'k', fingerprint: 'f' },
      });
      await wait(1);
      for (const text of ['1', '2']) expect(await say('t', text)).toMatchObject({ type: 'committed' });
      expect(await texts('t')).toEqual(['1', '2']);
      await holder.query('ROLLBACK');
      expect(await slow).toMatchObject({ type: 'committed', firstOffset: 0 });
    });

    test('H1.2: a process that stops in the middle of a write holds up its own session alone, whose messages stay in order', async () => {
      await say('s', '0');
      await holder.query('BEGIN');
      await holder.query(`SELECT 1 FROM session WHERE id = 's' FOR UPDATE`);
      const held = ['1', '2', '3', '4'].map((text) => say('s', text));
      const free = ['t', 'u'].flatMap((id) => ['0', '1', '2'].map((text) => say(id, text)));
      expect((await Promise.all(free)).every(({ type }) => type === 'committed')).toBe(true);
      await wait(1);
      expect(await say('t', '3')).toMatchObject({ type: 'committed', firstOffset: 3 });
      expect(await texts('s')).toEqual(['0']);
      const later = say('s', '5');
      await holder.query('COMMIT');
      await Promise.all([...held, later]);
      expect(await texts('s')).toEqual(['0', '1', '2', '3', '4', '5']);
      expect(await texts('t')).toEqual(['0', '1', '2', '3']);
    });

    test('H1.2: what a process has that stopped in the middle of a write is free again soon', async () => {
      await using stopped = new PostgresDatabase({ url: here.url, connections: 1, times: { idle: 100 } });
      let written: Promise<WriteOutcome> | undefined;
      const work = stopped.transaction(async (queries) => {
        await queries.get(`SELECT 1 FROM session WHERE id = 's' FOR UPDATE`);
        written = say('s', 'through');
        await written;
        await queries.run(`UPDATE session SET title = 'late' WHERE id = 's'`);
      });
      await expect(work).rejects.toBeInstanceOf(Error);
      expect(await written).toMatchObject({ type: 'committed' });
      expect((await here.sessions.readSession('s'))?.title).toBeNull();
    });

    test('H1.3: a batch whose answer is lost is not sent again: whoever asked may, under his key', async () => {
      await holder.query('BEGIN');
      await holder.query('LOCK TABLE event IN EXCLUSIVE MODE');
      const writes = ['s', 't', 'u'].map((id) => say(id, 'once').catch((error: unknown) => error));
      await wait(1);
      const cut = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`;
      await holder.query(cut);
      for (const outcome of await Promise.all(writes)) expect(outcome).toBeInstanceOf(UnknownOutcomeError);
      await holder.query('COMMIT');
      expect(await say('s', 'after')).toMatchObject({ type: 'committed', firstOffset: 0 });
      expect(await texts('t')).toEqual([]);
    });

    test('H1.2, H1.3: two processes append to the same sessions at once: offsets without gaps, each key once', async () => {
      const outcomes = await Promise.all(
        Array.from({ length: 300 }, (_unused, n) =>
          (n % 2 === 0 ? here.sessions : there.sessions).commit({
            sessionId: 'stu'[n % 3]!,
            events: [n % 5 === 0 ? makeMessage('ai_agent', `${n}`) : customerSays(`${n}`)],
            ...(n % 4 === 0 && { idempotency: { key: `k${n % 24}`, fingerprint: 'f' } }),
          }),
        ),
      );
      const committed = outcomes.filter(({ type }) => type === 'committed').length;
      const repeated = outcomes.filter(({ type }) => type === 'repeated').length;
      expect(committed + repeated).toBe(300);
      expect(repeated, 'of 75 with 6 keys in 3 sessions').toBe(75 - 6);
      let stored = 0;
      for (const sessionId of ['s', 't', 'u']) {
        const events = await there.sessions.listEvents({ sessionId, minOffset: 0, limit: 1000 });
        expect(events.map(({ offset }) => offset)).toEqual(events.map((_event, index) => index));
        const customers = events.filter(({ source }) => source === 'customer');
        expect(await here.sessions.readSession(sessionId)).toMatchObject({
          nextOffset: events.length,
          lastMessageOffset: events.length - 1,
          lastCustomerOffset: customers.at(-1)!.offset,
        });
        stored += events.length;
      }
      expect(stored).toBe(committed);
    });
  },
);
