import type { ClientBase } from 'pg';
import { moveState } from './half-moved.ts';
import type { PostgresDatabase } from './postgres-database.ts';
import { MIGRATIONS, OLDEST_BESIDE } from './schema.ts';

/** Of Baton alone: of several processes that start at once one migrates, the others wait for it. */
const MIGRATION_LOCK = 7_214_400_001;

/**
 * Brings the schema up to date: all that is missing in one transaction, so that one that is cut short has changed
 * nothing. Refuses a database of a newer version that leaves nothing to this one, and, unless it is for that, one that a store is being moved into.
 */
export async function migrate(
  database: PostgresDatabase,
  { toMove = false }: { readonly toMove?: boolean } = {},
): Promise<void> {
  const client = await database.reserve();
  try {
    await client.query('BEGIN');
    await client.query('SET LOCAL statement_timeout = 0');
    // However long another one takes for it. A table that is in use is not waited for so long: whoever comes waits behind.
    await client.query('SET LOCAL lock_timeout = 0');
    await client.query('SELECT pg_advisory_xact_lock($1)', [MIGRATION_LOCK]);
    await client.query('SET LOCAL lock_timeout TO DEFAULT');
    if (!toMove && (await moveState(client)) === 'under way')
      throw new Error('a store was moved into it only in part: run baton migrate-store once more');
    const version = await readVersion(client);
    if (version < MIGRATIONS.length) {
      for (const migration of MIGRATIONS.slice(version)) await client.query(migration);
      await client.query('UPDATE schema_version SET version = $1, oldest = $2', [
        MIGRATIONS.length,
        OLDEST_BESIDE,
      ]);
    }
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

/** How many migrations have run. Throws when they are of a newer version that nothing of this one can work beside. */
async function readVersion(client: ClientBase): Promise<number> {
  await client.query(
    `CREATE TABLE IF NOT EXISTS schema_version (version integer NOT NULL, oldest integer NOT NULL DEFAULT 0)`,
  );
  const { rows } = await client.query<{ version: number; oldest: number }>(
    'SELECT version, oldest FROM schema_version',
  );
  const [found] = rows;
  if (found === undefined) {
    await client.query('INSERT INTO schema_version VALUES (0)');
    return 0;
  }
  if (found.oldest <= MIGRATIONS.length) return found.version;
  throw new Error(
    `it was written by a newer version of Baton (schema ${found.version}, this one knows ${MIGRATIONS.length})`,
  );
}
