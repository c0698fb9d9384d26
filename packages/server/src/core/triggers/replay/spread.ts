export interface SpreadSummary {
  readonly median: number;
  readonly mean: number;
}

/** Above so many steps of one are told in steps of a sixteenth of the size: nobody needs more of them. */
const EXACT = 128;
const STEPS = 16;

/** Counts of whole numbers from 0 on, in bounded memory: large ones are told to a sixteenth. */
export class Spread {
  readonly #counts = new Map<number, number>();
  #count = 0;
  #sum = 0;

  add(value: number): void {
    const kept = value < EXACT ? value : stepOf(value);
    this.#counts.set(kept, (this.#counts.get(kept) ?? 0) + 1);
    this.#count += 1;
    this.#sum += value;
  }

  /** Null when nothing was counted. The median is the lower one of two. */
  summary(): SpreadSummary | null {
    if (this.#count === 0) return null;
    let seen = 0;
    for (const [value, count] of [...this.#counts].toSorted(([a], [b]) => a - b)) {
      seen += count;
      if (seen * 2 >= this.#count) return { median: value, mean: this.#sum / this.#count };
    }
    return null;
  }
}

function stepOf(value: number): number {
  const size = 2 ** Math.floor(Math.log2(value) - Math.log2(STEPS));
  return Math.floor(value / size) * size;
}
