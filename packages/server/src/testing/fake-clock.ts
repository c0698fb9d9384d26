import type { Clock, ScheduledTask } from '../ports/clock.ts';

const SECOND = 1_000_000;

interface Task {
  readonly due: number;
  readonly run: () => void;
}

/**
 * A clock that moves when a test says so. Like the machine's, no two readings are the same: a test in which
 * everything happens at one instant proves nothing about times.
 */
export class FakeClock implements Clock {
  readonly #tasks = new Set<Task>();
  readonly #tick: number;
  #now: number;

  /**
   * Starts at a time in microseconds since 1970. `tick`: how much later each reading is than the one before; 0 where
   * times have to be compared to the microsecond with those of something else.
   */
  constructor(start: number = Date.UTC(2026, 0, 5, 9) * 1000, tick: 0 | 1 = 1) {
    this.#now = start;
    this.#tick = tick;
  }

  now(): number {
    this.#now += this.#tick;
    return this.#now;
  }

  schedule(due: number, run: () => void): ScheduledTask {
    const task: Task = { due, run };
    this.#tasks.add(task);
    if (due <= this.#now) queueMicrotask(() => this.#runIfWanted(task));
    return { cancel: () => this.#tasks.delete(task) };
  }

  /** How many tasks wait. */
  get scheduled(): number {
    return this.#tasks.size;
  }

  /** Lets time pass at once, as on a machine that slept: what became due meanwhile runs afterwards, in order. */
  jump(seconds: number): void {
    this.#now += seconds * SECOND;
    for (;;) {
      const task = this.#earliest(this.#now);
      if (task === null) return;
      this.#runIfWanted(task);
    }
  }

  /** Lets time pass from one due task to the next; `settle` waits for what a task has begun. */
  async advance(seconds: number, settle: () => Promise<void>): Promise<void> {
    await this.advanceTo(this.#now + seconds * SECOND, settle);
  }

  /** As `advance`, up to a time in microseconds since 1970. */
  async advanceTo(until: number, settle: () => Promise<void>): Promise<void> {
    for (let task = this.#earliest(until); task !== null; task = this.#earliest(until)) {
      this.#now = Math.max(this.#now, task.due);
      this.#runIfWanted(task);
      await settle();
    }
    this.#now = Math.max(this.#now, until);
  }

  #earliest(until: number): Task | null {
    let earliest: Task | null = null;
    for (const task of this.#tasks) {
      if (task.due <= until && (earliest === null || task.due < earliest.due)) earliest = task;
    }
    return earliest;
  }

  #runIfWanted(task: Task): void {
    if (this.#tasks.delete(task)) task.run();
  }
}
