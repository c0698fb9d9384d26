import { fork } from 'node:child_process';
import { once } from 'node:events';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { migrateStoreCommand } from '../../cli/migrate-store-command.ts';
import { FakeClock } from '../../testing/fake-clock.ts';
import { Random } from '../../testing/interleaving.ts';
import { fillStore } from '../../testing/moving/fill-store.ts';
import { openSqliteFixture } from '../../testing/open-store.ts';
import { HAS_POSTGRES, NO_POSTGRES, TestPostgres } from '../../testing/postgres/open-postgres-fixture.ts';
import { TempFolder } from '../../testing/temp-folder.ts';
import { LocalWakeUps } from '../local/local-wake-ups.ts';
import { openPostgres } from '../postgres/open-postgres.ts';
import type { PostgresStores } from '../postgres/open-postgres.ts';
import { moveStore } from './move-store.ts';
import { MOVED_TABLES } from './moved-tables.ts';

const PATIENCE = 120_000;
/** Made anew from what is moved, or of no meaning while no server is at work. */
const NOT_MOVED = {
  sqlite: [
    'session_label',
    'unfinished_event',
    'analytics_text',
    'analytics_row',
    'analytics_hour',
    'analytics_due',
  ],
  postgres: [
    ...[
      'unanswered',
      'analytics_row',
      'analytics_due',
      'node',
      'lease',
      'change',
      'change_feed',
      'schema_version',
    ],
    ...['store_move', 'store_move_part'],
  ],
  columns: ['session.turn', 'session.turn_node'],
};

