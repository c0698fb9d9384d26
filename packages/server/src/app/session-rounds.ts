import { setImmediate } from 'node:timers/promises';
import type { Clock, ScheduledTask } from '../ports/clock.ts';
import { isOfStore } from '../ports/store-errors.ts';

/** Sessions looked at before everything else gets its turn: their reads alone never let go of the event loop. */
const AT_ONCE = 50;

/** Before what the store did not answer is looked at again, in microseconds. */
const RETRY = 1_000_000;

export interface SessionRoundsOptions {
  readonly clock: Pick<Clock, 'now' | 'schedule'>;
  readonly look: (sessionId: string) => Promise<void>;
  /** One session that cannot be looked at keeps none of the others waiting. */
  readonly failed: (sessionId: string, error: unknown) => void;
  /** After all that were there at the beginning of a round. */
  readonly onRound?: () => void;
}

/**
 * Looks at sessions in the order in which they were added, one after the other, for as long as there are any. One
 * that is added again while it waits is looked at once. One of which the store did not answer is looked at again: nobody
 * wakes for it a second time.
 */
export class SessionRounds implements Disposable {
  readonly #options: SessionRoundsOptions;
  #waiting = new Set<string>();
  #running: Promise<void> | null = null;
  #unread = new Set<string>();
  #alarm: ScheduledTask | null = null;
  #ended = false;

  constructor(options: SessionRoundsOptions) {
    this.#options = options;
  }

  add(sessionId: string): void {
    this.#waiting.add(sessionId);
    this.#running ??= this.#run();
  }

  /** Resolves once all that have been added by now have been looked at, or could not be. */
  async settled(): Promise<void> {
    while (this.#running !== null) await this.#running;
  }

  /** Nothing that could not be looked at is looked at again. */
  [Symbol.dispose](): void {
    this.#ended = true;
    this.#alarm?.cancel();
  }

  #again(sessionId: string): void {
    this.#unread.add(sessionId);
    const { clock } = this.#options;
    if (this.#ended) return;
    this.#alarm ??= clock.schedule(clock.now() + RETRY, () => {
      this.#alarm = null;
      const unread = this.#unread;
      this.#unread = new Set();
      for (const each of unread) this.add(each);
    });
  }

  async #run(): Promise<void> {
    const { look, failed, onRound } = this.#options;
    while (this.#waiting.size > 0) {
      const round = this.#waiting;
      this.#waiting = new Set();
      let looked = 0;
      for (const sessionId of round) {
        if (++looked % AT_ONCE === 0) await setImmediate();
        try {
          await look(sessionId);
        } catch (error) {
          failed(sessionId, error);
          if (isOfStore(error)) this.#again(sessionId);
        }
      }
      onRound?.();
    }
    // In the same step as the test above: what is added in between would be slept through.
    this.#running = null;
  }
}
