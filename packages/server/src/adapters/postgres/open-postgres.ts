import type { Clock } from '../../ports/clock.ts';
import type { Stores } from '../../ports/stores.ts';
import type { WakeUps } from '../../ports/wake-ups.ts';
import { ChangeFeed } from './changes/change-feed.ts';
import type { ChangeFeedOptions } from './changes/change-feed.ts';
import { ChangeWriter } from './changes/change-writer.ts';
import { PostgresBus } from './changes/postgres-bus.ts';
import { checkServer } from './check-server.ts';
import type { ServerWait } from './check-server.ts';
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
  options: PostgresOptions & { readonly wait?: ServerWait },
  clock: Clock,
  wakeUps: WakeUps,
): Promise<PostgresStores> {
  await checkServer(options.url, options.wait);
  const database = new PostgresDatabase(options);
  const bus = new PostgresBus(options.url);
  const changes = new ChangeWriter(database, bus);
  const feed = await prepare({ database, bus, wakeUps, writer: changes.writer }).catch(
    async (error: unknown) => {
      await bus[Symbol.asyncDispose]();
      await database[Symbol.asyncDispose]();
      throw error;
    },
  );
  const sessions = new PostgresSessionStore({ database, clock, wakeUps, changes });
  return {
    sessions,
    directory: new PostgresDirectoryStore(database),
    behaviour: new PostgresBehaviourStore(database, changes),
    traces: new PostgresTraceStore(database),
    desk: new PostgresDeskStore(database, changes),
    attachmentRecords: new PostgresAttachmentRecords(database),
    assist: new PostgresAssistStore(database),
    analytics: new PostgresAnalyticsStore(database),
    cluster: new PostgresClusterStore(database),
    remote: feed,
    writes: sessions.writes,
    async [Symbol.asyncDispose]() {
      await sessions[Symbol.asyncDispose]();
      await feed[Symbol.asyncDispose]();
      await database[Symbol.asyncDispose]();
    },
  };
}

async function prepare(options: ChangeFeedOptions): Promise<ChangeFeed> {
  await migrate(options.database);
  return ChangeFeed.start(options);
}
