import { moveState } from './half-moved.ts';
import type { PostgresDatabase } from './postgres-database.ts';
import { MIGRATIONS } from './schema.ts';

/** Of Baton alone: of several processes that start at once one migrates, the others wait for it. */
const MIGRATION_LOCK = 7_214_400_001;

/**
 * Brings the schema up to date: all that is missing in one transaction, so that one that is cut short has changed
 * nothing. Refuses a database of a newer version, and, unless it is for that, one that a store is being moved into.
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
    await client.query('CREATE TABLE IF NOT EXISTS schema_version (version integer NOT NULL)');
    const { rows } = await client.query<{ version: number }>('SELECT version FROM schema_version');
    const version = rows[0]?.version ?? 0;
    if (version > MIGRATIONS.length)
      throw new Error(
        `it was written by a newer version of Baton (schema ${version}, this one knows ${MIGRATIONS.length})`,
      );
    for (const migration of MIGRATIONS.slice(version)) await client.query(migration);
    if (rows.length === 0) await client.query('INSERT INTO schema_version VALUES ($1)', [MIGRATIONS.length]);
    else await client.query('UPDATE schema_version SET version = $1', [MIGRATIONS.length]);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}
