import { mkdirSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { FakeClock } from '../../testing/fake-clock.ts';
import { makeAgent, makeSession } from '../../testing/make.ts';
import { TempFolder } from '../../testing/temp-folder.ts';
import { LocalWakeUps } from '../local/local-wake-ups.ts';
import { openSqlite } from './open-sqlite.ts';

const open = (path: string): ReturnType<typeof openSqlite> =>
  openSqlite(path, new FakeClock(), new LocalWakeUps());

describe('opening a database', () => {
  test('makes it, and its folder', async () => {
    using folder = new TempFolder();
    const path = folder.join('a/b/c.db');
    await using stores = await open(path);
    expect(await stores.sessions.ping()).toBe(true);
  });

  test('finds what was there', async () => {
    using folder = new TempFolder();
    const path = folder.join('x.db');
    {
      await using stores = await open(path);
      await stores.sessions.createSession(makeSession('s'));
      await stores.directory.putAgent(makeAgent());
    }
    await using again = await open(path);
    expect(await again.sessions.readSession('s')).not.toBeNull();
    expect(await again.directory.listAgents()).toEqual([makeAgent()]);
  });

  test('is refused while another has it open, and possible once that is closed', async () => {
    using folder = new TempFolder();
    const path = folder.join('x.db');
    {
      await using first = await open(path);
      await expect(open(path)).rejects.toThrow('another process is using it');
      expect(await first.sessions.ping()).toBe(true);
    }
    await using later = await open(path);
    expect(await later.sessions.ping()).toBe(true);
  });

  test('written by a newer version is refused, and not touched', async () => {
    using folder = new TempFolder();
    const path = folder.join('x.db');
    {
      using db = new DatabaseSync(path);
      db.exec('PRAGMA user_version = 99');
    }
    await expect(open(path)).rejects.toThrow(/newer version of Baton \(schema 99/);
    using db = new DatabaseSync(path);
    expect(db.prepare('SELECT count(*) AS n FROM sqlite_schema').get()).toEqual({ n: 0 });
  });

  test.each([
    [
      'something that is no database',
      (path: string) => writeFileSync(path, 'not a database at all, but long enough'),
    ],
    ['a folder', (path: string) => mkdirSync(path)],
  ])('%s is an error, and leaves nothing open', async (_name, prepare) => {
    using folder = new TempFolder();
    const path = folder.join('x.db');
    prepare(path);
    await expect(open(path)).rejects.toThrow(Error);
    // The lock is free again: the same error, not that another process has it.
    await expect(open(path)).rejects.not.toThrow(/another process/);
  });

  test('a write after closing is refused', async () => {
    using folder = new TempFolder();
    const stores = await open(folder.join('x.db'));
    await stores[Symbol.asyncDispose]();
    await expect(stores.sessions.createSession(makeSession('s'))).rejects.toThrow('closed');
  });
});