describe.skipIf(!HAS_POSTGRES)(
  `moving a store to PostgreSQL${HAS_POSTGRES ? '' : `: ${NO_POSTGRES}`}`,
  () => {
    let postgres: TestPostgres;
    beforeAll(async () => {
      postgres = await TestPostgres.start();
    });
    afterAll(() => postgres[Symbol.asyncDispose]());

    function filled(sessions: number, eventsEach: number): string {
      const folder = new TempFolder();
      onTestFinished(() => folder[Symbol.dispose]());
      const path = folder.join('baton.db');
      fillStore(path, sessions, eventsEach);
      return path;
    }

    async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
      const client = new Client({ connectionString: url });
      await client.connect();
      try {
        return (await client.query<Record<string, unknown>>(sql)).rows;
      } finally {
        await client.end();
      }
    }

    async function open(url: string): Promise<PostgresStores> {
      const stores = await openPostgres({ url, connections: 4 }, new FakeClock(), new LocalWakeUps());
      onTestFinished(() => stores[Symbol.asyncDispose]());
      return stores;
    }

    test('what is moved is alike on both sides, and in the same order', async () => {
      const path = filled(120, 12);
      const url = await postgres.createDatabase();
      const { tables, moved } = await moveStore({ path, url, batch: 100 });
      expect(tables.filter(({ difference }) => difference !== null)).toEqual([]);
      expect(moved).toBe(tables.reduce((sum, { rows }) => sum + rows, 0));
      expect(tables).toContainEqual(expect.objectContaining({ table: 'event', rows: 1440 }));
      const stores = await open(url);
      using db = new DatabaseSync(path);
      const ids = db.prepare('SELECT id FROM session ORDER BY key').all() as { id: string }[];
      const unanswered = ids.filter((_row, index) => index % 4 === 0).map(({ id }) => id);
      expect(await stores.sessions.listUnanswered(1000)).toEqual(unanswered);
      const { id } = ids[2]!;
      expect((await stores.sessions.readLastHandoff(id)) as object).toEqual({
        evidence: [{ trigger: 'button' }],
      });
      expect(await query(url, `SELECT id FROM handoff WHERE session_id = '${id}' ORDER BY number`)).toEqual([
        { id: `${id} 9` },
        { id: `${id} 8` },
      ]);
      // What is new comes behind it.
      await stores.sessions.createSession({ ...NEW_SESSION, id: 'new' });
      expect(await query(url, 'SELECT id FROM session ORDER BY number DESC LIMIT 1')).toEqual([
        { id: 'new' },
      ]);
    });

    test(
      'killed at any moment it goes on where it was, and a server does not start on a half of it',
      async () => {
        const path = filled(150, 10);
        const url = await postgres.createDatabase();
        const random = new Random(3);
        const ends: string[] = [];
        for (let kill = 0; kill < 5; kill++) ends.push(await moveUntil(path, url, 1 + random.below(6)));
        await expect(openPostgres({ url }, new FakeClock(), new LocalWakeUps())).rejects.toThrow(
          'a store was moved into it only in part',
        );
        for (let kill = 0; kill < 4; kill++) ends.push(await moveUntil(path, url, 1 + random.below(24)));
        expect(new Set(ends).size).toBeGreaterThan(5);
        expect(ends).not.toContain(JSON.stringify('alike'));
        const { tables, moved } = await moveStore({ path, url });
        expect(tables.filter(({ difference }) => difference !== null)).toEqual([]);
        expect(tables).toContainEqual(expect.objectContaining({ table: 'event', rows: 1500 }));
        expect(moved).toBeLessThan(tables.reduce((sum, { rows }) => sum + rows, 0));
        // Once more: nothing is left to move.
        expect(await moveStore({ path, url })).toMatchObject({ moved: 0, tables });
      },
      PATIENCE,
    );

    test('one row that is not alike is named, and the command says so', async () => {
      const path = filled(10, 5);
      const url = await postgres.createDatabase();
      await moveStore({ path, url });
      const [row] = await query(url, 'SELECT session_id FROM event ORDER BY session_id LIMIT 1');
      const id = String(row?.['session_id']);
      await query(url, `UPDATE event SET data = '{}' WHERE session_id = '${id}' AND "offset" = 2`);
      const { tables } = await moveStore({ path, url });
      expect(tables.flatMap(({ difference }) => difference ?? [])).toEqual([
        `50 rows here, 50 there; the first difference is at session_id ${JSON.stringify(id)}, offset 2`,
      ]);
      await query(url, `DELETE FROM event WHERE session_id = '${id}' AND "offset" = 2`);
      expect(await migrateStoreCommand([`sqlite:${path}`, url])).toBe(1);
    });

    test('the command answers 0 when all is there', async () => {
      const path = filled(10, 5);
      expect(await migrateStoreCommand([`sqlite:${path}`, await postgres.createDatabase()])).toBe(0);
    });

    describe('is refused', () => {
      test('while a server works on the file', async () => {
        await using fixture = await openSqliteFixture();
        const url = await postgres.createDatabase();
        await expect(moveStore({ path: fixture.path, url })).rejects.toThrow(
          'is in use: stop the server first',
        );
      });

      test('into a database that holds something, or that a server works on', async () => {
        const path = filled(3, 3);
        const url = await postgres.createDatabase();
        const stores = await open(url);
        await stores.cluster.beat({ id: 'one', version: '1', startedAt: 1 }, { ttl: 60_000, leads: true });
        await expect(moveStore({ path, url })).rejects.toThrow('servers are at work on this database (one)');
        await stores.cluster.leave('one');
        await stores.directory.ensureSetting('token-secret', 'other');
        await expect(moveStore({ path, url })).rejects.toThrow('its table setting is not empty');
      });

      test('of another store, or of one that a server has changed since', async () => {
        const path = filled(3, 3);
        const url = await postgres.createDatabase();
        await moveStore({ path, url });
        await expect(moveStore({ path: filled(4, 3), url })).rejects.toThrow('another store was moved');
        {
          using db = new DatabaseSync(path);
          db.exec('UPDATE session SET next_offset = next_offset + 1 WHERE key = 1');
        }
        await expect(moveStore({ path, url })).rejects.toThrow('this one has changed since');
      });

      test('of what is no database of this version', async () => {
        const path = filled(1, 1);
        const url = await postgres.createDatabase();
        await expect(moveStore({ path: `${path}.none`, url })).rejects.toThrow('is not there');
        {
          using db = new DatabaseSync(path);
          db.exec('PRAGMA user_version = 3');
        }
        await expect(moveStore({ path, url })).rejects.toThrow('is of another version (schema 3');
      });
    });

    test('no table and no column of either store is forgotten', async () => {
      const path = filled(1, 1);
      const url = await postgres.createDatabase();
      await moveStore({ path, url });
      using db = new DatabaseSync(path);
      const here = db.prepare(
        `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`,
      );
      const named = MOVED_TABLES.map(({ name }) => name);
      const read = MOVED_TABLES.map(({ source }) => source).join(' ');
      const left = (here.all() as { name: string }[]).filter(
        ({ name }) => !new RegExp(`\\b${name}\\b`).test(read),
      );
      expect(left.map(({ name }) => name).filter((name) => !NOT_MOVED.sqlite.includes(name))).toEqual([]);
      const there = await query(
        url,
        `SELECT table_name AS name, column_name AS "column" FROM information_schema.columns WHERE table_schema = 'public'`,
      );
      const taken = new Set(
        MOVED_TABLES.flatMap(({ name, columns }) =>
          Object.keys(columns).map((column) => `${name}.${column}`),
        ),
      );
      const missing = there.flatMap(({ name, column }) => {
        if (!named.includes(String(name)))
          return NOT_MOVED.postgres.includes(String(name)) ? [] : [String(name)];
        const full = `${String(name)}.${String(column)}`;
        return taken.has(full) || NOT_MOVED.columns.includes(full) ? [] : [full];
      });
      expect(missing).toEqual([]);
    });
  },
);

const NEW_SESSION = {
  agentId: 'agent',
  customerId: 'guest',
  createdAt: 1,
  title: null,
  metadata: {},
  labels: [],
};

/** Moves in a process of its own, which is killed after so many steps; answers the last that it told. */
async function moveUntil(path: string, url: string, steps: number): Promise<string> {
  const script = fileURLToPath(new URL('../../testing/moving/move-program.ts', import.meta.url));
  const child = fork(script, [path, url, '60'], { execArgv: ['--conditions=baton-source'] });
  const ended = once(child, 'exit');
  let told = 0;
  let last = '';
  child.on('message', (message) => {
    last = JSON.stringify(message);
    if (++told === steps) child.kill('SIGKILL');
  });
  await ended;
  return last;
}
