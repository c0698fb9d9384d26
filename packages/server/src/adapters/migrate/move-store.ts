import { createHash } from 'node:crypto';
import { MOVED_TABLES } from './moved-tables.ts';
import type { MovedTable, Row } from './moved-tables.ts';
import { PostgresTarget, charactersOf } from './postgres-target.ts';
import { SqliteSource } from './sqlite-source.ts';

/** What a transaction moves at most. */
const MOST_ROWS = 5000;
const MOST_CHARACTERS = 4_000_000;

export interface MoveOptions {
  /** Of the SQLite file. */
  readonly path: string;
  /** Of the PostgreSQL database. */
  readonly url: string;
  /** Rows that go together; default 5,000. */
  readonly batch?: number;
}

interface TableMove {
  readonly source: SqliteSource;
  readonly target: PostgresTarget;
  readonly table: MovedTable;
  readonly batch: number;
}

export interface TableComparison {
  readonly table: string;
  readonly rows: number;
  /** SHA-256 of all rows of the source, in the order of their keys. */
  readonly hash: string;
  /** What is unlike; null when both sides are alike. */
  readonly difference: string | null;
}

export interface MoveProgress {
  readonly doing: 'moving' | 'comparing';
  readonly table: string;
  /** Of this table, so far. */
  readonly rows: number;
  readonly done: boolean;
}

export interface MoveReport {
  readonly tables: readonly TableComparison[];
  /** Rows that were moved just now: fewer than there are when some were there before. */
  readonly moved: number;
  /** Events moved in a second. */
  readonly eventsPerSecond: number | null;
}

/**
 * Moves everything that a stopped server keeps in its SQLite file into a PostgreSQL database, then reads both and
 * compares them. Can be stopped at any moment, however hard, and goes on where it was. Throws a MoveRefusedError when
 * one of the two cannot be used for it.
 */
export async function moveStore(
  { path, url, batch = MOST_ROWS }: MoveOptions,
  told: (progress: MoveProgress) => void = () => undefined,
): Promise<MoveReport> {
  using source = SqliteSource.open(path);
  await using target = await PostgresTarget.open(url, source.fingerprint());
  let moved = 0;
  let eventsPerSecond: number | null = null;
  if (!(await target.isFinished())) {
    for (const table of MOVED_TABLES) {
      const began = performance.now();
      const rows = await moveTable({ source, target, table, batch }, told);
      moved += rows;
      if (table.name === 'event' && rows > 0)
        eventsPerSecond = Math.round((rows * 1000) / (performance.now() - began));
    }
    await target.finish();
  }
  const tables: TableComparison[] = [];
  for (const table of MOVED_TABLES) tables.push(await compare(source, target, table, told));
  return { tables, moved, eventsPerSecond };
}

async function moveTable(
  { source, target, table, batch: most }: TableMove,
  told: (progress: MoveProgress) => void,
): Promise<number> {
  const there = await target.part(table);
  if (there.finished) return 0;
  const names = Object.keys(table.columns);
  const places = table.key.map((column) => names.indexOf(column));
  let { after, rows } = there;
  // While one batch is on its way the next one is read.
  let writing: Promise<void> = Promise.resolve();
  const write = async (batch: readonly Row[], finished: boolean): Promise<void> => {
    await writing;
    const last = batch.at(-1);
    if (last !== undefined) after = places.map((place) => last[place] ?? null);
    rows += batch.length;
    const part = { after, rows, finished };
    writing = target
      .write(table, batch, part)
      .then(() => told({ doing: 'moving', table: table.name, rows: part.rows, done: finished }));
    writing.catch(() => undefined);
  };
  let batch: Row[] = [];
  let characters = 0;
  for (const row of source.rows(table, there.after)) {
    batch.push(row);
    characters += charactersOf([row]);
    if (batch.length < most && characters < MOST_CHARACTERS) continue;
    await write(batch, false);
    batch = [];
    characters = 0;
  }
  await write(batch, true);
  await writing;
  return rows - there.rows;
}

/** Row by row and side by side, so that no more than a page of either is held. */
async function compare(
  source: SqliteSource,
  target: PostgresTarget,
  table: MovedTable,
  told: (progress: MoveProgress) => void,
): Promise<TableComparison> {
  const hashes = { here: createHash('sha256'), there: createHash('sha256') };
  let rows = 0;
  let moved = 0;
  let first: string | null = null;
  const here = source.rows(table);
  for await (const row of target.rows(table)) {
    const wanted = here.next();
    const [found, meant] = [JSON.stringify(row), wanted.done === true ? null : JSON.stringify(wanted.value)];
    hashes.there.update(`${found}\n`);
    if (meant !== null) hashes.here.update(`${meant}\n`);
    moved += 1;
    if (meant !== null) rows += 1;
    if (found !== meant) first ??= keyOf(table, row);
    if (moved % MOST_ROWS === 0) told({ doing: 'comparing', table: table.name, rows: moved, done: false });
  }
  for (let next = here.next(); next.done !== true; next = here.next()) {
    hashes.here.update(`${JSON.stringify(next.value)}\n`);
    rows += 1;
    first ??= keyOf(table, next.value);
  }
  told({ doing: 'comparing', table: table.name, rows, done: true });
  const hash = hashes.here.digest('hex');
  const alike = hash === hashes.there.digest('hex') && rows === moved;
  const difference = alike ? null : `${rows} rows here, ${moved} there; the first difference is at ${first}`;
  return { table: table.name, rows, hash, difference };
}

/** Names the row without what is in it. */
function keyOf({ columns, key }: MovedTable, row: Row): string {
  const names = Object.keys(columns);
  return key.map((column) => `${column} ${JSON.stringify(row[names.indexOf(column)])}`).join(', ');
}
