import type { SessionEvent } from '@baton/protocol';
import { describe, expect, test } from 'vitest';
import { createSession, post, readLog, say } from '../testing/conversation.ts';
import { EventSourceReader } from '../testing/event-source.ts';
import type { Frame } from '../testing/event-source.ts';
import { useServer } from '../testing/use-server.ts';

const server = useServer(() => ({ internals: { streamTimes: { heartbeat: 50, drainTimeout: 5000 } } }));

function open(sessionId: string, query: string): Promise<EventSourceReader> {
  return EventSourceReader.open(server.current.wire, `/sessions/${sessionId}/events?sse=true&${query}`);
}

const eventOf = (frame: Frame | null): SessionEvent => JSON.parse(frame?.data ?? 'null') as SessionEvent;
const custom = (data: unknown): object => ({ kind: 'custom', source: 'system', data });

describe('W1.4 GET /sessions/{id}/events?sse=true', () => {
  test('W1.4 gives what is there, then what comes, each event as one data frame', async () => {
    const { wire } = server.current;
    const { id } = await createSession(wire);
    const made = [
      await post(wire, id, custom(1)),
      await post(wire, id, custom({ text: 'line\n\ndata: forged\r\n' })),
    ];
    await using stream = await open(id, 'wait_for_data=30');
    expect(stream.response.status).toBe(200);
    expect(stream.response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(stream.response.headers.get('cache-control')).toBe('no-cache');
    expect([eventOf(await stream.next()), eventOf(await stream.next())]).toEqual(made);
    const later = await post(wire, id, custom(3));
    const frame = await stream.next();
    expect(eventOf(frame)).toEqual(later);
    expect(frame?.event).toBeNull();
    expect(frame?.raw.split('\n').filter((line) => line.startsWith('data: '))).toHaveLength(1);
  });

  test('W1.4 begins at min_offset and keeps to its filters', async () => {
    const { wire } = server.current;
    const { id } = await createSession(wire);
    for (const data of [1, 2, 3]) await post(wire, id, custom(data));
    await using stream = await open(id, 'min_offset=2&kinds=custom&source=system&wait_for_data=30');
    expect(eventOf(await stream.next()).offset).toBe(2);
    await post(wire, id, { kind: 'status', source: 'system', status: 'typing' });
    await post(wire, id, { ...custom(4), source: 'customer' });
    const wanted = await post(wire, id, custom(5));
    expect(eventOf(await stream.next())).toEqual(wanted);
  });

  test('W8.13 ends quietly after wait_for_data seconds without an event', async () => {
    const { wire } = server.current;
    const { id } = await createSession(wire);
    const event = await post(wire, id, custom(1));
    await using stream = await open(id, 'wait_for_data=1');
    const frames = await stream.rest();
    expect(frames.map(eventOf)).toEqual([event]);
  });

  test('W1.4 the pause begins anew with every event', async () => {
    const { wire } = server.current;
    const { id } = await createSession(wire);
    await using stream = await open(id, 'wait_for_data=1');
    const began = performance.now();
    const pace = setInterval(() => void post(wire, id, custom('again')), 400);
    for (let count = 0; count < 4; count++) await stream.next();
    clearInterval(pace);
    expect(performance.now() - began).toBeGreaterThan(1000);
  });

  test('W1.4 wait_for_data=0 gives what is there and ends', async () => {
    const { wire } = server.current;
    const { id } = await createSession(wire);
    const made = [await post(wire, id, custom(1)), await post(wire, id, custom(2))];
    await using stream = await open(id, 'wait_for_data=0');
    expect((await stream.rest()).map(eventOf)).toEqual(made);
  });

  test('W1.4 an unknown session is an empty stream', async () => {
    await using stream = await open('none', 'wait_for_data=30');
    expect(stream.response.status).toBe(200);
    expect(await stream.rest()).toEqual([]);
  });

  test('W1.4 a long log comes whole and in order', async () => {
    const { wire } = server.current;
    const { id } = await createSession(wire);
    for (let round = 0; round < 6; round++) {
      await Promise.all(
        Array.from({ length: 100 }, (_, index) => post(wire, id, custom(round * 100 + index + 1))),
      );
    }
    await using stream = await open(id, 'wait_for_data=1');
    const frames = await stream.rest();
    expect(frames.map((frame) => eventOf(frame).offset)).toEqual(
      Array.from({ length: 600 }, (_, index) => index),
    );
  });

  test('W8.13 an idle stream carries comments, which a reader of events does not see', async () => {
    const { wire } = server.current;
    const { id } = await createSession(wire);
    const abort = new AbortController();
    const response = await wire.open(
      'GET',
      `/sessions/${id}/events?sse=true&wait_for_data=30`,
      undefined,
      {},
      abort.signal,
    );
    const body = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    expect((await body?.read())?.value).toMatch(/^:/);
    abort.abort();
  });

  test('W1.4 a change of an event that was sent is not sent again', async () => {
    const { wire } = server.current;
    const { id } = await createSession(wire);
    const event = await post(wire, id, custom(1));
    await using stream = await open(id, 'wait_for_data=30');
    await stream.next();
    await wire.patch(`/sessions/${id}/events/${event.id}`, { metadata: { set: { a: 1 } } });
    const next = await post(wire, id, custom(2));
    expect(eventOf(await stream.next())).toEqual(next);
  });

  test('W1.4 every reader of a session gets the same', async () => {
    const { wire } = server.current;
    const { id } = await createSession(wire);
    const streams = await Promise.all(Array.from({ length: 5 }, () => open(id, 'wait_for_data=30')));
    await say(wire, id, 'hello all');
    const seen = await Promise.all(
      streams.map((stream) => stream.until((frame) => frame.data.includes('"stage":"completed"'))),
    );
    const log = await readLog(wire, id);
    for (const frames of seen) expect(frames.map(eventOf)).toEqual(log);
    await Promise.all(streams.map((stream) => stream[Symbol.asyncDispose]()));
  });
});
