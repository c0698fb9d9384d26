/** Time, injected so that tests move it. */
export interface Clock {
  /** Microseconds since 1970, never going backwards within a process. */
  now(): number;
  /** Runs `task` at `due` (microseconds since 1970) or as soon after as it can; at once when it is past. */
  schedule(due: number, task: () => void): ScheduledTask;
}

export interface ScheduledTask {
  cancel(): void;
}
