import { DatabaseSync } from 'node:sqlite';

/** So long is waited for another program that has locked the file; writers wait for one another meanwhile. */
const LOCK_TIMEOUT_MS = 4_000;

/**
 * A connection with the settings that durability rests on: WAL and `synchronous = FULL`, so that a commit is
 * on disk when it returns. The WAL is checkpointed by the writer at about 16 MB; a reader never waits for it.
 */
export function openConnection(path: string, use: 'read' | 'write'): DatabaseSync {
  const db = new DatabaseSync(path, {
    readOnly: use === 'read',
    timeout: use === 'read' ? 10_000 : LOCK_TIMEOUT_MS,
  });
  if (use === 'write') {
    db.exec('PRAGMA journal_mode = WAL');
    db.exec('PRAGMA synchronous = FULL');
    db.exec('PRAGMA wal_autocheckpoint = 4000');
    db.exec('PRAGMA journal_size_limit = 67108864');
  }
  db.exec('PRAGMA cache_size = -16384');
  db.exec('PRAGMA temp_store = MEMORY');
  return db;
}
