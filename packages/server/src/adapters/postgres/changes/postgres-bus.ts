import { Client } from 'pg';
import { hangUp } from '../connection-watch.ts';
import type { BusListener, ChangeBus } from './change-bus.ts';
import { CHANNEL } from './change-writer.ts';
import { Reopening } from './reopening.ts';

const CONNECT_TIMEOUT_MS = 5000;
/** A connection that was cut without a word is found out by asking it something. */
const ASK_EACH_MS = 5000;
const ANSWER_MS = 3000;
const END_MS = 1000;

/** LISTEN and NOTIFY of the database itself, on a connection of its own that is opened anew for as long as it takes. */
export class PostgresBus implements ChangeBus {
  readonly tellsInStatement = true;
  readonly #url: string;
  readonly #reopening = new Reopening();
  #client: Client | null = null;
  #listener: BusListener | null = null;
  #asking: NodeJS.Timeout | undefined;

  constructor(url: string) {
    this.#url = url;
  }

  async listen(listener: BusListener): Promise<void> {
    this.#listener = listener;
    await this.#connect();
  }

  tell(): void {}

  async [Symbol.asyncDispose](): Promise<void> {
    this.#reopening.end();
    clearTimeout(this.#asking);
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
    this.#reopening.succeeded();
    this.#askLater(client);
    this.#listener?.connected();
  }

  #askLater(client: Client): void {
    this.#asking = setTimeout(() => {
      this.#asking = setTimeout(() => this.#lost(client), ANSWER_MS);
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
    clearTimeout(this.#asking);
    this.#askLater(client);
  }

  #lost(client: Client): void {
    if (this.#client !== client) return;
    this.#client = null;
    clearTimeout(this.#asking);
    void endClient(client);
    this.#reopening.later(() => void this.#connect());
  }
}

/** Says goodbye, and hangs up when nobody answers. */
async function endClient(client: Client): Promise<void> {
  const timer = setTimeout(() => hangUp(client), END_MS);
  await client.end().catch(() => undefined);
  clearTimeout(timer);
}
