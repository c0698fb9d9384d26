import type { Clock } from '../ports/clock.ts';
import { orAborted } from '../ports/or-aborted.ts';

/** What an author's function took longer than it may. */
export class TookTooLong extends Error {
  constructor(milliseconds: number) {
    super(`took longer than ${milliseconds} ms`);
  }
}

/** What `run` answers, or a rejection once `signal` aborts or the time is up, whichever comes first. */
export async function within<T>(
  clock: Clock,
  milliseconds: number,
  signal: AbortSignal,
  run: (signal: AbortSignal) => Promise<T> | T,
): Promise<T> {
  const limit = new AbortController();
  const either = AbortSignal.any([signal, limit.signal]);
  const timer = clock.schedule(clock.now() + milliseconds * 1000, () =>
    limit.abort(new TookTooLong(milliseconds)),
  );
  try {
    // Wrapped, so that what is thrown at once is a rejection too.
    return await orAborted((async () => run(either))(), either);
  } finally {
    timer.cancel();
  }
}
