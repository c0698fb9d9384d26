import type { Handoff, StreamFrame } from '@baton/protocol';
import { eventView } from '../core/log/event-json.ts';
import type { HandoffState } from '../core/handoff/handoff-state.ts';
import type { HandoffQuery } from '../ports/session-store.ts';
import type { Subscription } from '../ports/wake-ups.ts';
import type { App } from './app.ts';
import { handoffView } from './handoff-view.ts';

/** How many frames, and of how many characters together, are kept for readers that come back. */
const KEPT_FRAMES = 5000;
const KEPT_CHARACTERS = 8_000_000;
/** Ended handoffs are part of a snapshot this long, in microseconds. */
const RECENT = 3600 * 1_000_000;
const SNAPSHOT_LIMIT = 1000;
const PAGE = 200;

export interface FeedFrame {
  /** `<instance>-<number>`: where a reader resumes. */
  readonly id: string;
  readonly type: StreamFrame['type'];
  readonly data: string;
}

interface Kept {
  readonly number: number;
  readonly type: StreamFrame['type'];
  readonly data: string;
}

/**
 * The console's feed: every change of a handoff and every event of the sessions they are about, in one order
 * that readers share. Readers pull from a bounded window of recent frames; one that fell out of the window, or
 * comes from another process, starts with a snapshot.
 */
export class ConsoleFeed implements AsyncDisposable {
  readonly #app: App;
  readonly #instance: string;
  readonly #frames: Kept[] = [];
  readonly #readers = new Set<() => void>();
  /** Next offset to give, of every session that is watched. */
  readonly #watched = new Map<string, number>();
  /** Sessions whose handoff has ended, oldest first, and until when they are watched all the same. */
  readonly #leaving = new Map<string, number>();
  /** Sessions to look at; true when their handoff changed. */
  readonly #dirty = new Map<string, boolean>();
  #characters = 0;
  #number = 0;
  #pump: Promise<void> | null = null;
  #subscription: Subscription | null = null;

  constructor(app: App, instance: string) {
    this.#app = app;
    this.#instance = instance;
  }

  async start(): Promise<void> {
    this.#subscription = this.#app.wakeUps.subscribeAll((sessionId, handoff) =>
      this.#wake(sessionId, handoff),
    );
    const since = this.#app.clock.now() - RECENT;
    for await (const handoff of recentHandoffs(this.#app, since)) {
      const session = await this.#app.sessions.readSession(handoff.sessionId);
      if (session === null) continue;
      this.#watched.set(session.id, session.nextOffset);
      this.#leaveOrStay(session.id, handoff.endedAt);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#subscription?.cancel();
    await this.#pump;
  }

  /** Calls `wake` whenever there are new frames. */
  subscribe(wake: () => void): Subscription {
    this.#readers.add(wake);
    return { cancel: () => this.#readers.delete(wake) };
  }

  /** The frames after `cursor`; a snapshot when the cursor is none of ours or has fallen out of the window. */
  async after(cursor: string | null): Promise<FeedFrame[]> {
    const number = this.#parse(cursor);
    if (number === null) return [await this.#snapshot()];
    const first = this.#frames[0]?.number ?? this.#number + 1;
    return this.#frames.slice(Math.max(0, number + 1 - first)).map((frame) => this.#view(frame));
  }

  #parse(cursor: string | null): number | null {
    const match = cursor === null ? null : /^([0-9A-Za-z]+)-(\d{1,15})$/.exec(cursor);
    if (match === null || match[1] !== this.#instance) return null;
    const number = Number(match[2]);
    const oldest = (this.#frames[0]?.number ?? this.#number + 1) - 1;
    return number < oldest || number > this.#number ? null : number;
  }

  async #snapshot(): Promise<FeedFrame> {
    // The number is taken first: what happens while the list is read is given again, and is the same.
    const number = this.#number;
    const since = this.#app.clock.now() - RECENT;
    const states = await this.#app.sessions.listHandoffs({ openOrEndedSince: since, limit: SNAPSHOT_LIMIT });
    const waiting = states
      .filter((state) => state.stage === 'requested' || state.stage === 'queued' || state.stage === 'offered')
      .toSorted((a, b) => b.priority - a.priority || a.requestedAt - b.requestedAt);
    const position = new Map(waiting.map((state, index) => [state.id, index + 1]));
    const handoffs: Handoff[] = states.map((state) => handoffView(state, position.get(state.id) ?? null));
    return this.#view({ number, type: 'snapshot', data: JSON.stringify({ type: 'snapshot', handoffs }) });
  }

  #view(frame: Kept): FeedFrame {
    return { id: `${this.#instance}-${frame.number}`, type: frame.type, data: frame.data };
  }

  #wake(sessionId: string, handoff: boolean): void {
    if (!handoff && !this.#watched.has(sessionId)) return;
    this.#dirty.set(sessionId, handoff || this.#dirty.get(sessionId) === true);
    this.#pump ??= this.#run().finally(() => {
      this.#pump = null;
    });
  }

