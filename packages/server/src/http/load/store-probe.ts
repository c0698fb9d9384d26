import type { SessionStore } from '../../ports/session-store.ts';

/** A store that has not answered such a question by then would let every request wait. */
const PATIENCE_MS = 2000;

/** After as many of them the question has been lost, and another one is asked. */
const LOST_AFTER = 5;

/** A question may cost a sync of the disk, and anybody may ask: for so long an answer is good for others, too. */
const FRESH_MS = 100;

/** Asks the store whether it is there: one question at a time, however many want to know. */
export class StoreProbe {
  readonly #sessions: Pick<SessionStore, 'ping'>;
  readonly #patience: number;
  #question: { readonly answer: Promise<boolean>; readonly askedAt: number } | null = null;

  constructor(sessions: Pick<SessionStore, 'ping'>, patience: number = PATIENCE_MS) {
    this.#sessions = sessions;
    this.#patience = patience;
  }

  /** False as well when it does not answer in time. */
  async answers(): Promise<boolean> {
    const late = Promise.withResolvers<boolean>();
    const timer = setTimeout(() => late.resolve(false), this.#patience);
    try {
      return await Promise.race([this.#ask(), late.promise]);
    } finally {
      clearTimeout(timer);
    }
  }

  #ask(): Promise<boolean> {
    const now = performance.now();
    const open = this.#question;
    if (open !== null && now - open.askedAt < this.#patience * LOST_AFTER) return open.answer;
    const answer = this.#ping().finally(() => {
      setTimeout(() => {
        if (this.#question?.answer === answer) this.#question = null;
      }, FRESH_MS).unref();
    });
    this.#question = { answer, askedAt: now };
    return answer;
  }

  async #ping(): Promise<boolean> {
    try {
      return await this.#sessions.ping();
    } catch {
      return false;
    }
  }
}
