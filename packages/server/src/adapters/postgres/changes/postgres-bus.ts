import { Client } from 'pg';
import type { QueryConfig } from 'pg';
import { hangUp } from '../connection-watch.ts';
import type { BusListener, ChangeBus } from './change-bus.ts';
import { tellingOf } from './change.ts';
import type { ChangeNote } from './change.ts';
import { Reopening } from './reopening.ts';
import type { TellingSeal } from './telling-seal.ts';

const CHANNEL = 'baton_change';
const TELL = 'SELECT pg_notify($1, telling) FROM unnest($2::text[]) AS told (telling)';

const CONNECT_TIMEOUT_MS = 5000;
/** A connection that was cut without a word is found out by asking it something. */
const ASK_EACH_MS = 5000;
const ANSWER_MS = 3000;
const END_MS = 1000;
/** PostgreSQL takes 8,000 bytes, with the seal, who writes and the number. What is longer is read from the table. */
const MOST_BYTES = 7800;
const TOLD_AT_ONCE = 100;
/** What comes while so many wait is not told, and found in the table. */
const MOST_WAITING = 2000;

/**
 * LISTEN and NOTIFY of the database itself, on a connection of its own that is opened anew for as long as it takes. What
 * comes while others are told of something is told with the next statement.
 */
export class PostgresBus implements ChangeBus {
  readonly #url: string;
  readonly #seal: TellingSeal;
  readonly #reopening = new Reopening();
  readonly #waiting: string[] = [];
  #client: Client | null = null;
  #listens = false;
  #listener: BusListener | null = null;
  #asking: NodeJS.Timeout | undefined;
  #answer: NodeJS.Timeout | undefined;
  #busy = false;

  constructor(url: string, seal: TellingSeal) {
    this.#url = url;
    this.#seal = seal;
  }

  async listen(listener: BusListener): Promise<void> {
    this.#listener = listener;
    await this.#connect();
  }

  tell(note: ChangeNote): void {
    if (this.#client === null || !this.#listens || this.#waiting.length >= MOST_WAITING) return;
    this.#waiting.push(this.#seal.seal(tellingOf(note, MOST_BYTES)));
    if (!this.#busy) void this.#work(this.#client);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#reopening.end();
    const client = this.#forget();
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
      const telling = this.#client === client ? this.#seal.open(payload) : null;
      if (telling !== null) this.#listener?.heard(telling);
    });
    client.on('error', () => this.#lost(client));
    client.on('end', () => this.#lost(client));
    try {
      await client.connect();
    } catch {
      this.#lost(client);
      return;
    }
    if (this.#client !== client || !(await this.#ask(client, `LISTEN ${CHANNEL}`))) return;
    this.#listens = true;
    this.#reopening.succeeded();
    this.#asking = setInterval(() => {
      if (!this.#busy) void this.#work(client, true);
    }, ASK_EACH_MS);
    this.#listener?.connected();
  }

  /** Tells what waits, one statement after the other. `asks`: first, whether anybody is there. */
  async #work(client: Client, asks = false): Promise<void> {
    this.#busy = true;
    let answers = !asks || (await this.#ask(client, 'SELECT 1'));
    while (answers && this.#waiting.length > 0) {
      const tellings = this.#waiting.splice(0, TOLD_AT_ONCE);
      answers = await this.#ask(client, { name: 'tell', text: TELL, values: [CHANNEL, tellings] });
    }
    if (answers) this.#busy = false;
  }

  /** False when the connection is lost. */
  async #ask(client: Client, query: string | QueryConfig): Promise<boolean> {
    this.#answer = setTimeout(() => this.#lost(client), ANSWER_MS);
    try {
      await client.query(query);
    } catch {
      this.#lost(client);
    }
    if (this.#client !== client) return false;
    clearTimeout(this.#answer);
    return true;
  }

  #lost(client: Client): void {
    if (this.#client !== client) return;
    this.#forget();
    void endClient(client);
    this.#reopening.later(() => void this.#connect());
  }

  #forget(): Client | null {
    const client = this.#client;
    this.#client = null;
    this.#listens = false;
    this.#busy = false;
    this.#waiting.length = 0;
    clearInterval(this.#asking);
    clearTimeout(this.#answer);
    return client;
  }
}

/** Says goodbye, and hangs up when nobody answers. */
async function endClient(client: Client): Promise<void> {
  const timer = setTimeout(() => hangUp(client), END_MS);
  await client.end().catch(() => undefined);
  clearTimeout(timer);
}
