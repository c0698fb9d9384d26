import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface SeenRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export type Listener = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

/** An HTTP server on a free port of loopback, for one test. */
export class LocalServer implements AsyncDisposable {
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
  }

  static async start(listener: Listener, port = 0): Promise<LocalServer> {
    const server = createServer((request, response) => void listener(request, response));
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
    await promise;
    return new LocalServer(server);
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Connections that are open. */
  connections(): Promise<number> {
    const { promise, resolve, reject } = Promise.withResolvers<number>();
    this.#server.getConnections((error, count) => (error === null ? resolve(count) : reject(error)));
    return promise;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#server.close(() => resolve());
    this.#server.closeAllConnections();
    await promise;
  }
}

/** A port of loopback at which nobody listens. */
export async function freePort(): Promise<number> {
  await using server = await LocalServer.start(() => undefined);
  return server.port;
}

export async function readRequest(request: IncomingMessage): Promise<SeenRequest> {
  const { method = '', url = '', headers } = request;
  return { method, url, headers, body: await text(request) };
}
