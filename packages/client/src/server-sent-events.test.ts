import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readServerSentEvents } from './server-sent-events.ts';

let write: (text: string) => void;
let cancelled: boolean;
let frames: AsyncGenerator<{ data: string }>;

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
});
