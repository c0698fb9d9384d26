import { closeSync, openSync, readSync, statSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { checkWal } from './check-wal.ts';
import { openConnection } from './open-connection.ts';
import { DAMAGED, StoreFaultError } from './store-fault.ts';

/** Every page of a file up to this size is looked at, in about half a second; of a larger one what all else rests on. */
const WHOLE_UP_TO_BYTES = 64 * 1024 * 1024;
const HEADER_BYTES = 100;
const MAGIC = 'SQLite format 3\0';

/** Throws when the database at `file` is damaged. Writes nothing into it. */
export function checkDatabase(file: string): void {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  const walSize = statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0;
  const trouble = (size === 0 ? null : checkHeader(file, size, walSize)) ?? checkLog(`${file}-wal`);
  if (trouble !== null) throw new StoreFaultError(`${DAMAGED} (${trouble})`);
  if (size === 0) return;
  const db = openConnection(file, 'read');
  try {
    const found = size + walSize <= WHOLE_UP_TO_BYTES ? checkPages(db) : checkTables(db);
    if (found !== null) throw new StoreFaultError(`${DAMAGED} (${found})`);
  } finally {
    db.close();
  }
}

function checkHeader(file: string, size: number, walSize: number): string | null {
  const header = Buffer.alloc(HEADER_BYTES);
  const opened = openSync(file, 'r');
  try {
    readSync(opened, header, 0, HEADER_BYTES, 0);
  } finally {
    closeSync(opened);
  }
  if (header.toString('latin1', 0, MAGIC.length) !== MAGIC)
    return 'its header is not that of a SQLite database';
  const stored = header.readUInt16BE(16);
  const pageSize = stored === 1 ? 65_536 : stored;
  const expected = header.readUInt32BE(28) * pageSize;
  // Pages may still be on their way from the write-ahead log.
  return size < expected && walSize === 0 ? `it has ${size} bytes of ${expected}` : null;
}

function checkLog(path: string): string | null {
  const trouble = checkWal(path);
  return trouble === null ? null : `${path}: ${trouble}`;
}

function checkPages(db: DatabaseSync): string | null {
  const row = db.prepare('PRAGMA quick_check(1)').get() as { quick_check: string } | undefined;
  return row?.quick_check === 'ok' ? null : (row?.quick_check ?? 'it cannot be checked');
}

/** Throws SQLite's own error where the schema or a table cannot be read. */
function checkTables(db: DatabaseSync): string | null {
  const tables = db.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table'`).all() as {
    name: string;
  }[];
  for (const { name } of tables) db.prepare(`SELECT 1 FROM "${name.replaceAll('"', '""')}" LIMIT 1`).get();
  return null;
}
