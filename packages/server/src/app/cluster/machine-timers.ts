import type { ScheduledTask } from '../../ports/clock.ts';

/** Time that only ever goes on, however a clock is set; for how long something has been so. */
export interface Timers {
  /** Milliseconds. */
  now(): number;
  /** Runs `task` in so many milliseconds. */
  after(milliseconds: number, task: () => void): ScheduledTask;
}

export const MACHINE_TIMERS: Timers = {
  now: () => performance.now(),
  after(milliseconds, task) {
    const timer = setTimeout(task, Math.max(0, milliseconds));
    return { cancel: () => clearTimeout(timer) };
  },
};
