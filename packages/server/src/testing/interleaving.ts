import { setImmediate } from 'node:timers/promises';
import { microtasks } from './until.ts';

/**
 * Lets work that is under way at the same time go on in an order drawn from a seed: whatever calls `pause` waits
 * until it is picked, and between two picks a few promise continuations run, or all of them. The same seed gives
 * the same order.
 */
export class Interleaving {
  readonly #random: Random;
  #paused: { readonly label: string; readonly resume: () => void }[] = [];
  /** What was picked, in order: read it when a property has failed. */
  readonly picked: string[] = [];

  constructor(seed: number) {
    this.#random = new Random(seed);
  }

  pause(label: string): Promise<void> {
    return new Promise((resume) => {
      this.#paused.push({ label, resume });
    });
  }

  /** Goes on until nothing waits and nothing is left to be continued. */
  async settle(): Promise<void> {
    for (;;) {
      if (this.#paused.length === 0) await setImmediate();
      if (this.#paused.length === 0) return;
      const [next] = this.#paused.splice(this.#random.below(this.#paused.length), 1);
      this.picked.push(next!.label);
      next!.resume();
      if (this.#random.below(3) === 0) await setImmediate();
      else await microtasks(this.#random.below(12));
    }
  }
}

/** Numbers that look random and follow from a seed (mulberry32). */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** 0 … limit - 1. */
  below(limit: number): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let value = this.#state;
    value = Math.imul(value ^ (value >>> 15), value | 1);
    value ^= value + Math.imul(value ^ (value >>> 7), value | 61);
    return ((value ^ (value >>> 14)) >>> 0) % limit;
  }
}
