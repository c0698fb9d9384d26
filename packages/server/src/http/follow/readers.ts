/** Ends one waiting reader. `shutdown`: answer it so that it comes back. */
export type EndReader = (why: 'shutdown') => void;

/** Every request that waits for events, so that a shutdown can answer them all and their number is bounded. */
export class Readers {
  readonly #waiting = new Set<EndReader>();
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

  add(end: EndReader): void {
    this.#waiting.add(end);
  }

  delete(end: EndReader): void {
    this.#waiting.delete(end);
  }

  endAll(): void {
    for (const end of [...this.#waiting]) end('shutdown');
  }
}
