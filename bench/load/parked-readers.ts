import { once } from 'node:events';
import { connect } from 'node:net';
import type { Socket } from 'node:net';

export interface ParkPlan {
  readonly port: number;
  /** One reader each, without the query. */
  readonly paths: readonly string[];
}

/** Called with the time an event arrived, in nanoseconds of the monotonic clock. */
type Arrival = (at: number) => void;

const OPENED_AT_ONCE = 100;
const OFFSET = /"offset":(\d+)/;

/** Long-polls that wait, one connection each. A reader that is given an event asks for the next one at once. */
export class ParkedReaders {
  readonly #sockets: Socket[] = [];
  readonly #expected = new Map<string, Arrival>();

  async open({ port, paths }: ParkPlan): Promise<void> {
    for (let start = 0; start < paths.length; start += OPENED_AT_ONCE) {
      await Promise.all(paths.slice(start, start + OPENED_AT_ONCE).map((path) => this.#open(port, path)));
    }
  }

  get waiting(): number {
    return this.#sockets.filter((socket) => !socket.destroyed).length;
  }

  /** Resolves with the time at which the reader of `path` got its next event. */
  expect(path: string): Promise<number> {
    return new Promise((resolve) => this.#expected.set(path, resolve));
  }

  isExpecting(path: string): boolean {
    return this.#expected.has(path);
  }

  closeAll(): void {
    for (const socket of this.#sockets) socket.resetAndDestroy();
    this.#sockets.length = 0;
    this.#expected.clear();
  }

  async #open(port: number, path: string): Promise<void> {
    const socket = connect(port, '127.0.0.1');
    socket.setNoDelay(true);
    this.#sockets.push(socket);
    const ask = (offset: number): void => {
      socket.write(
        `GET ${path}?min_offset=${offset}&wait_for_data=300 HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\n\r\n`,
      );
    };
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk) => {
      const at = Number(process.hrtime.bigint());
      const offset = OFFSET.exec(chunk.toString('latin1'))?.[1];
      if (offset === undefined) return;
      this.#expected.get(path)?.(at);
      this.#expected.delete(path);
      ask(Number(offset) + 1);
    });
    await once(socket, 'connect');
    ask(0);
  }
}
