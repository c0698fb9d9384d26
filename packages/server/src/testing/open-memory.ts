import { DatabaseSync } from 'node:sqlite';
import { LocalWakeUps } from '../adapters/local/local-wake-ups.ts';
import { migrate } from '../adapters/sqlite/migrate.ts';
import { SqliteAssistStore } from '../adapters/sqlite/sqlite-assist-store.ts';
import { SqliteAttachmentRecords } from '../adapters/sqlite/sqlite-attachment-records.ts';
import { SqliteBehaviourStore } from '../adapters/sqlite/sqlite-behaviour-store.ts';
import { SqliteDeskStore } from '../adapters/sqlite/sqlite-desk-store.ts';
import { SqliteDirectoryStore } from '../adapters/sqlite/sqlite-directory-store.ts';
import { SqliteSessionStore } from '../adapters/sqlite/sqlite-session-store.ts';
import { SqliteTraceStore } from '../adapters/sqlite/sqlite-trace-store.ts';
import { FakeClock } from './fake-clock.ts';
import { InlineWriter } from './inline-writer.ts';

export interface MemoryFixture {
  readonly sessions: SqliteSessionStore;
  readonly directory: SqliteDirectoryStore;
  readonly behaviour: SqliteBehaviourStore;
  readonly traces: SqliteTraceStore;
  readonly desk: SqliteDeskStore;
  readonly attachmentRecords: SqliteAttachmentRecords;
  readonly assist: SqliteAssistStore;
  readonly wakeUps: LocalWakeUps;
  readonly clock: FakeClock;
  readonly writer: InlineWriter;
  readonly db: DatabaseSync;
}

/** The SQLite stores in memory and without a thread: what is written is there a moment later. */
export function openMemory(
  options: { db?: DatabaseSync; clock?: FakeClock; beforeBatch?: () => Promise<void> } = {},
): MemoryFixture {
  const db = options.db ?? new DatabaseSync(':memory:');
  migrate(db);
  const clock = options.clock ?? new FakeClock();
  const wakeUps = new LocalWakeUps();
  const writer = new InlineWriter(db, options.beforeBatch ?? (() => Promise.resolve()));
  const sessions = new SqliteSessionStore(db, writer, clock, wakeUps);
  const directory = new SqliteDirectoryStore(db, writer);
  const behaviour = new SqliteBehaviourStore(db, writer);
  const traces = new SqliteTraceStore(db, writer);
  const desk = new SqliteDeskStore(db, writer);
  const assist = new SqliteAssistStore(db, writer);
  const attachmentRecords = new SqliteAttachmentRecords(db, writer);
  return {
    sessions,
    directory,
    behaviour,
    traces,
    desk,
    attachmentRecords,
    assist,
    wakeUps,
    clock,
    writer,
    db,
  };
}
