import type { Logger } from 'pino';
import { DiskAttachmentStore } from './adapters/attachments/disk-attachment-store.ts';
import { LibraryFileIdentifier } from './adapters/attachments/library-file-identifier.ts';
import type { AttachmentPlace } from './adapters/attachments/read-attachment-settings.ts';
import type { LocalWakeUps } from './adapters/local/local-wake-ups.ts';
import { openSqlite } from './adapters/sqlite/open-sqlite.ts';
import { Attachments } from './app/attachments/attachments.ts';
import { ConfigError } from './config.ts';
import type { Config } from './config.ts';
import type { AttachmentRecords } from './ports/attachment-records.ts';
import type { AttachmentStore } from './ports/attachment-store.ts';
import type { Clock } from './ports/clock.ts';
import type { Stores } from './ports/stores.ts';

/** The database that is set up, its schema brought up to date. */
export async function openStores(
  { database, databaseWaitSeconds: seconds, bus }: Config,
  { clock, wakeUps, log }: { clock: Clock; wakeUps: LocalWakeUps; log: Logger },
): Promise<Stores> {
  try {
    if (database.kind === 'sqlite') return await openSqlite(database.path, clock, wakeUps);
    const { openPostgres } = await import('./adapters/postgres/open-postgres.ts');
    const say = (message: string): void =>
      log.warn(`BATON_DATABASE: ${withoutPassword(database.url)}: ${message}`);
    const nats = bus.kind === 'nats' ? { nats: { url: bus.url, log } } : {};
    return await openPostgres({ url: database.url, wait: { seconds, say }, ...nats }, clock, wakeUps);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const what = database.kind === 'sqlite' ? database.path : withoutPassword(database.url);
    throw new ConfigError(`BATON_DATABASE: ${what} cannot be used: ${reason}`, { cause: error });
  }
}

function withoutPassword(url: string): string {
  const shown = new URL(url);
  if (shown.password !== '') shown.password = '***';
  shown.search = '';
  return shown.href;
}

/** Files of conversations: beside the database, or in a bucket. */
export async function openAttachments(
  stack: AsyncDisposableStack,
  { attachments: { place, limit, types } }: Config,
  records: AttachmentRecords,
  parts: { clock: Clock; log: Logger; shared: boolean },
): Promise<Attachments> {
  const store = stack.use(await openAttachmentStore(place));
  const identifier = new LibraryFileIdentifier();
  return stack.use(new Attachments({ ...parts, store, records, identifier, limit, types }));
}

async function openAttachmentStore(place: AttachmentPlace): Promise<AttachmentStore> {
  if (place.kind === 's3') {
    const { S3AttachmentStore } = await import('./adapters/attachments/s3-attachment-store.ts');
    return S3AttachmentStore.open(place);
  }
  try {
    return await DiskAttachmentStore.open(place.folder);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ConfigError(`BATON_ATTACHMENTS: ${place.folder} cannot be used: ${reason}`, { cause: error });
  }
}
