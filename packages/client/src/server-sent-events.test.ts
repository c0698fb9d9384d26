import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readServerSentEvents } from './server-sent-events.ts';

let write: (text: string) => void;
let cancelled: boolean;
let frames: AsyncGenerator<{ data: string }, void>;

beforeEach(() => {
  vi.useFakeTimers();
  cancelled = false;
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      write = (text) => controller.enqueue(new TextEncoder().encode(text));
    },
    cancel: () => {
      cancelled = true;
    },
  });
  frames = readServerSentEvents(new Response(body));
});
afterEach(() => vi.useRealTimers());

describe('reading server-sent events', () => {
  it('ends when the connection has been silent for longer than the server ever is', async () => {
    write('data: one\n\n');
    expect(await frames.next()).toMatchObject({ value: { data: 'one' } });
    const next = frames.next();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await next).toEqual({ done: true, value: undefined });
    expect(cancelled).toBe(true);
  });

  it('goes on while comments keep coming', async () => {
    const next = frames.next();
    for (let beat = 0; beat < 10; beat++) {
      write(': still here\n\n');
      await vi.advanceTimersByTimeAsync(20_000);
    }
    write('data: late\n\n');
    expect(await next).toMatchObject({ value: { data: 'late' } });
    await frames.return(undefined);
    expect(cancelled).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
  });

  it.each([
    [
      'fields, comments and a space after the colon',
      ': hi\nid: 7\nevent: end\ndata:  x\nretry: 5\n\n',
      '7',
      'end',
      ' x',
    ],
    ['several lines of data, empty ones too', 'data:a\ndata\ndata: b\n\n', undefined, undefined, 'a\n\nb'],
    ['all three ends of lines', 'event: e\r\ndata: a\rdata: b\n\r\n', undefined, 'e', 'a\nb'],
    ['a frame without data, which is none', 'event: e\n\ndata: x\n\n', undefined, undefined, 'x'],
    ['an empty name of an event', 'event\ndata: x\n\n', undefined, undefined, 'x'],
    ['an id that no header can carry', 'id: a\0b\ndata: x\n\n', undefined, undefined, 'x'],
  ])('reads %s, in whatever pieces it comes', async (_what, text, id, event, data) => {
    for (const letter of text) write(letter);
    expect(await frames.next()).toEqual({ done: false, value: { id, event, data } });
    write(`: again\n\n${text}`);
    expect(await frames.next()).toEqual({ done: false, value: { id, event, data } });
    await frames.return(undefined);
  });
});
