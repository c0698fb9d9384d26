import type { Clock, ScheduledTask } from '@baton/server/internals';

interface Task {
  readonly due: number;
  readonly run: () => void;
}

/** How late a task may run, in milliseconds. */
const TICK_MS = 20;

/** The machine's clock, which a test can put forward: what becomes due by that is done at once. */
export class ShiftedClock implements Clock, Disposable {
  #ahead = 0;
  #last = 0;
  readonly #tasks = new Set<Task>();
  readonly #timer = setInterval(() => this.#runDue(), TICK_MS);

  now(): number {
    const now = Date.now() * 1000 + this.#ahead;
    this.#last = now > this.#last ? now : this.#last + 1;
    return this.#last;
  }

  schedule(due: number, run: () => void): ScheduledTask {
    const task = { due, run };
    this.#tasks.add(task);
    return { cancel: () => this.#tasks.delete(task) };
  }

  putForward(seconds: number): void {
    this.#ahead += seconds * 1_000_000;
    this.#runDue();
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer);
  }

  #runDue(): void {
    const now = this.now();
    const due = [...this.#tasks].filter((task) => task.due <= now);
    for (const task of due.toSorted((a, b) => a.due - b.due)) if (this.#tasks.delete(task)) task.run();
  }
}
