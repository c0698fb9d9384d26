const FIRST_WAIT_MS = 50;
const LONGEST_WAIT_MS = 5000;

/** Tries again for as long as it takes: soon at first, then each five seconds or so. */
export class Reopening {
  #failures = 0;
  #timer: NodeJS.Timeout | undefined;
  #ended = false;

  get hasEnded(): boolean {
    return this.#ended;
  }

  succeeded(): void {
    this.#failures = 0;
  }

  later(open: () => void): void {
    if (this.#ended) return;
    const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** this.#failures++);
    clearTimeout(this.#timer);
    // Nodes that lost it at the same time do not all come back at the same time.
    this.#timer = setTimeout(open, wait * (0.5 + Math.random()));
  }

  end(): void {
    this.#ended = true;
    clearTimeout(this.#timer);
  }
}
