const MOST_SEEN = 50_000;

/** Keys of late, so that what comes in two ways is told once. It forgets the oldest: those are told twice. */
export class SeenKeys {
  #newer = new Set<string>();
  #older = new Set<string>();
  readonly #most: number;

  constructor(most: number = MOST_SEEN) {
    this.#most = most;
  }

  /** False when it has been added before. */
  add(key: string): boolean {
    if (this.has(key)) return false;
    this.#newer.add(key);
    if (this.#newer.size >= this.#most) this.age();
    return true;
  }

  has(key: string): boolean {
    return this.#newer.has(key) || this.#older.has(key);
  }

  /** Forgets what was added before the last time. */
  age(): void {
    this.#older = this.#newer;
    this.#newer = new Set();
  }
}
