import { once } from 'node:events';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { RawConnection } from './raw-connection.ts';
import { oneOf } from './requests.ts';

export interface ScreenPlan {
  /** Where customers write. */
  readonly port: number;
  /** Where the operators' streams are open; another node's, perhaps. */
  readonly streamPort: number;
  /** Ids of operators, each of whom has a stream open. */
  readonly operators: readonly string[];
  /** Paths of the events of sessions that they hold. */
  readonly paths: readonly string[];
  /** Messages a second. */
  readonly rate: number;
  readonly seconds: number;
}

export interface ScreenResult {
  readonly sent: number;
  /** Milliseconds from a message's first byte to its frame in its operator's stream. */
  readonly times: readonly number[];
}

const CONNECTIONS = 64;
const MARK = /bench-(\d+)-mark/g;
const LONGEST_MARK = 64;
/** What is still on its way at the end may take so long. */
const PATIENCE_MS = 10_000;

/** Customers write to operators who look at their screens: open loop, each message is marked and looked for. */
export async function takeScreenSamples(plan: ScreenPlan): Promise<ScreenResult> {
  const sentAt: number[] = [];
  const times: number[] = [];
  const arrived = (index: number, at: number): void => {
    const sent = sentAt[index];
    if (sent === undefined || times[index] !== undefined) return;
    times[index] = at - sent;
  };
  const streams = await Promise.all(plan.operators.map((id) => openStream(plan.streamPort, id, arrived)));
  await delay(1000);
  await write(plan, sentAt);
  const until = performance.now() + PATIENCE_MS;
  const seen = (): number => times.filter((time) => time !== undefined).length;
  while (seen() < sentAt.length && performance.now() < until) await delay(10);
  for (const stream of streams) stream.destroy();
  if (seen() < sentAt.length)
    throw new Error(`${sentAt.length - seen()} of ${sentAt.length} messages were not seen`);
  return { sent: sentAt.length, times };
}

async function write({ port, paths, rate, seconds }: ScreenPlan, sentAt: number[]): Promise<void> {
  const connections = await Promise.all(Array.from({ length: CONNECTIONS }, () => RawConnection.open(port)));
  const free = [...connections];
  const underway: Promise<void>[] = [];
  const began = performance.now();
  const post = async (connection: RawConnection, index: number): Promise<void> => {
    sentAt[index] = performance.now();
    const { status } = await connection.ask(message(port, oneOf(paths), index));
    if (status !== 201) throw new Error(`a message was answered with ${status}`);
    free.push(connection);
  };
  const passed = (): number => (performance.now() - began) / 1000;
  for (let next = 0; passed() < seconds;) {
    while (next < passed() * rate) {
      const connection = free.pop();
      if (connection === undefined) break;
      underway.push(post(connection, next++));
    }
    await delay(1);
  }
  await Promise.all(underway);
  for (const connection of connections) connection.close();
}

function message(port: number, path: string, index: number): Buffer {
  const body = JSON.stringify({
    kind: 'message',
    source: 'customer',
    message: `bench-${index}-mark Where is it?`,
  });
  return Buffer.from(
    `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
  );
}

async function openStream(
  port: number,
  operatorId: string,
  arrived: (index: number, at: number) => void,
): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  socket.setNoDelay(true);
  socket.on('error', () => socket.destroy());
  let rest = '';
  socket.on('data', (chunk) => {
    const at = performance.now();
    const text = rest + chunk.toString('latin1');
    for (const [, index] of text.matchAll(MARK)) arrived(Number(index), at);
    rest = text.slice(-LONGEST_MARK);
  });
  await once(socket, 'connect');
  socket.write(`GET /stream?operator=${operatorId} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\n\r\n`);
  return socket;
}
