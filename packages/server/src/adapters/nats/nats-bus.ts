import type { ConnectionOptions, NatsConnection } from '@nats-io/transport-node';
import type { Log } from '../../ports/log.ts';
import type { BusListener, ChangeBus } from '../postgres/changes/change-bus.ts';
import { tellingOf } from '../postgres/changes/change.ts';
import type { ChangeNote } from '../postgres/changes/change.ts';
import { Reopening } from '../postgres/changes/reopening.ts';
import type { TellingSeal } from '../postgres/changes/telling-seal.ts';

export interface NatsBusOptions {
  /** `nats://user:password@host:port`, or `tls://…`. */
  readonly url: string;
  /** Of one database alone: many may share a NATS server. */
  readonly subject: string;
  readonly seal: TellingSeal;
  readonly log: Log;
}

const CONNECT_TIMEOUT_MS = 5000;
/** A connection that was cut without a word is given up after three of these. */
const PING_EACH_MS = 3000;
const PINGS_UNANSWERED = 2;
const END_MS = 1000;
/** What is longer is read from the table. */
const MOST_BYTES = 64_000;
/** So much may be on its way; what comes when there is more is not told, and found in the table. */
const MOST_UNCONFIRMED_BYTES = 4_000_000;

/** Tells of changes through NATS, after they are committed. */
export class NatsBus implements ChangeBus {
  readonly #options: NatsBusOptions;
  readonly #reopening = new Reopening();
  #connection: NatsConnection | null = null;
  #listener: BusListener | null = null;
  #unconfirmed = 0;
  #confirming: NatsConnection | null = null;
  #isDown = false;

  constructor(options: NatsBusOptions) {
    this.#options = options;
  }

  async listen(listener: BusListener): Promise<void> {
    this.#listener = listener;
    await this.#connect();
  }

  tell(note: ChangeNote): void {
    const connection = this.#connection;
    if (connection === null || this.#unconfirmed > MOST_UNCONFIRMED_BYTES) return;
    const telling = this.#options.seal.seal(tellingOf(note, MOST_BYTES));
    try {
      connection.publish(this.#options.subject, telling);
    } catch {
      return;
    }
    this.#unconfirmed += telling.length;
    if (this.#confirming !== connection) void this.#confirm(connection);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#reopening.end();
    const connection = this.#connection;
    this.#connection = null;
    if (connection !== null) await endConnection(connection);
  }

  async #connect(): Promise<void> {
    let connection: NatsConnection;
    try {
      const { connect } = await import('@nats-io/transport-node');
      connection = await connect(connectionOptions(this.#options.url));
    } catch (error) {
      this.#retry(error);
      return;
    }
    if (this.#reopening.hasEnded) return endConnection(connection);
    try {
      connection.subscribe(this.#options.subject, {
        callback: (error, message) => {
          if (error === null && message.data.length <= 2 * MOST_BYTES) this.#hear(message.string());
        },
      });
    } catch (error) {
      // It has been lost already.
      this.#retry(error);
      return;
    }
    this.#connection = connection;
    this.#unconfirmed = 0;
    void this.#watch(connection);
    // Until the server has the subscription, nothing is heard.
    if (!(await hasConfirmed(connection))) return;
    this.#reopening.succeeded();
    if (this.#isDown) this.#options.log.info({}, 'NATS is there again');
    this.#isDown = false;
    this.#listener?.connected();
  }

  #hear(sealed: string): void {
    const telling = this.#options.seal.open(sealed);
    if (telling !== null) this.#listener?.heard(telling);
  }

  async #watch(connection: NatsConnection): Promise<void> {
    const error = await connection.closed();
    if (this.#connection === connection) this.#connection = null;
    this.#retry(error);
  }

  #retry(error: unknown): void {
    if (this.#reopening.hasEnded) return;
    if (!this.#isDown) {
      const reason = error instanceof Error ? error.message : 'it has hung up';
      this.#options.log.warn({ reason }, 'NATS cannot be reached: nodes hear of each other within a second');
    }
    this.#isDown = true;
    this.#reopening.later(() => void this.#connect());
  }

  /** Asks the server, once at a time, whether it has had everything until now. */
  async #confirm(connection: NatsConnection): Promise<void> {
    this.#confirming = connection;
    while (this.#unconfirmed > 0 && this.#connection === connection) {
      const sent = this.#unconfirmed;
      if (!(await hasConfirmed(connection))) break;
      if (this.#connection === connection) this.#unconfirmed -= sent;
    }
    if (this.#confirming === connection) this.#confirming = null;
  }
}

/** Resolves once the server has had all that was sent; false when the connection ends before. */
async function hasConfirmed(connection: NatsConnection): Promise<boolean> {
  const confirmed = connection.flush().then(
    () => true,
    () => false,
  );
  return Promise.race([confirmed, connection.closed().then(() => false)]);
}

function connectionOptions(url: string): ConnectionOptions {
  const { protocol, host, username, password } = new URL(url);
  return {
    servers: host,
    ...(username === '' ? {} : { user: decodeURIComponent(username), pass: decodeURIComponent(password) }),
    ...(protocol === 'tls:' ? { tls: {} } : {}),
    name: 'baton',
    timeout: CONNECT_TIMEOUT_MS,
    // Whoever is not connected tells nothing; the library would keep it all, however long that takes.
    reconnect: false,
    noEcho: true,
    ignoreClusterUpdates: true,
    pingInterval: PING_EACH_MS,
    maxPingOut: PINGS_UNANSWERED,
  };
}

async function endConnection(connection: NatsConnection): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, END_MS);
  });
  await Promise.race([connection.close().catch(() => undefined), late]);
  clearTimeout(timer);
}
