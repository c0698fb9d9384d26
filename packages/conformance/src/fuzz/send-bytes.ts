import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { SocketCase } from './hostile-bytes.ts';

/** Longer than a server with short limits needs to lose its patience, in milliseconds. */
const PATIENCE = 8000;
const INTERNALS =
  /node_modules|\/packages\/|\.ts:\d|\.js:\d|\bat async\b|SQLITE|TypeError|RangeError|FST_ERR|HPE_/u;

/** Plays a case on a connection of its own, and says what is wrong with what came back; null when nothing is. */
export async function sendBytes(
  port: number,
  { what, pieces, pause: between, afterwards, answers }: SocketCase,
  patience: number = PATIENCE,
): Promise<string | null> {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  const received: Buffer[] = [];
  const over = Promise.withResolvers<'closed' | 'late'>();
  const timer = setTimeout(() => over.resolve('late'), patience);
  socket.on('data', (chunk: Buffer) => received.push(chunk));
  // The server has said all it will, or has cut the connection: both are an end.
  socket.once('end', () => over.resolve('closed'));
  socket.once('close', () => over.resolve('closed'));
  socket.on('error', () => over.resolve('closed'));
  try {
    for (const piece of pieces) {
      if (!socket.writable) break;
      socket.write(piece);
      if (between > 0) await Promise.race([pause(between), over.promise]);
    }
    if (afterwards === 'reset') {
      await new Promise<void>((resolve) => socket.write('', () => resolve()));
      socket.resetAndDestroy();
      return null;
    }
    if (afterwards === 'half-close') socket.end();
    const end = await over.promise;
    const text = Buffer.concat(received).toString('latin1');
    return judge(text, answers) ?? (end === 'late' ? `${what}: the server keeps the connection` : null);
  } finally {
    clearTimeout(timer);
    socket.destroy();
  }
}

function judge(text: string, wanted: SocketCase['answers']): string | null {
  const statuses = [...text.matchAll(/HTTP\/1\.1 (\d{3}) [A-Z]/gu)].map(([, status]) => Number(status));
  const fault = statuses.find((status) => status >= 500 && status !== 504);
  if (fault !== undefined) return `answered ${fault}: ${text.slice(0, 300)}`;
  if (INTERNALS.test(text)) return `tells of our insides: ${text.slice(0, 300)}`;
  if (
    wanted === null ||
    (statuses.length === wanted.length && wanted.every((status, i) => status === statuses[i]))
  )
    return null;
  return `answered ${statuses.join(' ')} in the place of ${wanted.join(' ')}: ${text.slice(0, 200)}`;
}