  async #run(): Promise<void> {
    for (const [sessionId, handoff] of this.#dirty) {
      this.#dirty.delete(sessionId);
      try {
        await this.#collect(sessionId, handoff);
      } catch (error) {
        this.#app.log.error({ err: error, session: sessionId }, 'the console feed could not read a session');
      }
    }
    for (const wake of this.#readers) wake();
  }

  async #collect(sessionId: string, handoffChanged: boolean): Promise<void> {
    const { sessions } = this.#app;
    const open = await sessions.readOpenHandoff(sessionId);
    if (open !== null && !this.#watched.has(sessionId)) this.#watched.set(sessionId, open.openedOffset);
    for (let next = this.#watched.get(sessionId); next !== undefined;) {
      const events = await sessions.listEvents({ sessionId, minOffset: next, limit: PAGE });
      for (const event of events) {
        this.#push({ type: 'session-event', session_id: sessionId, event: eventView(event) });
        this.#watched.set(sessionId, event.offset + 1);
      }
      next = events.length < PAGE ? undefined : this.#watched.get(sessionId);
    }
    if (handoffChanged) {
      const state = open ?? (await sessions.readLastHandoff(sessionId));
      if (state !== null)
        this.#push({ type: 'handoff', handoff: handoffView(state, await sessions.queuePosition(state.id)) });
    }
    if (handoffChanged) this.#leaveOrStay(sessionId, open === null ? this.#app.clock.now() : null);
    this.#forgetOld();
  }

  /** A session stays watched for as long as snapshots show its handoff. */
  #leaveOrStay(sessionId: string, endedAt: number | null): void {
    this.#leaving.delete(sessionId);
    if (endedAt !== null && this.#watched.has(sessionId)) this.#leaving.set(sessionId, endedAt + RECENT);
  }

  #forgetOld(): void {
    const now = this.#app.clock.now();
    for (const [sessionId, until] of this.#leaving) {
      if (until > now) return;
      this.#leaving.delete(sessionId);
      this.#watched.delete(sessionId);
    }
  }

  #push(frame: StreamFrame): void {
    const data = JSON.stringify(frame);
    this.#frames.push({ number: ++this.#number, type: frame.type, data });
    this.#characters += data.length;
    while (this.#frames.length > KEPT_FRAMES || this.#characters > KEPT_CHARACTERS) {
      this.#characters -= this.#frames.shift()?.data.length ?? 0;
    }
  }
}

/** Handoffs that are open or ended lately, a page at a time. */
async function* recentHandoffs(app: App, since: number): AsyncGenerator<HandoffState> {
  let query: HandoffQuery = { openOrEndedSince: since, limit: PAGE };
  for (;;) {
    const found = await app.sessions.listHandoffs(query);
    yield* found;
    const last = found.at(-1);
    if (last === undefined || found.length < PAGE) return;
    query = { ...query, after: { requestedAt: last.requestedAt, id: last.id } };
  }
}
