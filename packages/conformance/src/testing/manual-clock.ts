import type { Clock, ScheduledTask } from '@baton/server/internals';

interface Task {
  readonly due: number;
  readonly run: () => void;
}

/** Time that stands still until a test moves it. */
export class ManualClock implements Clock {
  #now = Date.UTC(2026, 0, 5, 9) * 1000;
  readonly #tasks = new Set<Task>();

  /** A microsecond passes with every look, so that no two events share a time. */
  now(): number {
    this.#now += 1;
    return this.#now;
  }

  schedule(due: number, run: () => void): ScheduledTask {
    const task = { due, run };
    this.#tasks.add(task);
    return { cancel: () => this.#tasks.delete(task) };
  }

  /** Moves on and runs what became due, in order. What a task starts is not awaited. */
  advance(seconds: number): void {
    this.#now += seconds * 1_000_000;
    const due = [...this.#tasks].filter((task) => task.due <= this.#now);
    for (const task of due.toSorted((a, b) => a.due - b.due)) {
      if (this.#tasks.delete(task)) task.run();
    }
  }
}
