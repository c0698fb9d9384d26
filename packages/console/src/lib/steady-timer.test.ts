import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Ask } from './steady-timer.worker.ts';

/** Stands for the thread: the test ticks. */
class FakeWorker extends EventTarget {
  static readonly asked: Ask[] = [];
  static last: FakeWorker | null = null;

  constructor() {
    super();
    FakeWorker.last = this;
  }

  postMessage(ask: Ask): void {
    FakeWorker.asked.push(ask);
  }

  tick(id: number): void {
    this.dispatchEvent(new MessageEvent('message', { data: id }));
  }
}

beforeEach(() => {
  vi.resetModules();
  FakeWorker.asked.length = 0;
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

it('ticks by a thread of its own, each caller by his own time, until he stops', async () => {
  vi.stubGlobal('Worker', FakeWorker);
  const { runEvery } = await import('./steady-timer.ts');
  const heartbeat = vi.fn<() => void>();
  const bell = vi.fn<() => void>();
  const stop = runEvery(15_000, heartbeat);
  runEvery(5000, bell);
  expect(FakeWorker.asked).toEqual([
    { id: 0, every: 15_000 },
    { id: 1, every: 5000 },
  ]);
  FakeWorker.last?.tick(1);
  expect([heartbeat.mock.calls.length, bell.mock.calls.length]).toEqual([0, 1]);
  stop();
  FakeWorker.last?.tick(0);
  expect(heartbeat).not.toHaveBeenCalled();
  expect(FakeWorker.asked.at(-1)).toEqual({ id: 0, every: null });
});

it('ticks by the page where there are no threads', async () => {
  vi.stubGlobal('Worker', undefined);
  Reflect.deleteProperty(globalThis, 'Worker');
  vi.useFakeTimers();
  const { runEvery } = await import('./steady-timer.ts');
  const run = vi.fn<() => void>();
  const stop = runEvery(1000, run);
  vi.advanceTimersByTime(3000);
  stop();
  vi.advanceTimersByTime(3000);
  expect(run).toHaveBeenCalledTimes(3);
});
