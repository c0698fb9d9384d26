import { setTimeout } from 'node:timers/promises';

/** Ends one waiting reader. `shutdown`: answer it so that it comes back. */
export type EndReader = (why: 'shutdown') => void;

/** Whom a reader is for. */
export interface ReaderPlace {
  /** The session that is followed; null for the console's feed. */
  readonly sessionId: string | null;
  /** Whether it is a customer's own: the company's readers are bounded together only. */
  readonly ofCustomer: boolean;
  /** Where the customer's readers are counted by; null for this machine, and for the company. */
  readonly address: string | null;
}

/** As many as a customer has open windows, many times over. */
const MOST_OF_ONE_CUSTOMER = 50;

/** Of all places customers leave these to the people at the desk. */
const LEFT_TO_STAFF = 0.05;

/** As many come back at once without anybody noticing. */
const LEAST_AT_ONCE = 500;
const END_PAUSE_MS = 20;
const LONGEST_END_MS = 1000;

/** Every request that waits for events, so that a shutdown can answer them all and their number is bounded. */
export class Readers {
  readonly #waiting = new Map<EndReader, ReaderPlace>();
  readonly #bySession = new Map<string, number>();
  readonly #byAddress = new Map<string, number>();
  readonly #limit: number;
  readonly #perAddress: number;
  #ending = false;

  /** `limit`: of all; `perAddress`: of customers at one address. */
  constructor(limit: number, perAddress: number = Infinity) {
    this.#limit = limit;
    this.#perAddress = perAddress;
  }

  get count(): number {
    return this.#waiting.size;
  }

  /** Whether there is no room for a reader. */
  refuses({ sessionId, ofCustomer, address }: ReaderPlace): boolean {
    if (!ofCustomer) return this.count >= this.#limit;
    return (
      this.count >= this.#limit * (1 - LEFT_TO_STAFF) ||
      (sessionId !== null && this.isCrowded(sessionId)) ||
      (address !== null && (this.#byAddress.get(address) ?? 0) >= this.#perAddress)
    );
  }

  /** Whether a session has as many readers as its customer may have: he must not take the places of all others. */
  isCrowded(sessionId: string): boolean {
    return (this.#bySession.get(sessionId) ?? 0) >= MOST_OF_ONE_CUSTOMER;
  }

  add(end: EndReader, place: ReaderPlace): void {
    if (this.#ending) setImmediate(() => end('shutdown'));
    this.#waiting.set(end, place);
    count(this.#bySession, place.sessionId, 1);
    count(this.#byAddress, place.address, 1);
  }

  delete(end: EndReader): void {
    const place = this.#waiting.get(end);
    if (place === undefined) return;
    this.#waiting.delete(end);
    count(this.#bySession, place.sessionId, -1);
    count(this.#byAddress, place.address, -1);
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

function count(counts: Map<string, number>, key: string | null, change: 1 | -1): void {
  if (key === null) return;
  const now = (counts.get(key) ?? 0) + change;
  if (now > 0) counts.set(key, now);
  else counts.delete(key);
}
