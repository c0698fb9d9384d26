import { copyFileSync, existsSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LocalWakeUps } from '../../adapters/local/local-wake-ups.ts';
import { checkWal } from '../../adapters/sqlite/check-wal.ts';
import { openConnection } from '../../adapters/sqlite/open-connection.ts';
import { openSqlite } from '../../adapters/sqlite/open-sqlite.ts';
import { FakeClock } from '../fake-clock.ts';
import { Random } from '../interleaving.ts';
import { makeSession } from '../make.ts';
import { TempFolder } from '../temp-folder.ts';
import { SoleWriter, storedTexts } from './sole-writer.ts';

const PAGE = 4096;
const FRAME = PAGE + 24;
const PARTS = ['', '-wal'];

/** A database that was closed, and one whose process was killed: all of its events are in the write-ahead log. */
let folder: TempFolder;
let closed: string;
let killed: string;
let acknowledged: string[];

beforeAll(async () => {
  folder = new TempFolder();
  closed = folder.join('closed.db');
  killed = folder.join('killed.db');
  {
    await using stores = await openSqlite(closed, new FakeClock(), new LocalWakeUps());
    await stores.sessions.createSession(makeSession('s'));
    const writer = new SoleWriter(stores.sessions);
    for (let number = 0; number < 40; number++) await writer.write(`${number} ${'x'.repeat(3000)}`);
    ({ acknowledged } = writer);
    for (const part of PARTS) copyFileSync(closed + part, killed + part);
  }
  openConnection(closed, 'write').close();
});
afterAll(() => folder[Symbol.dispose]());

function copyOf(path: string, name: string): string {
  const copy = folder.join(`${name}.db`);
  for (const part of PARTS) if (existsSync(path + part)) copyFileSync(path + part, copy + part);
  return copy;
}

function overwrite(path: string, at: number, bytes: Buffer): void {
  const whole = readFileSync(path);
  bytes.copy(whole, at);
  writeFileSync(path, whole);
}

function garbage(seed: number, size: number): Buffer {
  const random = new Random(seed);
  return Buffer.from(Array.from({ length: size }, () => random.below(256)));
}

const contents = (path: string): (Buffer | null)[] =>
  PARTS.map((part) => (existsSync(path + part) ? readFileSync(path + part) : null));

/** What is said at the start; the file is as it was before. */
async function refusal(path: string): Promise<string> {
  const before = contents(path);
  const error: unknown = await openSqlite(path, new FakeClock(), new LocalWakeUps()).then(
    async (stores) => {
      await stores[Symbol.asyncDispose]();
      return new Error('it was opened');
    },
    (reason: unknown) => reason,
  );
  const after = contents(path);
  return before.every((bytes, index) => bytes === null || bytes.equals(after[index] ?? Buffer.alloc(0)))
    ? String(error)
    : `it was written to: ${String(error)}`;
}

const DAMAGED = /^Error: the file is damaged and nothing is written into it: stop the server.*backup/;

describe('a damaged database is refused at the start, with what to do, and nothing is written into it', () => {
  test('its header is destroyed', async () => {
    const path = copyOf(closed, 'header');
    overwrite(path, 0, garbage(1, 100));
    expect(await refusal(path)).toMatch(DAMAGED);
  });

  test('it is cut short', async () => {
    const path = copyOf(closed, 'cut');
    truncateSync(path, 10 * PAGE);
    expect(await refusal(path)).toMatch(/damaged.*it has 40960 bytes of \d+/);
  });

  test.each([1, 2, 3, 4, 5])('pages are overwritten, seed %i', async (seed) => {
    const path = copyOf(closed, `pages-${seed}`);
    const pages = readFileSync(path).length / PAGE;
    // Whole pages of trees, never one that is free: those hold nothing.
    for (let page = 1 + (seed % 3); page < pages; page += 3)
      overwrite(path, page * PAGE, garbage(seed + page, PAGE));
    expect(await refusal(path)).toMatch(DAMAGED);
  });

  test('H1.2 its write-ahead log is overwritten at the head', async () => {
    const path = copyOf(killed, 'log-head');
    overwrite(`${path}-wal`, 0, garbage(1, 32));
    expect(await refusal(path)).toMatch(/damaged.*-wal: its header is damaged/);
  });

  test('H1.2 its write-ahead log is overwritten in the middle: what was acknowledged behind it is not dropped', async () => {
    const path = copyOf(killed, 'log-middle');
    overwrite(`${path}-wal`, 32 + 20 * FRAME + 500, garbage(1, 200));
    expect(await refusal(path)).toMatch(/damaged.*-wal: its frame 21 is damaged/);
  });
});

describe('what a crash leaves is no damage', () => {
  async function opened(path: string): Promise<string[]> {
    await using stores = await openSqlite(path, new FakeClock(), new LocalWakeUps());
    return await storedTexts(stores.sessions);
  }

  test('H1.2 a log that was not moved into the database', async () => {
    expect(readFileSync(`${killed}-wal`).length).toBeGreaterThan(40 * FRAME);
    expect(await opened(copyOf(killed, 'whole'))).toEqual(acknowledged);
  });

  test.each([1, 500, FRAME - 1])(
    'H1.2 a last transaction of which the last %i bytes never reached the disk',
    async (bytes) => {
      const path = copyOf(killed, `torn-${bytes}`);
      truncateSync(`${path}-wal`, readFileSync(`${killed}-wal`).length - bytes);
      expect(await opened(path)).toEqual(acknowledged.slice(0, -1));
    },
  );

  test('frames of a log that was begun anew', () => {
    const path = folder.join('anew.db');
    using db = openConnection(path, 'write');
    db.exec('CREATE TABLE t (x BLOB)');
    for (let number = 0; number < 30; number++) db.prepare('INSERT INTO t VALUES (zeroblob(5000))').run();
    db.exec('PRAGMA wal_checkpoint(RESTART)');
    db.prepare('INSERT INTO t VALUES (zeroblob(10))').run();
    expect(readFileSync(`${path}-wal`).length).toBeGreaterThan(20 * FRAME);
    expect(checkWal(`${path}-wal`)).toBeNull();
  });
});
