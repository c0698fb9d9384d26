import type { Subscription, WakeAll, WakeUps, WrittenFrom } from '../../ports/wake-ups.ts';

type Wake = () => void;

/** Each reader that is woken reads the database: all of them at once would be refused. */
const WOKEN_AT_ONCE = 200;
const NEXT_WOKEN_MS = 10;

/**
 * Wake-ups within one process. A session with one reader, which is nearly every one, costs one map entry and
 * no set: there may be ten thousand of them parked.
 */
export class LocalWakeUps implements WakeUps {
  readonly #bySession = new Map<string, Wake | Set<Wake>>();
  readonly #all = new Set<WakeAll>();

  subscribe(sessionId: string, wake: Wake): Subscription {
    const present = this.#bySession.get(sessionId);
    if (present === undefined) this.#bySession.set(sessionId, wake);
    else if (present instanceof Set) present.add(wake);
    else this.#bySession.set(sessionId, new Set([present, wake]));
    return { cancel: () => this.#remove(sessionId, wake) };
  }

  subscribeAll(wake: WakeAll): Subscription {
    this.#all.add(wake);
    return { cancel: () => this.#all.delete(wake) };
  }

  notify(sessionId: string, handoffId: string | null, from: WrittenFrom = 'here'): void {
    this.#wakeReaders(sessionId);
    for (const wake of this.#all) wake(sessionId, handoffId, from);
  }

  notifyAll(): void {
    this.#wakeFrom([...this.#bySession.keys()], 0);
  }

  #wakeFrom(sessionIds: readonly string[], start: number): void {
    const end = start + WOKEN_AT_ONCE;
    for (const sessionId of sessionIds.slice(start, end)) this.#wakeReaders(sessionId);
    if (end < sessionIds.length) setTimeout(() => this.#wakeFrom(sessionIds, end), NEXT_WOKEN_MS).unref();
  }

  #wakeReaders(sessionId: string): void {
    const present = this.#bySession.get(sessionId);
    if (present instanceof Set) for (const wake of [...present]) wake();
    else present?.();
  }

  #remove(sessionId: string, wake: Wake): void {
    const present = this.#bySession.get(sessionId);
    if (present === wake) this.#bySession.delete(sessionId);
    else if (present instanceof Set) {
      present.delete(wake);
      if (present.size === 0) this.#bySession.delete(sessionId);
    }
  }
}
