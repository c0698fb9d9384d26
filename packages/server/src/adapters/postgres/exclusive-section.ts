import { randomUUID } from 'node:crypto';
import type { PoolClient } from 'pg';
import { OverloadedError, StoreUnavailableError } from '../../ports/store-errors.ts';
import type { PostgresDatabase, Queries } from './postgres-database.ts';

/** Advisory locks: the database's, not the schema's, so far from what others may use. */
const LOCKS = { staff: 7_214_400_003, behaviour: 7_214_400_004 } as const;
/** Who finds the section taken for longer is better told to come again. */
const WAIT_MS = 10_000;
/** A node that stalls in the middle loses it, so that the others need not wait for it. */
const LONGEST_MS = 30_000;
const LOCK_TIMEOUT = '55P03';

/**
 * Sections that one node at a time is in. Who enters leaves a mark, before it writes: by it the next one knows whether
 * anybody has been there since. What is written there is written on other connections: one that has lost the section in
 * the middle, which takes half a minute, finds another's mark when it comes back to write, and writes nothing.
 */
export class ExclusiveSections {
  readonly #database: PostgresDatabase;
  readonly #marks = new Map<string, string>();
  /** Marks of the sections that this store is in. */
  readonly #held = new Map<string, string>();

  constructor(database: PostgresDatabase) {
    this.#database = database;
  }

  async run<T>(what: keyof typeof LOCKS, task: (fresh: boolean) => Promise<T>): Promise<T> {
    const client = await this.#database.reserve();
    const broken = { value: false };
    const onError = (): void => void (broken.value = true);
    client.on('error', onError);
    try {
      await enter(client, LOCKS[what]);
      const fresh = await this.#mark(what);
      this.#held.set(what, this.#marks.get(what) ?? '');
      return await task(fresh);
    } finally {
      this.#held.delete(what);
      // It holds nothing but the lock.
      await client.query('ROLLBACK').catch(onError);
      client.off('error', onError);
      client.release(broken.value);
    }
  }

  /** Before a write in a section, in its transaction: throws where another node has entered it since. */
  async check(queries: Queries, what: keyof typeof LOCKS): Promise<void> {
    const mark = this.#held.get(what);
    if (mark === undefined) return;
    // Whoever enters changes the mark, and so waits for the end of this write.
    const sql = 'SELECT 1 FROM setting WHERE name = $1 AND value = $2 FOR SHARE';
    if ((await queries.get(sql, nameOf(what), mark)) === undefined)
      throw new StoreUnavailableError('another node has taken over these records: nothing was written');
  }

  async #mark(what: string): Promise<boolean> {
    const name = nameOf(what);
    const sql = 'SELECT value FROM setting WHERE name = $1';
    const found = await this.#database.get<{ value: string }>(sql, name);
    const fresh = found !== undefined && found.value === this.#marks.get(what);
    const mark = randomUUID();
    await this.#database.run(
      'INSERT INTO setting VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
      name,
      mark,
    );
    this.#marks.set(what, mark);
    return fresh;
  }
}

function nameOf(what: string): string {
  return `section:${what}`;
}

async function enter(client: PoolClient, lock: number): Promise<void> {
  await client.query('BEGIN');
  await client.query(
    `SELECT set_config('lock_timeout', '${WAIT_MS}', true),
            set_config('idle_in_transaction_session_timeout', '${LONGEST_MS}', true)`,
  );
  try {
    await client.query('SELECT pg_advisory_xact_lock($1)', [lock]);
  } catch (error) {
    if ((error as { code?: string }).code !== LOCK_TIMEOUT) throw error;
    throw new OverloadedError('another node has been changing these records for long', { cause: error });
  }
}
