import { setImmediate } from 'node:timers/promises';

/** Sessions looked at before everything else gets its turn: their reads alone never let go of the event loop. */
const AT_ONCE = 50;

export interface SessionRoundsOptions {
  readonly look: (sessionId: string) => Promise<void>;
  /** One session that cannot be looked at keeps none of the others waiting. */
  readonly failed: (sessionId: string, error: unknown) => void;
  /** After all that were there at the beginning of a round. */
  readonly onRound?: () => void;
}

/**
 * Looks at sessions in the order in which they were added, one after the other, for as long as there are any. One
 * that is added again while it waits is looked at once.
 */
export class SessionRounds {
  readonly #options: SessionRoundsOptions;
  #waiting = new Set<string>();
  #running: Promise<void> | null = null;

  constructor(options: SessionRoundsOptions) {
    this.#options = options;
  }

  add(sessionId: string): void {
    this.#waiting.add(sessionId);
    this.#running ??= this.#run();
  }

  /** Resolves once all that have been added by now have been looked at. */
  async settled(): Promise<void> {
    while (this.#running !== null) await this.#running;
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
        }
      }
      onRound?.();
    }
    // In the same step as the test above: what is added in between would be slept through.
    this.#running = null;
  }
}
