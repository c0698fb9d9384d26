/** Ends one waiting reader. `shutdown`: answer it so that it comes back. */
export type EndReader = (why: 'shutdown') => void;

/** As many as a customer has open windows, many times over. */
const MOST_OF_ONE_CUSTOMER = 50;

/** Every request that waits for events, so that a shutdown can answer them all and their number is bounded. */
export class Readers {
  /** The session each follows; null for the console's feed. */
  readonly #waiting = new Map<EndReader, string | null>();
  readonly #bySession = new Map<string, number>();
  readonly #limit: number;

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

  endAll(): void {
    for (const end of [...this.#waiting.keys()]) end('shutdown');
  }
}
