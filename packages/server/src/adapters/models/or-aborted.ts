/** The work's outcome, or the signal's reason as soon as it is aborted, whether or not the work listens. */
export async function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  // Work that loses the race may still fail; nobody waits for it then.
  work.catch(() => undefined);
  signal.throwIfAborted();
  const aborted = Promise.withResolvers<never>();
  const abort = (): void => aborted.reject(signal.reason as Error);
  signal.addEventListener('abort', abort, { once: true });
  try {
    return await Promise.race([work, aborted.promise]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}
