import type { PoolClient } from 'pg';
import type { PostgresDatabase } from './postgres-database.ts';

const PROCESS_LOCK = 7_214_400_000;

/**
 * Held on a connection of its own for as long as the process lives: what one server knows of staff, lines and behaviour
 * it knows of itself alone. It goes with the connection, however the process ends.
 */
export class ProcessLock implements AsyncDisposable {
  readonly #client: PoolClient;
  #lost = false;

  private constructor(client: PoolClient) {
    this.#client = client;
    client.on('error', () => (this.#lost = true));
  }

  /** Throws when another process has it. */
  static async take(database: PostgresDatabase): Promise<ProcessLock> {
    const client = await database.reserve();
    const { rows } = await client.query<{ taken: boolean }>('SELECT pg_try_advisory_lock($1) AS taken', [
      PROCESS_LOCK,
    ]);
    if (rows[0]?.taken === true) return new ProcessLock(client);
    client.release();
    throw new Error('another process is using it');
  }

  /** False once the connection has broken: another process may have it. */
  get held(): boolean {
    return !this.#lost;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    // The server may notice only later that the connection has gone, and the next process comes at once.
    await this.#client.query('SELECT pg_advisory_unlock($1)', [PROCESS_LOCK]).catch(() => undefined);
    this.#client.release(true);
  }
}
