import type { HandoffState } from '../core/handoff/handoff-state.ts';
import { isOpen } from '../core/handoff/handoff-state.ts';
import type { JournalFact } from '../core/handoff/journal-fact.ts';
import type { HandoffQuery, SessionStore } from '../ports/session-store.ts';
import type { Subscription, WakeUps } from '../ports/wake-ups.ts';
import type { App, Log } from './app.ts';
import { SessionRounds } from './session-rounds.ts';

/** What has happened to a handoff. */
export type HandoffChange =
  /** `facts`: the entries of its journal that are new, oldest first; none for one that was there at the start. */
  | { readonly type: 'changed'; readonly handoff: HandoffState; readonly facts: readonly JournalFact[] }
  /** Its session was deleted, and it with it, while it was open (H3.7). */
  | { readonly type: 'deleted'; readonly handoffId: string; readonly sessionId: string };

type Listener = (change: HandoffChange) => void;

interface Known {
  readonly handoffId: string;
  /** Journal entries that have been told. */
  entries: number;
}

const PAGE = 500;
/** Of handoffs that have ended so many are remembered. */
const MOST_ENDED = 10_000;
/** Of those that came and ended unnoticed: boards show the last hour's, in microseconds. */
const LOOKED_BACK = 3_600_000_000;
const MOST_LOOKED_BACK = 1000;

/**
 * Tells whatever follows handoffs (routing, lines, packages, alerts) of each change once and in order, so that it is
 * read from the store once. Listeners are called synchronously; at the start with every open handoff, oldest first.
 */
export class HandoffChanges implements AsyncDisposable {
  readonly #sessions: SessionStore;
  readonly #wakeUps: WakeUps;
  readonly #log: Log;
  readonly #listeners = new Set<Listener>();
  readonly #clock: App['clock'];
  readonly #startedAt: number;
  /** Of the sessions with an open handoff. */
  readonly #open = new Map<string, Known>();
  /** Of handoffs that have ended, the oldest first: how much of their journals has been told. */
  readonly #ended = new Map<string, number>();
  /** Of the sessions to look at: their handoffs that changed. */
  readonly #changed = new Map<string, Set<string>>();
  readonly #rounds: SessionRounds;
  #subscription: Subscription | null = null;

