import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { Stores } from '../../ports/stores.ts';
import type { WakeUps } from '../../ports/wake-ups.ts';
import { ChangeFeed } from './changes/change-feed.ts';
import type { ChangeBus } from './changes/change-bus.ts';
import { ChangeWriter } from './changes/change-writer.ts';
import { PostgresBus } from './changes/postgres-bus.ts';
import { TellingSeal } from './changes/telling-seal.ts';
import { checkServer } from './check-server.ts';
import type { ServerWait } from './check-server.ts';
import { ExclusiveSections } from './exclusive-section.ts';
import { migrate } from './migrate.ts';
import { newRecalled } from './recalled.ts';
import type { RecalledRecords } from './recalled.ts';
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

export interface OpenPostgresOptions extends PostgresOptions {
  readonly wait?: ServerWait;
  /** Tells other nodes of changes; absent: the database itself does. */
  readonly nats?: { readonly url: string; readonly log: Log };
}

/** One of them may be without an answer. */
const CONNECTIONS_TO_BEAT = 2;

/** Opens the database, whose schema is brought up to date. Throws an error whose message says what is wrong. */
export async function openPostgres(
  options: OpenPostgresOptions,
  clock: Clock,
  wakeUps: WakeUps,
): Promise<PostgresStores> {
  await checkServer(options.url, options.wait);
  const database = new PostgresDatabase(options);
  // A node whose connections are all in use is alive all the same, and no other need take over what it does.
  const beating = new PostgresDatabase({ ...options, connections: CONNECTIONS_TO_BEAT });
  const recalled = newRecalled();
  const { changes, feed } = await prepare(database, options, { wakeUps, recalled }).catch(
    async (error: unknown) => {
      await beating[Symbol.asyncDispose]();
      await database[Symbol.asyncDispose]();
      throw error;
    },
  );
  const sections = new ExclusiveSections(database);
  const sessions = new PostgresSessionStore({
    database,
    clock,
    wakeUps,
    changes,
    recalled: recalled.sessions,
  });
  return {
    sessions,
    directory: new PostgresDirectoryStore(database, changes, recalled.customers),
    behaviour: new PostgresBehaviourStore(database, changes, sections),
    traces: new PostgresTraceStore(database),
    desk: new PostgresDeskStore(database, changes, sections),
    attachmentRecords: new PostgresAttachmentRecords(database),
    assist: new PostgresAssistStore(database),
    analytics: new PostgresAnalyticsStore(database),
    cluster: new PostgresClusterStore(beating),
    remote: feed,
    writes: sessions.writes,
    async [Symbol.asyncDispose]() {
      await sessions[Symbol.asyncDispose]();
      await feed[Symbol.asyncDispose]();
      await beating[Symbol.asyncDispose]();
      await database[Symbol.asyncDispose]();
    },
  };
}

async function prepare(
  database: PostgresDatabase,
  options: OpenPostgresOptions,
  { wakeUps, recalled }: { readonly wakeUps: WakeUps; readonly recalled: RecalledRecords },
): Promise<{ changes: ChangeWriter; feed: ChangeFeed }> {
  await migrate(database);
  const bus = await openBus(database, options);
  const changes = new ChangeWriter(database, bus);
  const feed = await ChangeFeed.start({
    database,
    bus,
    wakeUps,
    writer: changes.writer,
    kept: recalled,
  });
  return { changes, feed };
}

async function openBus(database: PostgresDatabase, { url, nats }: OpenPostgresOptions): Promise<ChangeBus> {
  const row = await database.get<{ id: string }>('SELECT bus_id::text AS id FROM change_feed');
  if (row === undefined) throw new Error('the table change_feed has no row');
  const seal = new TellingSeal(row.id);
  if (nats === undefined) return new PostgresBus(url, seal);
  const { NatsBus } = await import('../nats/nats-bus.ts');
  return new NatsBus({ ...nats, seal, subject: `baton.${seal.name}` });
}
