import { Client } from 'pg';
import { CHANNEL } from './change-writer.ts';
import type { BusListener, ChangeBus } from './change-bus.ts';

const CONNECT_TIMEOUT_MS = 10_000;
/** A connection that was cut without a word is found out by asking it something. */
const ASK_EACH_MS = 5000;
const ANSWER_MS = 3000;
const FIRST_WAIT_MS = 50;
const LONGEST_WAIT_MS = 5000;
const END_MS = 1000;

/** LISTEN and NOTIFY of the database itself, on a connection of its own that is opened anew for as long as it takes. */
export class PostgresBus implements ChangeBus {
  readonly tellsInStatement = true;
  readonly #url: string;
  #client: Client | null = null;
  #listener: BusListener | null = null;
  #timer: NodeJS.Timeout | undefined;
  #failures = 0;
  #ended = false;

  constructor(url: string) {
    this.#url = url;
  }

  async listen(listener: BusListener): Promise<void> {
    this.#listener = listener;
    await this.#connect();
  }

  tell(): void {}

  async [Symbol.asyncDispose](): Promise<void> {
    this.#ended = true;
    clearTimeout(this.#timer);
    const client = this.#client;
    this.#client = null;
    if (client !== null) await endClient(client);
  }

  async #connect(): Promise<void> {
    const client = new Client({
      connectionString: this.#url,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      application_name: 'baton changes',
      keepAlive: true,
    });
    this.#client = client;
    client.on('notification', ({ payload = '' }) => {
      if (this.#client === client) this.#listener?.heard(payload);
    });
    client.on('error', () => this.#lost(client));
    client.on('end', () => this.#lost(client));
    try {
      await client.connect();
      await client.query(`LISTEN ${CHANNEL}`);
    } catch {
      this.#lost(client);
      return;
    }
    if (this.#client !== client) return;
    this.#failures = 0;
    this.#askLater(client);
    this.#listener?.connected();
  }

  #askLater(client: Client): void {
    this.#timer = setTimeout(() => {
      this.#timer = setTimeout(() => this.#lost(client), ANSWER_MS);
      void this.#ask(client);
    }, ASK_EACH_MS);
  }

  async #ask(client: Client): Promise<void> {
    try {
      await client.query('SELECT 1');
    } catch {
      this.#lost(client);
      return;
    }
    if (this.#client !== client) return;
    clearTimeout(this.#timer);
    this.#askLater(client);
  }

  #lost(client: Client): void {
    if (this.#client !== client) return;
    this.#client = null;
    clearTimeout(this.#timer);
    void endClient(client);
    if (this.#ended) return;
    const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** this.#failures++);
    // Nodes that lost the database at once do not all come back at once.
    this.#timer = setTimeout(() => void this.#connect(), wait * (0.5 + Math.random()));
  }
}

/** Says goodbye, and hangs up when nobody answers. */
async function endClient(client: Client): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(() => {
      (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
      resolve();
    }, END_MS);
  });
  await Promise.race([client.end().catch(() => undefined), late]);
  clearTimeout(timer);
}
