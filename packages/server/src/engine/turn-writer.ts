import type { App } from '../app/app.ts';
import type { NewEvent } from '../core/log/new-event.ts';
import type { Idempotency, SessionPatch, SessionRecord, SessionWrite } from '../ports/session-store.ts';

/** The turn's words are no longer wanted: a newer message, a person, or a deletion came first. */
export class TurnOvertaken extends Error {}

/** What every write of a turn is checked against (H2.1). */
export interface TurnGuard {
  readonly epoch: number;
  readonly customerOffset?: number;
  /** Absent while it is not known whether the turn has begun. */
  readonly turn?: number;
}

export interface Written {
  readonly offset: number;
  /** The same request was answered before. */
  readonly repeated: boolean;
}

/** Where there is one process. */
const ONLY_NODE = 'one';

/**
 * All that a turn writes goes through here, under the turn's fence. Throws TurnOvertaken once that is broken. The first
 * write claims the turn, so that of two nodes that run it one writes nothing (H2.1).
 */
export class TurnWriter {
  readonly #app: App;
  readonly #sessionId: string;
  #guard: TurnGuard;
  readonly #claim: NonNullable<SessionWrite['claim']>;
  /** Resolves once the turn is claimed; null before its first write. */
  #claiming: Promise<unknown> | null = null;
  #claimed = false;
  #handingOver = false;
  #spoken = false;
  #status: NewEvent | null = null;

  /** `answers`: the turn is for what the customer has said, if that has no answer. */
  constructor(app: App, session: SessionRecord, { answers }: { readonly answers: boolean }) {
    const { id, control, lastCustomerOffset, answeredOffset, turn } = session;
    this.#app = app;
    this.#sessionId = id;
    this.#guard = { epoch: control.epoch, customerOffset: lastCustomerOffset, turn };
    const unanswered = answers && lastCustomerOffset > answeredOffset;
    this.#claim = { node: app.leadership?.nodeId ?? ONLY_NODE, turn, unanswered };
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

  /** The turn asks for a person now: that raises the epoch, and it is the turn itself that does. */
  handsOver(): void {
    this.#handingOver = true;
  }

  /** Nobody was asked for after all. */
  keepsSession(): void {
    this.#handingOver = false;
  }

  /**
   * The turn has asked for a person. From here on it only tells that one will come, and that stays true whatever
   * the customer adds.
   */
  goOnUnder(epoch: number): void {
    this.#handingOver = false;
    const { turn } = this.#guard;
    this.#guard = { epoch, ...(turn !== undefined && { turn }) };
  }

  /**
   * Whether the turn could write no more to a session that has become this. While a write of its own is under way that
   * moves the fence, that write tells.
   */
  isOvertaken(session: SessionRecord | null): boolean {
    if (session === null) return true;
    if (this.#handingOver || !this.#claimed) return false;
    const { epoch, customerOffset, turn } = this.#guard;
    return (
      session.control.epoch > epoch ||
      (turn !== undefined && session.turn > turn) ||
      (customerOffset !== undefined && session.lastCustomerOffset !== customerOffset)
    );
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
    if (this.#claiming === null) {
      const first = this.#begin(write);
      this.#claiming = first;
      return first;
    }
    // One that came while the claim is under way stands or falls with it.
    if (!this.#claimed) await this.#claiming;
    return this.#write(write);
  }

  /** Ends what has been shown, without a word: true whoever holds the session now. */
  async closeMessage(offset: number, data: string): Promise<void> {
    await this.#app.sessions.commit({
      sessionId: this.#sessionId,
      events: [],
      rewrite: { offset, data, complete: true },
    });
  }

  async #begin(write: Omit<SessionWrite, 'sessionId' | 'guard'>): Promise<Written> {
    const { turn, ...rest } = this.#guard;
    try {
      const written = await this.#write({ ...write, claim: this.#claim });
      if (!written.repeated && turn !== undefined) this.#guard = { ...this.#guard, turn: turn + 1 };
      this.#claimed = true;
      return written;
    } catch (error) {
      // It may have been written all the same.
      if (!(error instanceof TurnOvertaken)) this.#guard = rest;
      throw error;
    }
  }

  async #write(write: Omit<SessionWrite, 'sessionId' | 'guard'>): Promise<Written> {
    const fenced = { ...write, sessionId: this.#sessionId, guard: this.#guard };
    const outcome = await this.#app.sessions.commit(fenced);
    if (outcome.type === 'repeated') return { offset: outcome.offset, repeated: true };
    if (outcome.type !== 'committed') throw new TurnOvertaken();
    return { offset: outcome.firstOffset, repeated: false };
  }
}
