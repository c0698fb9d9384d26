import type { Clock, ScheduledTask } from '../../ports/clock.ts';

/** Node's timers hold at most 2^31 - 1 ms; a task further away is scheduled again on the way. */
const LONGEST_TIMEOUT_MS = 2_147_483_647;

/** The machine's clock, in microseconds, kept from going backwards. */
export class SystemClock implements Clock {
  #last = 0;

  now(): number {
    const wall = Date.now() * 1000;
    // Two events within a millisecond still get different times, in order.
    this.#last = wall > this.#last ? wall : this.#last + 1;
    return this.#last;
  }

  schedule(due: number, task: () => void): ScheduledTask {
    let timer: NodeJS.Timeout;
    const arm = (): void => {
      const wait = Math.ceil((due - Date.now() * 1000) / 1000);
      timer =
        wait > LONGEST_TIMEOUT_MS ? setTimeout(arm, LONGEST_TIMEOUT_MS) : setTimeout(task, Math.max(0, wait));
    };
    arm();
    return { cancel: () => clearTimeout(timer) };
  }
}
