import type { Clock, ScheduledTask } from '../../ports/clock.ts';
import { orAborted } from '../../ports/or-aborted.ts';

/** A signal that is aborted with its parent, or with `reason` when its time is up. Times are milliseconds. */
export class TimeLimit implements Disposable {
  readonly signal: AbortSignal;
  readonly #clock: Clock;
  readonly #own = new AbortController();
  readonly #reason: Error;
  #timer: ScheduledTask;

  constructor(clock: Clock, parent: AbortSignal, wait: number, reason: Error) {
    this.#clock = clock;
    this.#reason = reason;
    this.signal = AbortSignal.any([parent, this.#own.signal]);
    this.#timer = this.#start(wait);
  }

  /** The time that is left counts from now. */
  restart(wait: number): void {
    this.#timer.cancel();
    this.#timer = this.#start(wait);
  }

  [Symbol.dispose](): void {
    this.#timer.cancel();
  }

  #start(wait: number): ScheduledTask {
    return this.#clock.schedule(this.#clock.now() + wait * 1000, () => this.#own.abort(this.#reason));
  }
}

/** Waits, or rejects with the signal's reason. */
export async function pause(clock: Clock, milliseconds: number, signal: AbortSignal): Promise<void> {
  const over = Promise.withResolvers<void>();
  const timer = clock.schedule(clock.now() + milliseconds * 1000, over.resolve);
  try {
    await orAborted(over.promise, signal);
  } finally {
    timer.cancel();
  }
}
