import { Client } from 'pg';
import type { ClientBase, ClientConfig } from 'pg';
import { hasNoRoom } from './database-fault.ts';

/** Milliseconds. */
export interface WatchTimes {
  /** How often it looks. */
  readonly interval: number;
  /** An answer that takes longer lets it ask whether the database is there at all. */
  readonly suspicious: number;
  /** So long may that take. */
  readonly probe: number;
  /** A connection whose answer takes longer is given up: the server's own limit has passed long before. */
  readonly most: number;
}

/**
 * Knows whether the database answers, so that nobody waits for one that does not. A connection that cannot be opened,
 * or a new one that does not answer while others have waited for seconds, means that it is gone: whatever waits for it
 * fails then, and whatever comes fails at once, until a connection that is tried in the background succeeds. The old
 * connections are not used again: a firewall in between may have forgotten them without a word.
 */
export class ConnectionWatch implements Disposable {
  readonly #config: ClientConfig;
  readonly #times: WatchTimes;
  /** What waits for an answer, and since when. */
  readonly #asked = new Map<ClientBase, number>();
  readonly #age = new WeakMap<ClientBase, number>();
  #generation = 0;
  #down: Error | null = null;
  #prober: Client | null = null;
  #timer: NodeJS.Timeout | null = null;
  #closed = false;

  constructor(config: ClientConfig, times: WatchTimes) {
    this.#config = { ...config, connectionTimeoutMillis: times.probe, query_timeout: times.probe };
    this.#times = times;
  }

  /** Why the database cannot be reached; null while it can, as far as is known. */
  get down(): Error | null {
    return this.#down;
  }

  opened(client: ClientBase): void {
    this.#age.set(client, this.#generation);
  }

  /** Whether a connection is from before the last time that the database was gone. */
  isStale(client: ClientBase): boolean {
    return (this.#age.get(client) ?? 0) < this.#generation;
  }

  /** Waits for an answer on a connection, and gives the connection up when there is none. */
  async watch<T>(client: ClientBase, answer: Promise<T>): Promise<T> {
    this.#asked.set(client, performance.now());
    this.#start();
    try {
      return await answer;
    } finally {
      this.#asked.delete(client);
    }
  }

  /** A connection could not be opened. */
  unreachable(error: unknown): void {
    // It is there, and has no room.
    if (hasNoRoom(error) || this.#closed) return;
    if (this.#down === null) {
      this.#down = error instanceof Error ? error : new Error(String(error));
      this.#generation++;
      for (const client of this.#asked.keys()) hangUp(client);
    }
    this.#start();
  }

  [Symbol.dispose](): void {
    this.#closed = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#prober !== null) hangUp(this.#prober);
  }

  #start(): void {
    if (this.#timer !== null || this.#closed) return;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      this.#look();
    }, this.#times.interval);
    this.#timer.unref();
  }

  #look(): void {
    const now = performance.now();
    let oldest = 0;
    for (const [client, since] of this.#asked) {
      oldest = Math.max(oldest, now - since);
      if (now - since > this.#times.most) hangUp(client);
    }
    if (this.#down !== null || oldest > this.#times.suspicious) void this.#probe();
    if (this.#down !== null || this.#asked.size > 0) this.#start();
  }

  async #probe(): Promise<void> {
    if (this.#prober !== null) return;
    const client = new Client(this.#config);
    this.#prober = client;
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.query('SELECT 1');
      this.#down = null;
    } catch (error) {
      this.unreachable(error);
    } finally {
      this.#prober = null;
      hangUp(client);
    }
  }
}

/** Ends a connection without a word, which one that does not answer would not hear. */
export function hangUp(client: ClientBase): void {
  (client as Client).connection.stream.destroy();
}
