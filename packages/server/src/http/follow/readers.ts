import { setTimeout } from 'node:timers/promises';

/** Ends one waiting reader. `shutdown`: answer it so that it comes back. */
export type EndReader = (why: 'shutdown') => void;

/** As many as a customer has open windows, many times over. */
const MOST_OF_ONE_CUSTOMER = 50;

/** As many come back at once without anybody noticing. */
const LEAST_AT_ONCE = 500;
const END_PAUSE_MS = 20;
const LONGEST_END_MS = 1000;

/** Every request that waits for events, so that a shutdown can answer them all and their number is bounded. */
export class Readers {
  /** The session each follows; null for the console's feed. */
  readonly #waiting = new Map<EndReader, string | null>();
  readonly #bySession = new Map<string, number>();
  readonly #limit: number;
  #ending = false;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get count(): number {
    return this.#waiting.size;
  }

  get full(): boolean {
    return this.#waiting.size >= this.#limit;
  }

  /** Whether a session has as many readers as its customer may have: he must not take the places of all others. */
  isCrowded(sessionId: string): boolean {
    return (this.#bySession.get(sessionId) ?? 0) >= MOST_OF_ONE_CUSTOMER;
  }

  add(end: EndReader, sessionId: string | null): void {
    if (this.#ending) setImmediate(() => end('shutdown'));
    this.#waiting.set(end, sessionId);
    if (sessionId !== null) this.#bySession.set(sessionId, (this.#bySession.get(sessionId) ?? 0) + 1);
  }

  delete(end: EndReader): void {
    const sessionId = this.#waiting.get(end);
    if (!this.#waiting.delete(end) || sessionId === undefined || sessionId === null) return;
    const left = (this.#bySession.get(sessionId) ?? 1) - 1;
    if (left === 0) this.#bySession.delete(sessionId);
    else this.#bySession.set(sessionId, left);
  }

  /**
   * Ends all that wait, and whoever comes from now on. Thousands are ended over a second, because all of them come back
   * at once, to another node.
   */
  async endAll(): Promise<void> {
    this.#ending = true;
    const all = [...this.#waiting.keys()];
    const atOnce = Math.max(LEAST_AT_ONCE, Math.ceil(all.length / (LONGEST_END_MS / END_PAUSE_MS)));
    for (const [index, end] of all.entries()) {
      end('shutdown');
      if ((index + 1) % atOnce === 0) await setTimeout(END_PAUSE_MS);
    }
  }
}
