import type { Clock } from '../../ports/clock.ts';
import type { Stores } from '../../ports/stores.ts';
import type { WakeUps } from '../../ports/wake-ups.ts';
import { OneProcess } from '../local/one-process.ts';
import { migrate } from './migrate.ts';
import { PostgresAnalyticsStore } from './analytics/postgres-analytics-store.ts';
import { PostgresAssistStore } from './postgres-assist-store.ts';
import { PostgresAttachmentRecords } from './postgres-attachment-records.ts';
import { PostgresBehaviourStore } from './postgres-behaviour-store.ts';
import { PostgresClusterStore } from './postgres-cluster-store.ts';
import { PostgresDatabase } from './postgres-database.ts';
import type { PostgresOptions } from './postgres-database.ts';
import { PostgresDeskStore } from './postgres-desk-store.ts';
import { PostgresDirectoryStore } from './postgres-directory-store.ts';
import { PostgresSessionStore } from './postgres-session-store.ts';
import { PostgresTraceStore } from './postgres-trace-store.ts';
import { ProcessLock } from './process-lock.ts';

export interface PostgresStores extends Stores {
  readonly sessions: PostgresSessionStore;
  readonly directory: PostgresDirectoryStore;
  readonly behaviour: PostgresBehaviourStore;
  readonly traces: PostgresTraceStore;
  readonly desk: PostgresDeskStore;
  readonly attachmentRecords: PostgresAttachmentRecords;
  readonly assist: PostgresAssistStore;
  readonly analytics: PostgresAnalyticsStore;
}

/** Opens the database, whose schema is brought up to date. Throws an error whose message says what is wrong. */
export async function openPostgres(
  options: PostgresOptions,
  clock: Clock,
  wakeUps: WakeUps,
): Promise<PostgresStores> {
  const database = new PostgresDatabase(options);
  const lock = await prepare(database).catch(async (error: unknown) => {
    await database[Symbol.asyncDispose]();
    throw error;
  });
  const sessions = new PostgresSessionStore({ database, clock, wakeUps, isOurs: () => lock.held });
  const alone = new OneProcess(clock);
  return {
    sessions,
    directory: new PostgresDirectoryStore(database),
    behaviour: new PostgresBehaviourStore(database),
    traces: new PostgresTraceStore(database),
    desk: new PostgresDeskStore(database),
    attachmentRecords: new PostgresAttachmentRecords(database),
    assist: new PostgresAssistStore(database),
    analytics: new PostgresAnalyticsStore(database),
    cluster: new PostgresClusterStore(database),
    remote: alone,
    writes: sessions.writes,
    async [Symbol.asyncDispose]() {
      await sessions[Symbol.asyncDispose]();
      await lock[Symbol.asyncDispose]();
      await database[Symbol.asyncDispose]();
    },
  };
}

async function prepare(database: PostgresDatabase): Promise<ProcessLock> {
  const lock = await ProcessLock.take(database);
  await migrate(database);
  return lock;
}
