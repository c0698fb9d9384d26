import { connect } from 'node:net';
import type { Socket } from 'node:net';

/** An answer as it came over the socket. */
export interface RawAnswer {
  readonly status: number;
  /** The first line, e.g. `HTTP/1.1 504 Gateway Timeout`. */
  readonly line: string;
  readonly head: string;
  readonly body: string;
}

/** Opens a socket to the server. */
export async function openSocket(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject));
  return socket;
}

/** Sends bytes that no HTTP client would let through and reads until the server closes. */
export async function rawHttp(port: number, request: string | Uint8Array): Promise<RawAnswer> {
  const socket = await openSocket(port);
  const chunks: Buffer[] = [];
  const closed = new Promise<void>((resolve, reject) => {
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    // A server that refuses a request in the middle of it may reset the connection after its answer.
    socket.on('error', () => undefined);
    socket.once('close', () => resolve());
    socket.setTimeout(10_000, () => reject(new Error('the server did not close the connection')));
  });
  socket.write(request);
  try {
    await closed;
  } finally {
    socket.destroy();
  }
  return parse(Buffer.concat(chunks).toString('utf8'));
}

/** A request's bytes: head and body put together by hand. */
export function rawRequest(
  method: string,
  path: string,
  headers: Readonly<Record<string, string>> = {},
  body: Uint8Array = new Uint8Array(),
): Buffer {
  const all: Record<string, string> = { host: 'localhost', connection: 'close', ...headers };
  if (body.length > 0) all['content-length'] ??= String(body.length);
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.concat([Buffer.from(`${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n`, 'latin1'), body]);
}

function parse(text: string): RawAnswer {
  const end = text.indexOf('\r\n\r\n');
  const head = end === -1 ? text : text.slice(0, end);
  const [line = ''] = head.split('\r\n');
  return { status: Number(line.split(' ')[1]), line, head, body: end === -1 ? '' : text.slice(end + 4) };
}
