import { renameSync, rmSync, statSync } from 'node:fs';
import { describe, expect, onTestFinished, test } from 'vitest';
import { LocalWakeUps } from '../../adapters/local/local-wake-ups.ts';
import { openConnection } from '../../adapters/sqlite/open-connection.ts';
import { openSqlite } from '../../adapters/sqlite/open-sqlite.ts';
import type { SqliteStores } from '../../adapters/sqlite/open-sqlite.ts';
import { StoreUnavailableError } from '../../ports/store-errors.ts';
import { FakeClock } from '../fake-clock.ts';
import { makeSession } from '../make.ts';
import { TempFolder } from '../temp-folder.ts';
import { until } from '../until.ts';
import { LONG, SoleWriter, storedTexts } from './sole-writer.ts';
import { HAS_SMALL_DISKS, NO_SMALL_DISKS, SmallDisk } from './small-disk.ts';

async function open(path: string): Promise<SqliteStores> {
  const stores = await openSqlite(path, new FakeClock(), new LocalWakeUps());
  opened.add(stores);
  onTestFinished(() => close(stores));
  return stores;
}

const opened = new Set<SqliteStores>();

async function close(stores: SqliteStores): Promise<void> {
  if (opened.delete(stores)) await stores[Symbol.asyncDispose]();
}

