import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { Server, Socket } from 'node:net';

/** Leads requests to whichever node is ready. */
export interface Balancer extends AsyncDisposable {
  readonly url: string;
}

const CHECK_MS = 1000;
const CHECK_TIMEOUT_MS = 2000;
/** Checks that fail before a node is left out. */
const FALL = 2;

interface Target {
  readonly port: number;
  readonly sockets: Set<Socket>;
  failed: number;
}

/** Leads connections to nodes that say that they are ready, in turn. One that is not ready any more loses its own. */
export class NodeBalancer implements Balancer {
  readonly url: string;
  readonly #server: Server;
  readonly #targets: readonly Target[];
  readonly #timer: NodeJS.Timeout;
  #next = 0;

  private constructor(server: Server, ports: readonly number[], port: number) {
    this.url = `http://127.0.0.1:${port}`;
    this.#server = server;
    this.#targets = ports.map((each) => ({ port: each, sockets: new Set(), failed: 0 }));
    server.on('connection', (socket) => this.#lead(socket));
    this.#timer = setInterval(() => {
      for (const target of this.#targets) void check(target);
    }, CHECK_MS);
  }

  static async start(ports: readonly number[], port: number): Promise<NodeBalancer> {
    const server = createServer({ allowHalfOpen: false, noDelay: true });
    const balancer = new NodeBalancer(server, ports, port);
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return balancer;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    clearInterval(this.#timer);
    for (const { sockets } of this.#targets) for (const socket of sockets) socket.destroy();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #lead(client: Socket): void {
    const ready = this.#targets.filter(({ failed }) => failed < FALL);
    const target = ready[this.#next++ % Math.max(1, ready.length)];
    client.on('error', () => undefined);
    if (target === undefined) {
      client.resetAndDestroy();
      return;
    }
    const node = connect(target.port, '127.0.0.1').setNoDelay(true);
    node.on('error', () => undefined);
    for (const [socket, other] of [
      [client, node],
      [node, client],
    ] as const) {
      target.sockets.add(socket);
      socket.once('close', () => {
        target.sockets.delete(socket);
        other.destroy();
      });
      socket.pipe(other);
    }
  }
}

async function check(target: Target): Promise<void> {
  const ready = await isReady(target.port);
  target.failed = ready ? 0 : target.failed + 1;
  if (target.failed >= FALL) for (const socket of target.sockets) socket.destroy();
}

/** Whether a node says that it may be sent requests. */
export async function isReady(port: number): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(CHECK_TIMEOUT_MS);
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`, { signal });
    await answer.arrayBuffer();
    return answer.status === 200;
  } catch {
    return false;
  }
}
