import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { Random } from '../interleaving.ts';
import { TcpLane } from './tcp-lane.ts';

/** `requests` go from the client to the server, `answers` back. */
export type Direction = 'requests' | 'answers' | 'both';

export interface TcpProxyOptions {
  /** Where connections go on to. */
  readonly host: string;
  readonly port: number;
  /** Decides which connections `cutSome` takes and how delays vary. */
  readonly seed?: number;
}

interface Link {
  readonly client: Socket;
  readonly server: Socket;
  readonly lanes: readonly TcpLane[];
}

const LOOPBACK = '127.0.0.1';

/**
 * A network between a client and a server, on loopback, that fails when it is told to. Faults last until `heal`.
 *
 * - `cut`: every connection is reset; new ones come through.
 * - `refuse`: new connections are refused, as where nothing listens; the others go on.
 * - `stall`: connections stay open and new ones are accepted, but nothing passes, as when a cable is pulled. What was
 *   sent meanwhile arrives once it is healed. Of one direction alone it makes requests whose answers never come.
 * - `delay`: each piece takes some time more.
 * - `halfOpen`: the server loses every connection and the client is told nothing, as when a machine goes without a
 *   word. Healing resets what the client still holds.
 */
export class TcpProxy implements AsyncDisposable {
  readonly #options: TcpProxyOptions;
  readonly #random: Random;
  readonly #links = new Set<Link>();
  /** Connections of clients whose server has gone. */
  readonly #deserted = new Set<Socket>();
  #server: Server | null = null;
  #port = 0;
  #held: Direction | null = null;
  #delay = { least: 0, most: 0 };
  #silent = false;
  /** Connections that were accepted since the start. */
  accepted = 0;

  private constructor(options: TcpProxyOptions) {
    this.#options = options;
    this.#random = new Random(options.seed ?? 0);
  }

  static async start(options: TcpProxyOptions): Promise<TcpProxy> {
    const proxy = new TcpProxy(options);
    await proxy.#listen();
    return proxy;
  }

  /** A proxy for the server of a URL such as `postgres://…`. */
  static before(url: string, seed = 0): Promise<TcpProxy> {
    const { hostname, port } = new URL(url);
    return TcpProxy.start({ host: hostname, port: Number(port), seed });
  }

  /** Where clients connect to; the same for the life of the proxy. */
  get port(): number {
    return this.#port;
  }

  /** How many connections are open. */
  get open(): number {
    return this.#links.size;
  }

  /** The URL with the proxy in its server's place. */
  through(url: string): string {
    const changed = new URL(url);
    changed.hostname = LOOPBACK;
    changed.port = String(this.#port);
    return changed.href;
  }

  cut(): void {
    for (const link of [...this.#links]) this.#reset(link);
  }

  /** Resets each connection with the chance `percent`, by the seed. */
  cutSome(percent: number): void {
    for (const link of [...this.#links]) if (this.#random.below(100) < percent) this.#reset(link);
  }

  async refuse(): Promise<void> {
    const server = this.#server;
    this.#server = null;
    if (server === null) return;
    // Its close waits for the connections, which go on; the port is free at once.
    server.close();
    await new Promise((resolve) => setImmediate(resolve));
  }

  stall(direction: Direction = 'both'): void {
    this.#held = direction;
    this.#pump();
  }

  /** Milliseconds for each piece of each direction, drawn from `least` to `most`. */
  delay(least: number, most: number = least): void {
    this.#delay = { least, most };
  }

  /** New connections too are accepted and lead nowhere. */
  halfOpen(): void {
    this.#silent = true;
    for (const link of [...this.#links]) this.#desert(link);
  }

  /** Ends every fault; what waited goes on. */
  async heal(): Promise<void> {
    this.#held = null;
    this.#delay = { least: 0, most: 0 };
    this.#silent = false;
    for (const socket of this.#deserted) socket.resetAndDestroy();
    this.#deserted.clear();
    this.#pump();
    if (this.#server === null) await this.#listen();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const server = this.#server;
    this.#server = null;
    this.cut();
    for (const socket of this.#deserted) socket.destroy();
    this.#deserted.clear();
    if (server === null) return;
    server.close();
    await once(server, 'close');
  }

  async #listen(): Promise<void> {
    const server = createServer({ allowHalfOpen: true, noDelay: true }, (client) => this.#accept(client));
    server.listen(this.#port, LOOPBACK);
    await once(server, 'listening');
    this.#port = (server.address() as AddressInfo).port;
    this.#server = server;
  }

  #accept(client: Socket): void {
    this.accepted++;
    client.on('error', () => undefined);
    if (this.#silent) {
      this.#keepDeserted(client);
      return;
    }
    const { host, port } = this.#options;
    const server = connect({ host, port, allowHalfOpen: true, noDelay: true });
    const delay = (): number => this.#drawDelay();
    const holds = (direction: Direction): boolean => this.#held === 'both' || this.#held === direction;
    const lanes = [
      new TcpLane(client, server, {
        delay,
        get held() {
          return holds('requests');
        },
      }),
      new TcpLane(server, client, {
        delay,
        get held() {
          return holds('answers');
        },
      }),
    ];
    const link: Link = { client, server, lanes };
    this.#links.add(link);
    server.on('error', () => this.#reset(link));
    client.on('error', () => this.#reset(link));
    for (const socket of [client, server]) {
      socket.on('close', () => {
        if (client.destroyed && server.destroyed) this.#forget(link);
      });
    }
  }

  #drawDelay(): number {
    const { least, most } = this.#delay;
    return least + this.#random.below(Math.max(1, Math.floor(most - least)));
  }

  #pump(): void {
    for (const { lanes } of this.#links) for (const lane of lanes) lane.pump();
  }

  #reset(link: Link): void {
    this.#forget(link);
    for (const socket of [link.client, link.server]) if (!socket.destroyed) socket.resetAndDestroy();
  }

  #desert(link: Link): void {
    this.#forget(link);
    link.server.resetAndDestroy();
    this.#keepDeserted(link.client);
  }

  #keepDeserted(client: Socket): void {
    this.#deserted.add(client);
    client.removeAllListeners('data');
    client.resume();
    client.on('close', () => this.#deserted.delete(client));
  }

  #forget(link: Link): void {
    this.#links.delete(link);
    for (const lane of link.lanes) lane.end();
  }
}
