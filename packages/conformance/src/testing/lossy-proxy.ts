import { createServer, request } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * A proxy that passes every request on, and loses the answers it is told to: the server has done its work, the
 * client is told 502 and asks again.
 */
export class LossyProxy implements AsyncDisposable {
  readonly url: string;
  /** Methods and paths of what came through. */
  readonly seen: string[] = [];
  readonly #server: Server;
  #toLose = 0;

  private constructor(target: string, server: Server) {
    this.#server = server;
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    server.on('request', (incoming, outgoing) => {
      this.seen.push(`${incoming.method} ${incoming.url}`);
      const lost = this.#toLose > 0;
      if (lost) this.#toLose--;
      pass(target, incoming, outgoing, lost);
    });
  }

  static async start(target: string): Promise<LossyProxy> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new LossyProxy(target, server);
  }

  /** Loses the answers to the next requests. */
  loseNext(count = 1): void {
    this.#toLose = count;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

function pass(target: string, incoming: IncomingMessage, outgoing: ServerResponse, lost: boolean): void {
  const { method, headers } = incoming;
  const upstream = request(new URL(incoming.url ?? '/', target), { method, headers }, (answer) => {
    if (lost) {
      answer.resume().once('end', () => refuse(outgoing, 'the answer was lost'));
      return;
    }
    outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
    answer.pipe(outgoing);
  });
  upstream.once('error', () => refuse(outgoing, 'the server cannot be reached'));
  incoming.pipe(upstream);
}

function refuse(outgoing: ServerResponse, detail: string): void {
  if (outgoing.headersSent) outgoing.destroy();
  else outgoing.writeHead(502, { 'content-type': 'application/json' }).end(JSON.stringify({ detail }));
}
