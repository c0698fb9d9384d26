import type { Ask } from './steady-timer.worker.ts';

const running = new Map<number, () => void>();
let next = 0;
let ticker: Worker | null = null;

/**
 * Runs something again and again, on time also while nobody looks at the page: a heartbeat that comes once a minute is
 * too late, and an offer that rings once a minute is over by then. Gives what stops it.
 */
export function runEvery(milliseconds: number, run: () => void): () => void {
  const worker = steady();
  if (worker === null) {
    const timer = setInterval(run, milliseconds);
    return () => clearInterval(timer);
  }
  const id = next++;
  running.set(id, run);
  tell(worker, { id, every: milliseconds });
  return () => {
    running.delete(id);
    tell(worker, { id, every: null });
  };
}

/** Null where there are no workers. */
function steady(): Worker | null {
  if (ticker !== null || !('Worker' in globalThis)) return ticker;
  ticker = new Worker(new URL('./steady-timer.worker.ts', import.meta.url), { type: 'module' });
  ticker.addEventListener('message', ({ data }: MessageEvent<number>) => running.get(data)?.());
  return ticker;
}

function tell(worker: Worker, ask: Ask): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker is told, not a window
  worker.postMessage(ask);
}
