import type { CustomerRecord } from '../../ports/directory-store.ts';
import type { RecalledSession } from '../../ports/session-store.ts';
import { RecentCache } from '../sql/recent-cache.ts';
import type { KeptRecords } from './changes/change-feed.ts';

const SESSIONS = 20_000;
const CUSTOMERS = 10_000;

/**
 * Keeps what was read lately of records that other nodes change too. What is kept is of a moment ago: who has written is
 * told after his commit. A change that is told while a record is read may be missing from it, so it is not kept then.
 */
export class Recalled<T> {
  readonly #kept: RecentCache<T>;
  /** The newest reading under way of each key that nothing was told of since it began. */
  readonly #readings = new Map<string, object>();

  constructor(size: number) {
    this.#kept = new RecentCache(size);
  }

  get(key: string): T | undefined {
    return this.#kept.get(key);
  }

  /** Keeps what `kept` makes of what is read; undefined: nothing. */
  async keep<R>(key: string, read: () => Promise<R>, kept: (found: R) => T | undefined): Promise<R> {
    const reading = {};
    this.#readings.set(key, reading);
    try {
      const found = await read();
      const value = this.#readings.get(key) === reading ? kept(found) : undefined;
      if (value !== undefined) this.#kept.set(key, value);
      return found;
    } finally {
      if (this.#readings.get(key) === reading) this.#readings.delete(key);
    }
  }

  /** It has changed, or may have. */
  forget(key: string): void {
    this.#kept.delete(key);
    this.#readings.delete(key);
  }

  clear(): void {
    this.#kept.clear();
    this.#readings.clear();
  }
}

export interface RecalledRecords extends KeptRecords {
  readonly sessions: Recalled<RecalledSession>;
  /** Null: there is none. */
  readonly customers: Recalled<CustomerRecord | null>;
}

/**
 * What a node remembers of sessions and customers, so that a customer's message needs no question before it is written.
 *
 * Of a session it may be behind: until the change is heard, a second when the telling of it was lost, longer in a process
 * that had stopped. No message is written on that: the append is for the revision that was recalled, and where control,
 * handoff or customer have changed since it writes nothing, and the message is looked at again by what the row says. A
 * session that is gone takes no append. Of a customer only the name may be behind, which the message then shows as it was
 * a moment ago: nothing is decided by it.
 */
export function newRecalled(): RecalledRecords {
  const sessions = new Recalled<RecalledSession>(SESSIONS);
  const customers = new Recalled<CustomerRecord | null>(CUSTOMERS);
  return {
    sessions,
    customers,
    forgetSession: (id) => sessions.forget(id),
    forgetRecord(change) {
      if (change.topic === 'customer') customers.forget(change.key);
    },
    forgetAll() {
      sessions.clear();
      customers.clear();
    },
  };
}
