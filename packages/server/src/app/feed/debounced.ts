import type { Clock, ScheduledTask } from '../../ports/clock.ts';

/**
 * Tells of what has changed at most once per key in an interval: at once when it was quiet, else when the interval is
 * over, so that the last change is always told. What changes within one turn of the event loop is told once.
 */
export class Debounced implements Disposable {
  readonly #clock: Clock;
  readonly #interval: number;
  readonly #tell: (key: string) => void;
  readonly #dirty = new Set<string>();
  /** When each was told last. */
  readonly #told = new Map<string, number>();
  #soon: NodeJS.Immediate | null = null;
  #task: ScheduledTask | null = null;

  /** `interval` in microseconds. */
  constructor(clock: Clock, interval: number, tell: (key: string) => void) {
    this.#clock = clock;
    this.#interval = interval;
    this.#tell = tell;
  }

  mark(key: string): void {
    this.#dirty.add(key);
    this.#soon ??= setImmediate(() => this.#flush());
  }

  [Symbol.dispose](): void {
    if (this.#soon !== null) clearImmediate(this.#soon);
    this.#task?.cancel();
    this.#dirty.clear();
  }

  #flush(): void {
    this.#soon = null;
    this.#task?.cancel();
    this.#task = null;
    const now = this.#clock.now();
    let next = Infinity;
    for (const key of this.#dirty) {
      const due = (this.#told.get(key) ?? -Infinity) + this.#interval;
      if (due > now) {
        next = Math.min(next, due);
        continue;
      }
      this.#dirty.delete(key);
      this.#told.delete(key);
      this.#told.set(key, now);
      this.#tell(key);
    }
    this.#forget(now);
    if (next < Infinity) this.#task = this.#clock.schedule(next, () => this.#flush());
  }

  /** The oldest first: a map is in the order in which its keys were set. */
  #forget(now: number): void {
    for (const [key, at] of this.#told) {
      if (at + this.#interval > now) return;
      this.#told.delete(key);
    }
  }
}
