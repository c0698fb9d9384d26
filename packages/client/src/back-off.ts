/** Waits before a reconnect: doubles from 250 ms to 5 s, with up to a quarter of jitter, so that clients do not return in step. */
export class BackOff {
  #next = 250;

  reset(): void {
    this.#next = 250;
  }

  /** Resolves when it is time to try again, or at once when `signal` aborts. */
  async wait(signal: AbortSignal): Promise<void> {
    const delay = this.#next * (1 + Math.random() / 4);
    this.#next = Math.min(this.#next * 2, 5000);
    if (signal.aborted) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(done, delay);
      signal.addEventListener('abort', done, { once: true });
      function done(): void {
        clearTimeout(timer);
        signal.removeEventListener('abort', done);
        resolve();
      }
    });
  }
}
