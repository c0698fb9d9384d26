import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Clock } from '../../ports/clock.ts';
import type { Stores } from '../../ports/stores.ts';
import type { WakeUps } from '../../ports/wake-ups.ts';
import { OneProcess } from '../local/one-process.ts';
import { SqliteAnalyticsStore } from './analytics/sqlite-analytics-store.ts';
import { ThreadAnalyticsReading } from './analytics/thread-analytics-reading.ts';
import { checkDatabase } from './check-database.ts';
import { GroupCommit } from './group-commit.ts';
import { migrate } from './migrate.ts';
import { openConnection } from './open-connection.ts';
import { SqliteAssistStore } from './sqlite-assist-store.ts';
import { SqliteAttachmentRecords } from './sqlite-attachment-records.ts';
import { SqliteBehaviourStore } from './sqlite-behaviour-store.ts';
import { SqliteDeskStore } from './sqlite-desk-store.ts';
import { SqliteDirectoryStore } from './sqlite-directory-store.ts';
import { SqliteSessionStore } from './sqlite-session-store.ts';
import { explainFault, isLocked } from './store-fault.ts';
import { SqliteTraceStore } from './sqlite-trace-store.ts';

export interface SqliteStores extends Stores {
  readonly sessions: SqliteSessionStore;
  readonly directory: SqliteDirectoryStore;
  readonly behaviour: SqliteBehaviourStore;
  readonly traces: SqliteTraceStore;
  readonly desk: SqliteDeskStore;
  readonly attachmentRecords: SqliteAttachmentRecords;
  readonly assist: SqliteAssistStore;
  readonly analytics: SqliteAnalyticsStore;
}

/**
 * Opens the database at `path`, creating it and its folder when they are not there. One process at a time: a
 * second one is refused, because wake-ups and cached heads live in the process. Throws an error whose message
 * says what is wrong with the path.
 */
export async function openSqlite(path: string, clock: Clock, wakeUps: WakeUps): Promise<SqliteStores> {
  try {
    return await open(resolve(path), clock, wakeUps);
  } catch (error) {
    throw new Error(explainFault(error), { cause: error });
  }
}

async function open(file: string, clock: Clock, wakeUps: WakeUps): Promise<SqliteStores> {
  makeFolder(dirname(file));
  // What belongs to them, such as the write-ahead log, takes their rights.
  for (const name of [file, `${file}.lock`]) makePrivate(name);
  const lock = lockDatabase(file);
  try {
    checkDatabase(file);
    const setup = openConnection(file, 'write');
    try {
      migrate(setup);
    } finally {
      setup.close();
    }
    const alone = new OneProcess(clock);
    const writer = await GroupCommit.start(file, () => {
      // Some may have been done: whatever is held of the store is read again.
      sessions.forgetCached();
      wakeUps.notifyAll();
      alone.tellEverything();
    });
    const sessions = new SqliteSessionStore(openConnection(file, 'read'), writer, clock, wakeUps);
    const directory = new SqliteDirectoryStore(openConnection(file, 'read'), writer);
    const behaviour = new SqliteBehaviourStore(openConnection(file, 'read'), writer);
    const traces = new SqliteTraceStore(openConnection(file, 'read'), writer);
    const desk = new SqliteDeskStore(openConnection(file, 'read'), writer);
    const assist = new SqliteAssistStore(openConnection(file, 'read'), writer);
    const attachmentRecords = new SqliteAttachmentRecords(openConnection(file, 'read'), writer);
    const reading = new ThreadAnalyticsReading(file);
    const analytics = new SqliteAnalyticsStore(openConnection(file, 'read'), writer, reading);
    return {
      sessions,
      directory,
      behaviour,
      traces,
      desk,
      attachmentRecords,
      assist,
      analytics,
      cluster: alone,
      remote: alone,
      writes: writer,
      async [Symbol.asyncDispose]() {
        await reading[Symbol.asyncDispose]();
        await sessions[Symbol.asyncDispose]();
        directory.close();
        behaviour.close();
        traces.close();
        desk.close();
        attachmentRecords.close();
        assist.close();
        analytics.close();
        lock.close();
      },
    };
  } catch (error) {
    lock.close();
    throw error;
  }
}

/** Conversations and the secret behind every token: a new file is for nobody else on the machine. */
function makePrivate(path: string): void {
  closeSync(openSync(path, 'a', 0o600));
}

/** Step by step: on folders that cannot be made, such as those of /proc, Node's own recursion does not end. */
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  mkdirSync(path);
}

/**
 * Holds `<file>.lock` exclusively for the life of the process. The lock is the operating system's own, taken by
 * SQLite, so it goes with the process however that ends.
 */
export function lockDatabase(file: string): DatabaseSync {
  const lock = new DatabaseSync(`${file}.lock`, { timeout: 0 });
  try {
    lock.exec('PRAGMA journal_mode = DELETE');
    lock.exec('BEGIN EXCLUSIVE');
    return lock;
  } catch (error) {
    lock.close();
    if (!isLocked(error)) throw error;
    throw new Error('another process is using it: end it, or give each of them a file of its own', {
      cause: error,
    });
  }
}
