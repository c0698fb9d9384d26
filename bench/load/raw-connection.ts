import { once } from 'node:events';
import { connect } from 'node:net';
import type { Socket } from 'node:net';

const RECEIVE_BYTES = 16_384;
const HEAD_END = '\r\n\r\n';
const LENGTH = /content-length: (\d+)/i;

/**
 * A keep-alive connection that does as little as HTTP allows: it writes prepared requests, one at a time, and
 * finds where an answer ends. A load generator on the same machine must cost less than what it measures.
 */
export class RawConnection {
  readonly #socket: Socket;
  #text = '';
  /** Called with the answer's status and whole text. */
  onAnswer: (status: number, text: string) => void = () => {};

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.on('error', () => undefined);
    socket.on('close', () => this.onAnswer(0, ''));
  }

  static async open(port: number): Promise<RawConnection> {
    const buffer = Buffer.allocUnsafe(RECEIVE_BYTES);
    const callback = (size: number): boolean => {
      connection.#receive(buffer.toString('latin1', 0, size));
      return true;
    };
    const socket = connect({ port, host: '127.0.0.1', onread: { buffer, callback } });
    const connection = new RawConnection(socket);
    await once(socket, 'connect');
    return connection;
  }

  send(request: Buffer): void {
    this.#socket.write(request);
  }

  /** Resolves with the answer to a request, with status 0 when the connection has broken; for use when speed does not matter. */
  ask(request: Buffer): Promise<{ status: number; text: string }> {
    return new Promise((resolve) => {
      this.onAnswer = (status, text) => resolve({ status, text });
      if (this.#socket.destroyed) this.onAnswer(0, '');
      else this.send(request);
    });
  }

  close(): void {
    this.onAnswer = () => {};
    this.#socket.resetAndDestroy();
  }

  #receive(chunk: string): void {
    this.#text += chunk;
    const headEnd = this.#text.indexOf(HEAD_END);
    if (headEnd < 0) return;
    const length = Number(LENGTH.exec(this.#text)?.[1] ?? 0);
    if (this.#text.length < headEnd + HEAD_END.length + length) return;
    const text = this.#text;
    this.#text = '';
    this.onAnswer(Number(text.slice(9, 12)), text);
  }
}
