/** Grows from one second to thirty with every call of `wait` that is not followed by `reset`. */
export class Pause {
  #next = 1000;

  reset(): void {
    this.#next = 1000;
  }

  async wait(signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    const delay = this.#next;
    this.#next = Math.min(delay * 2, 30_000);
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, delay);
      signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
    });
  }
}