describe.skipIf(!HAS_SMALL_DISKS)(`a small disk${HAS_SMALL_DISKS ? '' : `: ${NO_SMALL_DISKS}`}`, () => {
  function disk(megabytes: number): SmallDisk {
    const made = new SmallDisk(megabytes);
    onTestFinished(() => made[Symbol.dispose]());
    return made;
  }

  test('H1.2 that is full: writes are refused with what to do, all else is kept, and it goes on once there is room', async () => {
    const small = disk(4);
    const path = small.join('baton.db');
    const stores = await open(path);
    await stores.sessions.createSession(makeSession('s'));
    const writer = new SoleWriter(stores.sessions);
    await writer.write('before');
    small.fill(300_000);
    await writer.untilRefused('until full');
    for (const error of writer.errors) {
      expect(error).toBeInstanceOf(StoreUnavailableError);
      expect(error.message).toMatch(/baton\.db: the disk .*free/);
    }
    expect(await storedTexts(stores.sessions)).toEqual(writer.acknowledged);
    small.fill();
    while (await writer.write('small'));
    expect(await stores.sessions.ping()).toBe(false);
    small.free();
    // It finds that out by itself, without anybody who writes.
    expect(await stores.sessions.ping()).toBe(true);
    expect(await writer.write('after')).toBe(true);
    expect(await storedTexts(stores.sessions)).toEqual(writer.acknowledged);
    expect(writer.refused.length).toBeGreaterThan(1);

    await close(stores);
    const again = await open(path);
    expect(await storedTexts(again.sessions)).toEqual(writer.acknowledged);
  });

  test('whose database cannot grow while the log is moved into it: nothing is lost, and it is moved later', async () => {
    const small = disk(48);
    const path = small.join('baton.db');
    const stores = await open(path);
    await stores.sessions.createSession(makeSession('s'));
    const writer = new SoleWriter(stores.sessions);
    // The log is moved at 4000 pages; before that the disk is left room for the log alone.
    for (let number = 0; number < 500; number++) await writer.write(`${number} ${LONG}`);
    const before = statSync(path).size;
    small.fill(8_000_000);
    await writer.untilRefused('while moving');
    expect(statSync(`${path}-wal`).size).toBeGreaterThan(4000 * 4096);
    expect(await storedTexts(stores.sessions)).toEqual(writer.acknowledged);
    small.free();
    await until(() => writer.write('after'));
    expect(statSync(path).size).toBeGreaterThan(before);
    expect(await storedTexts(stores.sessions)).toEqual(writer.acknowledged);
    await close(stores);
    using db = openConnection(path, 'read');
    expect(db.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' });
  });

  test('that can only be read is said at the start, and nothing is written', async () => {
    const small = disk(4);
    const path = small.join('baton.db');
    await close(await open(path));
    small.mountAgain('ro');
    await expect(open(path)).rejects.toThrow(/can only be read: mount it for writing/);
    small.mountAgain('rw');
    await open(path);
  });

  test('that is full is said at the start', async () => {
    const small = disk(1);
    small.fill();
    await expect(open(small.join('baton.db'))).rejects.toThrow(/disk.*(?:full|free)/);
    small.free();
    await open(small.join('baton.db'));
  });
});

describe('a database file', () => {
  async function begin(): Promise<{ path: string; stores: SqliteStores; writer: SoleWriter }> {
    const folder = new TempFolder();
    onTestFinished(() => folder[Symbol.dispose]());
    const path = folder.join('baton.db');
    const stores = await open(path);
    await stores.sessions.createSession(makeSession('s'));
    const writer = new SoleWriter(stores.sessions);
    await writer.write('before');
    return { path, stores, writer };
  }

  test('moved away while it is used takes nothing, and goes on when it is moved back', async () => {
    const { path, stores, writer } = await begin();
    renameSync(path, `${path}.away`);
    expect(await stores.sessions.ping()).toBe(false);
    expect(await writer.write('away')).toBe(false);
    expect(writer.errors[0]?.message).toContain(`${path} was deleted while the server uses it`);
    renameSync(`${path}.away`, path);
    expect(await writer.write('after')).toBe(true);
    expect(await stores.sessions.ping()).toBe(true);
    expect(await storedTexts(stores.sessions)).toEqual(writer.acknowledged);
  });

  test.each(['', '-wal'])(
    'H1.2 baton.db%s deleted while it is used: everything acknowledged is in a copy',
    async (part) => {
      const { path, stores, writer } = await begin();
      rmSync(path + part);
      expect(await writer.write('deleted')).toBe(false);
      const copy = /put (\S+), which has everything/.exec(writer.errors[0]?.message ?? '')?.[1] ?? '';
      expect(statSync(copy).mode & 0o777).toBe(0o600);
      expect(await storedTexts(stores.sessions)).toEqual(writer.acknowledged);
      await close(stores);
      for (const each of ['', '-wal', '-shm']) rmSync(path + each, { force: true });
      renameSync(copy, path);
      expect(await storedTexts((await open(path)).sessions)).toEqual(writer.acknowledged);
    },
  );

  test('replaced by another one is not written to', async () => {
    const { path, stores, writer } = await begin();
    renameSync(path, `${path}.away`);
    openConnection(path, 'write').close();
    const size = statSync(path).size;
    expect(await writer.write('replaced')).toBe(false);
    expect(writer.errors[0]?.message).toContain('was replaced while the server uses it');
    expect(statSync(path).size).toBe(size);
    expect(await stores.sessions.ping()).toBe(false);
  });

  test('locked by another program: writes are refused in time, readers go on, and it goes on with the lock gone', async () => {
    const { path, stores, writer } = await begin();
    using other = openConnection(path, 'write');
    other.exec('BEGIN IMMEDIATE');
    const begun = performance.now();
    const done = await Promise.all(['a', 'b', 'c'].map((text) => writer.write(text)));
    expect(done).toEqual([false, false, false]);
    // Once for all of them, not one after the other.
    expect(performance.now() - begun).toBeLessThan(9_000);
    expect(writer.errors[0]?.message).toContain('another program has locked the file: end it');
    expect(await storedTexts(stores.sessions)).toEqual(writer.acknowledged);
    other.exec('ROLLBACK');
    expect(await stores.sessions.ping()).toBe(true);
    expect(await writer.write('after')).toBe(true);
    expect(await storedTexts(stores.sessions)).toEqual(writer.acknowledged);
  });
});
