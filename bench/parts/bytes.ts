import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { databaseSize } from '../../packages/server/src/testing/postgres/database-size.ts';
import type { Table } from '../report/table.ts';
import { verdict } from '../report/verdict.ts';
import { startBenchPostgres } from '../servers/bench-postgres.ts';
import { startBaton } from '../servers/start-target.ts';
import type { BatonTarget } from '../servers/start-target.ts';
import type { Bench } from './bench.ts';

/** A row and its index beside what a reader is given of it. */
const LIMIT = { kind: 'at most', value: 2 } as const;

interface Size {
  readonly bytes: number;
  /** Of one event as a reader is given it. */
  readonly wire: number;
}

/** What an event takes on disk, in each store. */
export async function measureBytes({ folder, settings }: Bench): Promise<Table[]> {
  const { sessions, eventsEach } = settings.kept;
  const fill = async (target: BatonTarget): Promise<number> => {
    const [path = ''] = await target.createSessions({ sessions, eventsEach });
    const answer = await fetch(`http://127.0.0.1:${target.port}${path}?wait_for_data=0`);
    return Buffer.byteLength(await answer.text()) / eventsEach;
  };
  const rows: string[][] = [];
  const add = (store: string, { bytes, wire }: Size): void => {
    const each = bytes / (sessions * eventsEach);
    rows.push([
      store,
      each.toFixed(0),
      wire.toFixed(0),
      (each / wire).toFixed(2),
      verdict(each / wire, LIMIT),
    ]);
  };
  const database = join(folder, 'bytes.db');
  const empty = await sizeOfFile(folder, database, async () => 0);
  const full = await sizeOfFile(folder, database, fill);
  add('SQLite', { bytes: full.bytes - empty.bytes, wire: full.wire });
  await using postgres = await startBenchPostgres();
  if (postgres !== null) {
    await using target = await startBaton({ folder, postgres });
    const before = await databaseSize(postgres.url);
    const wire = await fill(target);
    add('PostgreSQL', { bytes: (await databaseSize(postgres.url)) - before, wire });
  }
  return [
    {
      title: 'Bytes on disk an event',
      columns: ['store', 'bytes an event', 'as JSON to a reader', 'ratio', 'target'],
      rows,
      notes: [
        `${sessions.toLocaleString('en')} sessions of ${eventsEach} events; the sessions, their customers and all indexes are part of it`,
        'without the log that is written ahead, whose length does not grow with what is kept',
        ...(postgres === null ? ['PostgreSQL is not installed here: nothing of it was measured'] : []),
      ],
    },
  ];
}

/** Pages in use, also those that are still in the write-ahead log. */
async function sizeOfFile(
  folder: string,
  database: string,
  fill: (target: BatonTarget) => Promise<number>,
): Promise<Size> {
  const fillOnce = async (): Promise<number> => {
    await using target = await startBaton({ folder, database });
    return await fill(target);
  };
  const wire = await fillOnce();
  using db = new DatabaseSync(database);
  const read = (pragma: string): number =>
    Number(Object.values(db.prepare(`PRAGMA ${pragma}`).get() ?? {})[0]);
  return { bytes: (read('page_count') - read('freelist_count')) * read('page_size'), wire };
}
