import type { Clock, ScheduledTask } from '../../ports/clock.ts';
import { followedOffset } from './followed-offset.ts';

/** Node's timers hold at most 2^31 - 1 ms. */
const LONGEST_TIMEOUT_MS = 2_147_483_647;
/** Tasks are scheduled anew when the clock has moved by so much since; less makes them late by no more than this. */
const ARM_AGAIN_US = 20_000;

interface Task {
  readonly due: number;
  readonly run: () => void;
  timer: NodeJS.Timeout | undefined;
}

/**
 * A clock that follows another, which several machines share: what the machine's own says does not matter, neither when
 * it is wrong nor when it is set. It goes by the time that has passed since the other was asked. Until it was asked for
 * the first time it shows the machine's time. From then on it never goes back: while it is ahead it goes at half the
 * pace.
 */
export class FollowingClock implements Clock {
  readonly #tasks = new Set<Task>();
  /** Added to the time that has passed since the process began. */
  #offset: number = Date.now() * 1000 - passed();
  #follows = false;
  /** Offset by which the tasks are scheduled. */
  #armedBy: number = this.#offset;
  /** The newest reading, and when it was taken. */
  #last = 0;
  #lastAt = 0;

  now(): number {
    const at = passed();
    this.#last = Math.max(this.#shown(at), this.#last + 1);
    this.#lastAt = at;
    return this.#last;
  }

  /** Microseconds that have passed since some time: taken before the other clock is asked, for `follow`. */
  mark(): number {
    return passed();
  }

  /** The other clock was asked at `askedAt`, a `mark`, and has just answered that it is `at`. */
  follow(askedAt: number, at: number): void {
    const answeredAt = passed();
    // A machine that slept meanwhile, or nonsense: the next answer is better than this one.
    if (!Number.isFinite(at) || askedAt > answeredAt) return;
    // What it shows now it does not go back behind; only what it showed by the machine's own clock is forgotten.
    if (this.#follows) this.now();
    else this.#last = 0;
    this.#offset = followedOffset(this.#follows ? this.#offset : null, { askedAt, answeredAt, at });
    this.#follows = true;
    if (Math.abs(this.#offset - this.#armedBy) < ARM_AGAIN_US) return;
    this.#armedBy = this.#offset;
    for (const task of this.#tasks) this.#arm(task);
  }

  schedule(due: number, run: () => void): ScheduledTask {
    const task: Task = { due, run, timer: undefined };
    this.#tasks.add(task);
    this.#arm(task);
    return {
      cancel: () => {
        this.#tasks.delete(task);
        clearTimeout(task.timer);
      },
    };
  }

  #shown(at: number): number {
    const followed = Math.floor(at + this.#offset);
    return this.#last === 0 ? followed : Math.max(followed, Math.floor(this.#last + (at - this.#lastAt) / 2));
  }

  #arm(task: Task): void {
    clearTimeout(task.timer);
    const wait = Math.max(0, Math.ceil((task.due - this.#shown(passed())) / 1000));
    task.timer = setTimeout(() => this.#fire(task), Math.min(wait, LONGEST_TIMEOUT_MS));
  }

  #fire(task: Task): void {
    // It may have gone slower than the machine's timers, or they reach no further.
    if (this.#shown(passed()) < task.due) {
      this.#arm(task);
      return;
    }
    this.#tasks.delete(task);
    task.run();
  }
}

function passed(): number {
  return performance.now() * 1000;
}
