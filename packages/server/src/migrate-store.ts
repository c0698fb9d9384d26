import type { MoveProgress, MoveReport } from './adapters/migrate/move-store.ts';
import { ConfigError, readConfig } from './config.ts';

export type { MoveProgress, MoveReport } from './adapters/migrate/move-store.ts';

/** What was moved, and where the files of its conversations are, which stay. */
export interface MigratedStore extends MoveReport {
  readonly filesIn: string;
}

/**
 * Moves what is kept in `from` to `to`, which are addresses as BATON_DATABASE takes them. Throws a ConfigError when one
 * of them cannot be used for it: nothing has been moved then, or no more than before.
 */
export async function migrateStore(
  { from, to }: { readonly from: string; readonly to: string },
  told: (progress: MoveProgress) => void,
): Promise<MigratedStore> {
  const { database: source, attachments } = readConfig({ BATON_DATABASE: from });
  const { database: target } = readConfig({ BATON_DATABASE: to });
  if (source.kind !== 'sqlite' || target.kind !== 'postgres')
    throw new ConfigError('a store is moved from sqlite:<path> to postgres://…');
  const { moveStore } = await import('./adapters/migrate/move-store.ts');
  const { MoveRefusedError } = await import('./adapters/migrate/move-refused-error.ts');
  try {
    const report = await moveStore({ path: source.path, url: target.url }, told);
    return { ...report, filesIn: attachments.place.kind === 'disk' ? attachments.place.folder : '' };
  } catch (error) {
    if (error instanceof MoveRefusedError) throw new ConfigError(error.message, { cause: error });
    const reason = error instanceof Error ? error.message : String(error);
    throw new ConfigError(`it was cut short: ${reason}. Run it again: it goes on where it was`, {
      cause: error,
    });
  }
}
