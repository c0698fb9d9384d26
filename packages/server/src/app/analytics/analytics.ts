import { setImmediate } from 'node:timers/promises';
import type { AnalyticsGroup, Measures } from '@baton/protocol';
import type { AnalyticsStore, Figures, FiguresQuery } from '../../ports/analytics-store.ts';
import type { ScheduledTask } from '../../ports/clock.ts';
import type { Subscription } from '../../ports/wake-ups.ts';
import type { App } from '../app.ts';
import type { Duty } from '../cluster/duty.ts';

/** Microseconds: what has happened by then is measured together. */
const PAUSE = 2_000_000;
/** Microseconds, where there is much to measure: everything else has its turn. */
const SHORT_PAUSE = 50_000;
/** Microseconds, after what should not have happened. */
const LONG_PAUSE = 60_000_000;
const AT_ONCE = 50;
/** Before there is a pause; a question waits for so many: figures are as of now unless there is very much to measure. */
const ROUNDS = 4;

type Measured = 'all' | 'more' | 'failed';

/**
 * Keeps the figures right in the background, and reads them. What is to be measured stands in the store, noted in the
 * transaction of what changed: nothing is lost by a restart, however the process before ended. Of many nodes the one that
 * leads measures, and any that is asked.
 */
export class Analytics implements Duty, AsyncDisposable {
  readonly #store: AnalyticsStore;
  readonly #parts: Pick<App, 'clock' | 'wakeUps' | 'log'>;
  #subscription: Subscription | null = null;
  #timer: ScheduledTask | null = null;
  #running: Promise<unknown> = Promise.resolve();
  #resting = true;
  #closed = false;

  constructor(parts: Pick<App, 'clock' | 'wakeUps' | 'log'>, store: AnalyticsStore) {
    this.#parts = parts;
    this.#store = store;
  }

  /** Measures what earlier processes have left, then what changes. */
  lead(): void {
    this.#resting = false;
    this.#subscription ??= this.#parts.wakeUps.subscribeAll((_session, handoffId) => {
      if (handoffId !== null) this.#later(PAUSE);
    });
    this.#later(PAUSE);
  }

  rest(): void {
    this.#resting = true;
    this.#subscription?.cancel();
    this.#subscription = null;
    this.#timer?.cancel();
    this.#timer = null;
  }

  async sum(query: FiguresQuery): Promise<Measures> {
    await this.#catchUp();
    return this.#store.sum(query);
  }

  async sumGroups(query: FiguresQuery, group: AnalyticsGroup, most: number): Promise<Figures[]> {
    await this.#catchUp();
    return this.#store.sumGroups(query, group, most);
  }

  async sumPeriods(query: FiguresQuery, starts: readonly number[]): Promise<Measures[]> {
    await this.#catchUp();
    return this.#store.sumPeriods(query, starts);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed = true;
    this.rest();
    await this.#running;
  }

  #later(pause: number): void {
    if (this.#timer !== null || this.#closed || this.#resting) return;
    const { clock } = this.#parts;
    this.#timer = clock.schedule(clock.now() + pause, () => {
      this.#timer = null;
      void this.#catchUp();
    });
  }

  async #catchUp(): Promise<void> {
    const measured = await this.#measure();
    if (measured !== 'all') this.#later(measured === 'more' ? SHORT_PAUSE : LONG_PAUSE);
  }

  /** One after the other: what two measured at once would be measured twice. */
  #measure(): Promise<Measured> {
    const next = this.#running.then(() => this.#run());
    this.#running = next;
    return next;
  }

  async #run(): Promise<Measured> {
    try {
      for (let round = 0; round < ROUNDS; round++) {
        if (this.#closed) return 'all';
        const { handoffs, faults } = await this.#store.measureDue(AT_ONCE);
        for (const { handoffId, error } of faults)
          this.#parts.log.error({ handoff: handoffId, err: error }, 'a handoff could not be measured');
        if (handoffs < AT_ONCE) return 'all';
        await setImmediate();
      }
      return 'more';
    } catch (error) {
      if (this.#closed) return 'all';
      this.#parts.log.error({ err: error }, 'handoffs could not be measured');
      return 'failed';
    }
  }
}
