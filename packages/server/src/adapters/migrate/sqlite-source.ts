import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import { checkDatabase } from '../sqlite/check-database.ts';
import { lockDatabase } from '../sqlite/open-sqlite.ts';
import { openConnection } from '../sqlite/open-connection.ts';
import { MIGRATIONS } from '../sqlite/schema.ts';
import { MoveRefusedError } from './move-refused-error.ts';
import type { ColumnKind, MovedTable, Row, Value } from './moved-tables.ts';

/** The embedded store of a server that is stopped: it cannot be started meanwhile, and nothing of it is changed. */
export class SqliteSource implements Disposable {
  readonly #db: DatabaseSync;
  readonly #lock: DatabaseSync;

  private constructor(db: DatabaseSync, lock: DatabaseSync) {
    this.#db = db;
    this.#lock = lock;
  }

  static open(path: string): SqliteSource {
    const file = resolve(path);
    if (!existsSync(file)) throw new MoveRefusedError(`${path} is not there`);
    const lock = locked(file, path);
    try {
      checkDatabase(file);
      // Not opened for reading alone: what a killed server has left in the log beside the file is taken in first.
      const db = openConnection(file, 'write');
      try {
        db.exec('PRAGMA query_only = ON');
        // What has to be sorted may be larger than the memory.
        db.exec('PRAGMA temp_store = FILE');
        checkVersion(db, path);
        return new SqliteSource(db, lock);
      } catch (error) {
        db.close();
        throw error;
      }
    } catch (error) {
      lock.close();
      throw error;
    }
  }

  /** Like no other store, nor like this one after a server has worked on it. */
  fingerprint(): string {
    const row = this.#db
      .prepare(
        `SELECT (SELECT value FROM setting WHERE name = 'token-secret') AS secret, (SELECT max(key) FROM event) AS events,
                (SELECT max(key) FROM handoff) AS handoffs, count(*) AS sessions, coalesce(sum(next_offset), 0) AS offsets,
                coalesce(sum(revision), 0) AS revisions FROM session`,
      )
      .get();
    return createHash('sha256').update(JSON.stringify(row)).digest('hex');
  }

  /** In the order of the key, those behind `after` alone: its values in the key's columns. */
  *rows({ source, columns, key }: MovedTable, after: Row | null = null): Generator<Row> {
    const order = key.map((column) => `"${column}"`).join(', ');
    // The first condition says nothing new, but finds the place.
    const behind = `WHERE "${key[0]}" >= ? AND (${order}) > (${key.map(() => '?').join(', ')})`;
    const kinds = Object.values(columns);
    const names = Object.keys(columns).map((column) => `"${column}"`);
    const sql = `SELECT ${names.join(', ')} FROM (${source}) ${after === null ? '' : behind} ORDER BY ${order}`;
    const parameters = after === null ? [] : [after[0] ?? null, ...after].map(bound);
    const statement = this.#db.prepare(sql);
    statement.setReturnArrays(true);
    const rows = statement.iterate(...parameters) as Iterable<unknown> as Iterable<SQLOutputValue[]>;
    for (const row of rows) yield kinds.map((kind, index) => valueOf(row[index] ?? null, kind));
  }

  [Symbol.dispose](): void {
    this.#db.close();
    this.#lock.close();
  }
}

function locked(file: string, path: string): DatabaseSync {
  try {
    return lockDatabase(file);
  } catch (error) {
    throw new MoveRefusedError(`${path} is in use: stop the server first`, { cause: error });
  }
}

function checkVersion(db: DatabaseSync, path: string): void {
  const { user_version: version } = db.prepare('PRAGMA user_version').get() as { user_version: number };
  if (version === MIGRATIONS.length) return;
  throw new MoveRefusedError(
    version === 0
      ? `${path} is not a database of Baton`
      : `${path} is of another version (schema ${version}, this one is ${MIGRATIONS.length}): start and stop this version's server on it once`,
  );
}

function bound(value: Value): string | number | null {
  return typeof value === 'string' || typeof value === 'number' ? value : null;
}

/** As the target gives it back. It takes every character but NUL, which JSON text has escaped. */
function valueOf(value: SQLOutputValue, kind: ColumnKind): Value {
  if (value === null) return null;
  if (kind === 'boolean') return Number(value) === 1;
  if (kind === 'text[]') return (JSON.parse(String(value)) as string[]).map(storable);
  return kind === 'text' ? storable(String(value)) : Number(value);
}

function storable(text: string): string {
  const whole = text.isWellFormed() ? text : text.toWellFormed();
  return whole.includes('\0') ? whole.replaceAll('\0', '\uFFFD') : whole;
}
