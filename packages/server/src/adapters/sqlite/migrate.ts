import type { DatabaseSync } from 'node:sqlite';
import { MIGRATIONS } from './schema.ts';

/** Brings the schema up to date, one transaction a migration. Refuses a database of a newer version. */
export function migrate(db: DatabaseSync): void {
  const version = readVersion(db);
  if (version > MIGRATIONS.length) {
    throw new Error(
      `it was written by a newer version of Baton (schema ${version}, this one knows ${MIGRATIONS.length})`,
    );
  }
  for (let next = version; next < MIGRATIONS.length; next++) {
    db.exec('BEGIN IMMEDIATE');
    try {
      db.exec(MIGRATIONS[next] ?? '');
      db.exec(`PRAGMA user_version = ${next + 1}`);
      db.exec('COMMIT');
    } catch (error) {
      if (db.isTransaction) db.exec('ROLLBACK');
      throw error;
    }
  }
}

function readVersion(db: DatabaseSync): number {
  const row = db.prepare('PRAGMA user_version').get() as { user_version: number };
  return row.user_version;
}
