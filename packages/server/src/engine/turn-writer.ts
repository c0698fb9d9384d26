import type { App } from '../app/app.ts';
import type { NewEvent } from '../core/log/new-event.ts';
import type { Idempotency, SessionPatch, SessionWrite } from '../ports/session-store.ts';

/** The turn's words are no longer wanted: a newer message, a person, or a deletion came first. */
export class TurnOvertaken extends Error {}

/** What every write of a turn is checked against (H2.1). */
export interface TurnGuard {
  readonly epoch: number;
  readonly customerOffset?: number;
}

export interface Written {
  readonly offset: number;
  /** The same request was answered before. */
  readonly repeated: boolean;
}

/** All that a turn writes goes through here, under the turn's fence. Throws TurnOvertaken once that is broken. */
export class TurnWriter {
  readonly #app: App;
  readonly #sessionId: string;
  #guard: TurnGuard;
  #spoken = false;
  #status: NewEvent | null = null;

  constructor(app: App, sessionId: string, guard: TurnGuard) {
    this.#app = app;
    this.#sessionId = sessionId;
    this.#guard = guard;
  }

  get guard(): TurnGuard {
    return this.#guard;
  }

  /** Whether the turn has shown a word, or is about to. */
  get spoken(): boolean {
    return this.#spoken;
  }

  /** The last status that was shown; null when none was. */
  get status(): NewEvent | null {
    return this.#status;
  }

  /** From now on a word of the turn stands, or is being written: no preamble comes after it. */
  speaks(): void {
    this.#spoken = true;
  }

  /**
   * The turn has asked for a person. From here on it only tells that one will come, and that stays true whatever
   * the customer adds.
   */
  goOnUnder(epoch: number): void {
    this.#guard = { epoch };
  }

  async append(events: readonly NewEvent[], patch?: SessionPatch): Promise<number> {
    return (await this.commit({ events, ...(patch !== undefined && { patch }) })).offset;
  }

  /** The offset of the first event, or of the one that the same request was answered with before. */
  appendOnce(events: readonly NewEvent[], idempotency: Idempotency | undefined): Promise<Written> {
    return this.commit({ events, ...(idempotency !== undefined && { idempotency }) });
  }

  async commit(write: Omit<SessionWrite, 'sessionId' | 'guard'>): Promise<Written> {
    for (const event of write.events) {
      if (event.kind === 'message') this.#spoken = true;
      else if (event.kind === 'status') this.#status = event;
    }
    const fenced = { ...write, sessionId: this.#sessionId, guard: this.#guard };
    const outcome = await this.#app.sessions.commit(fenced);
    if (outcome.type === 'repeated') return { offset: outcome.offset, repeated: true };
    if (outcome.type !== 'committed') throw new TurnOvertaken();
    return { offset: outcome.firstOffset, repeated: false };
  }

  /** Ends what has been shown, without a word: true whoever holds the session now. */
  async closeMessage(offset: number, data: string): Promise<void> {
    await this.#app.sessions.commit({
      sessionId: this.#sessionId,
      events: [],
      rewrite: { offset, data, complete: true },
    });
  }
}
