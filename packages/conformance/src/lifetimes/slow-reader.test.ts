import type { SessionEvent } from '@baton/protocol';
import type { Socket } from 'node:net';
import { beforeAll, describe, expect, test } from 'vitest';
import { createSession, post, readLog } from '../testing/conversation.ts';
import { EventSourceReader } from '../testing/event-source.ts';
import { openSocket, rawRequest } from '../testing/raw-http.ts';
import { useServer } from '../testing/use-server.ts';
import type { Wire } from '../testing/wire.ts';

const server = useServer(() => ({ internals: { streamTimes: { heartbeat: 20_000, drainTimeout: 200 } } }));

/** More than the system's socket buffers take in. */
const EVENTS = 40;
const TEXT = 'x'.repeat(900_000);

let id: string;
beforeAll(async () => {
  const { wire } = server.current;
  ({ id } = await createSession(wire));
  await Promise.all(
    Array.from({ length: EVENTS }, () => post(wire, id, { kind: 'custom', source: 'system', data: TEXT })),
  );
});

/** Everything that is still to come of an answer in chunks. */
async function drain(socket: Socket): Promise<string> {
  const chunks: Buffer[] = [];
  await new Promise<void>((resolve) => {
    socket.once('close', () => resolve());
    socket.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      if (chunk.toString('latin1').endsWith('\r\n0\r\n\r\n')) resolve();
    });
    socket.resume();
  });
  socket.destroy();
  return Buffer.concat(chunks).toString();
}

/** Events of the frames that came whole, of an answer in chunks. */
function eventsIn(text: string): SessionEvent[] {
  const body = unchunk(text.slice(text.indexOf('\r\n\r\n') + 4));
  const frames = body.split('\n\n').slice(0, -1);
  return frames
    .filter((frame) => frame.startsWith('id: '))
    .map((frame) => JSON.parse(frame.slice(frame.indexOf('data: ') + 6)) as SessionEvent);
}

function unchunk(text: string): string {
  let body = '';
  for (let at = 0; at < text.length;) {
    const line = text.indexOf('\r\n', at);
    const size = Number.parseInt(text.slice(at, line), 16);
    if (!(size > 0)) break;
    body += text.slice(line + 2, line + 2 + size);
    at = line + 2 + size + 2;
  }
  return body;
}

async function readOn(wire: Wire, offset: number): Promise<SessionEvent[]> {
  const path = `/sessions/${id}/events?sse=true&min_offset=${offset}&wait_for_data=1`;
  await using reader = await EventSourceReader.open(wire, path);
  const frames = (await reader.rest()).map((frame) => JSON.parse(frame.data) as SessionEvent);
  return frames.filter((frame) => frame.offset !== undefined);
}

describe('W1.4 a reader that does not keep up', () => {
  test('W1.4 is dropped with the reason slow-reader, and resumes from its offset without loss', async () => {
    const { wire, port, context } = server.current;
    const socket = await openSocket(port);
    socket.pause();
    socket.write(rawRequest('GET', `/sessions/${id}/events?sse=true&wait_for_data=30`));
    await expect.poll(() => context.readers.count, { interval: 5 }).toBe(1);
    await expect.poll(() => context.readers.count, { timeout: 5000 }).toBe(0);
    const text = await drain(socket);
    expect(text).toContain('event: end\ndata: {"type":"end","reason":"slow-reader"}\n\n');
    const first = eventsIn(text);
    // What the socket's buffers took in and little more: large events are not held for those who do not read.
    expect(first.length).toBeLessThan(EVENTS / 2);
    const later: SessionEvent[] = [];
    // A reader on a machine that is busy with others is dropped too, and resumes like any.
    for (let rounds = 0; first.length + later.length < EVENTS && rounds < EVENTS; rounds++) {
      later.push(...(await readOn(wire, first.length + later.length)));
    }
    expect([...first, ...later].map((event) => event.offset)).toEqual(
      Array.from({ length: EVENTS }, (_, index) => index),
    );
  });

  test('W1.4 holds up nobody else', async () => {
    const { wire, port } = server.current;
    const socket = await openSocket(port);
    socket.pause();
    socket.write(rawRequest('GET', `/sessions/${id}/events?sse=true&wait_for_data=30`));
    await using quick = await EventSourceReader.open(
      wire,
      `/sessions/${id}/events?sse=true&min_offset=${EVENTS}&wait_for_data=30`,
    );
    const event = await post(wire, id, { kind: 'custom', source: 'system', data: 'small' });
    const frame = await quick.next();
    expect(JSON.parse(frame?.data ?? 'null')).toEqual(event);
    socket.destroy();
  });

  test('W1.4 a whole log of many megabytes is listed as well', async () => {
    const { wire } = server.current;
    const log = await readLog(wire, id);
    expect(log.slice(0, EVENTS).map((event) => event.offset)).toEqual(
      Array.from({ length: EVENTS }, (_, index) => index),
    );
    expect(log.slice(0, EVENTS).every((event) => event.data === TEXT)).toBe(true);
  });
});
