interface Counts {
  readonly asked: number;
  readonly settled: number;
}

interface Reading {
  readonly at: number;
  readonly asked: number;
}

/** As many as are read in some minutes: whatever is older than that is old enough. */
const MOST_READINGS = 1000;

/**
 * How long the oldest write has been waiting, told from two counts that are read now and then: writes are taken in the
 * order in which they come, so the oldest is the one after those that have an outcome, and it was there when the count
 * of those asked for first went beyond it. No write has to carry a time for it.
 */
export class OldestWrite {
  #readings: Reading[] = [];

  /** Milliseconds, too few by at most one reading's distance; 0 when nothing waits. `now`: milliseconds. */
  read({ asked, settled }: Counts, now: number): number {
    let done = 0;
    while (done < this.#readings.length && (this.#readings[done]?.asked ?? 0) <= settled) done++;
    if (done > 0) this.#readings = this.#readings.slice(done);
    const last = this.#readings.at(-1)?.asked ?? settled;
    if (asked > last && this.#readings.length < MOST_READINGS) this.#readings.push({ at: now, asked });
    return now - (this.#readings[0]?.at ?? now);
  }
}