  constructor(parts: Pick<App, 'sessions' | 'wakeUps' | 'log' | 'clock'>) {
    this.#clock = parts.clock;
    this.#startedAt = parts.clock.now();
    this.#sessions = parts.sessions;
    this.#wakeUps = parts.wakeUps;
    this.#log = parts.log;
    this.#rounds = new SessionRounds({
      clock: parts.clock,
      look: (sessionId) => this.#collect(sessionId),
      failed: (sessionId, error) =>
        this.#log.error({ err: error, session: sessionId }, 'a change of a handoff could not be read'),
    });
  }

  /** Before `start`, so that nothing is missed. */
  subscribe(listener: Listener): Subscription {
    this.#listeners.add(listener);
    return { cancel: () => this.#listeners.delete(listener) };
  }

  /** Tells of every open handoff, then of what changes. */
  async start(): Promise<void> {
    this.#subscription = this.#wakeUps.subscribeAll((sessionId, handoffId) =>
      this.#wake(sessionId, handoffId),
    );
    await this.#eachOpen((handoff) => {
      this.#open.set(handoff.sessionId, { handoffId: handoff.id, entries: handoff.entries });
      this.#tell({ type: 'changed', handoff, facts: [] });
    });
  }

  /** Looks for what it may not have been woken for. Resolves once that has been told. */
  async readAgain(): Promise<void> {
    for (const [sessionId, { handoffId }] of this.#open) this.#wake(sessionId, handoffId);
    await this.#eachOpen((handoff) => {
      const known = this.#open.get(handoff.sessionId);
      if (known?.handoffId !== handoff.id) this.#wake(handoff.sessionId, handoff.id);
    });
    const since = Math.max(this.#startedAt, this.#clock.now() - LOOKED_BACK);
    for (const handoff of await this.#sessions.listEndedSince(since, MOST_LOOKED_BACK))
      if (handoff.requestedAt >= this.#startedAt && !this.#ended.has(handoff.id))
        this.#wake(handoff.sessionId, handoff.id);
    await this.settled();
  }

  async #eachOpen(take: (handoff: HandoffState) => void): Promise<void> {
    let after: HandoffQuery['after'];
    for (;;) {
      const query: HandoffQuery = { stage: 'open', limit: PAGE };
      const found = await this.#sessions.listHandoffs(after === undefined ? query : { ...query, after });
      for (const handoff of found) take(handoff);
      const last = found.at(-1);
      if (last === undefined || found.length < PAGE) return;
      after = { requestedAt: last.requestedAt, id: last.id };
    }
  }

  /** Resolves once everything that had happened by now has been told. */
  settled(): Promise<void> {
    return this.#rounds.settled();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#subscription?.cancel();
    this.#rounds[Symbol.dispose]();
    await this.settled();
  }

  #wake(sessionId: string, handoffId: string | null): void {
    if (handoffId === null && !this.#open.has(sessionId)) return;
    const changed = this.#changed.get(sessionId) ?? new Set();
    if (handoffId !== null) changed.add(handoffId);
    this.#changed.set(sessionId, changed);
    this.#rounds.add(sessionId);
  }

  async #collect(sessionId: string): Promise<void> {
    const changed = this.#changed.get(sessionId) ?? new Set();
    this.#changed.delete(sessionId);
    try {
      await this.#read(sessionId, changed);
    } catch (error) {
      // Whoever looks again looks for these too; what has been told of them is not told again.
      this.#changed.set(sessionId, new Set([...changed, ...(this.#changed.get(sessionId) ?? [])]));
      throw error;
    }
  }

  async #read(sessionId: string, changed: ReadonlySet<string>): Promise<void> {
    let isThere = false;
    for (const id of changed) {
      const handoff = await this.#sessions.readHandoff(id);
      if (handoff === null) continue;
      isThere = true;
      await this.#follow(handoff);
    }
    const known = this.#open.get(sessionId);
    if (isThere || known === undefined) return;
    if ((await this.#sessions.readSession(sessionId)) !== null) return;
    this.#open.delete(sessionId);
    this.#tell({ type: 'deleted', handoffId: known.handoffId, sessionId });
  }

  async #follow(handoff: HandoffState): Promise<void> {
    const known = this.#open.get(handoff.sessionId);
    const told = known?.handoffId === handoff.id ? known.entries : this.#toldOfEnded(handoff);
    if (told === handoff.entries) return;
    const facts = await this.#sessions.listJournal(handoff.id, told);
    const until = handoff.entries;
    if (isOpen(handoff.stage)) {
      this.#open.set(handoff.sessionId, { handoffId: handoff.id, entries: until });
    } else {
      if (known?.handoffId === handoff.id) this.#open.delete(handoff.sessionId);
      this.#rememberEnded(handoff.id, until);
    }
    const news = facts.filter(({ seq }) => seq < until).map(({ fact }) => fact);
    this.#tell({ type: 'changed', handoff, facts: news });
  }

  /** One that ended before this process began has been told of, but for what is new: its last entry. */
  #toldOfEnded({ id, requestedAt, entries }: HandoffState): number {
    return this.#ended.get(id) ?? (requestedAt < this.#startedAt ? entries - 1 : 0);
  }

  #rememberEnded(id: string, entries: number): void {
    this.#ended.delete(id);
    this.#ended.set(id, entries);
    const [oldest] = this.#ended.keys();
    if (this.#ended.size > MOST_ENDED && oldest !== undefined) this.#ended.delete(oldest);
  }

  #tell(change: HandoffChange): void {
    for (const listener of this.#listeners) {
      try {
        listener(change);
      } catch (error) {
        this.#log.error({ err: error }, 'what follows handoffs failed on a change');
      }
    }
  }
}
