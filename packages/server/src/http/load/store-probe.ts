import type { SessionStore } from '../../ports/session-store.ts';

/** A store that has not answered such a question by then would let every request wait. */
const PATIENCE_MS = 2000;

/** Asks the store whether it is there: one question at a time, however many want to know. */
export class StoreProbe {
  readonly #sessions: Pick<SessionStore, 'ping'>;
  readonly #patience: number;
  #underWay: Promise<boolean> | null = null;

  constructor(sessions: Pick<SessionStore, 'ping'>, patience: number = PATIENCE_MS) {
    this.#sessions = sessions;
    this.#patience = patience;
  }

  /** False as well when it does not answer in time; the question stands until it does. */
  async answers(): Promise<boolean> {
    this.#underWay ??= this.#ask();
    const late = Promise.withResolvers<boolean>();
    const timer = setTimeout(() => late.resolve(false), this.#patience);
    try {
      return await Promise.race([this.#underWay, late.promise]);
    } finally {
      clearTimeout(timer);
    }
  }

  async #ask(): Promise<boolean> {
    try {
      return await this.#sessions.ping();
    } catch {
      return false;
    } finally {
      this.#underWay = null;
    }
  }
}
