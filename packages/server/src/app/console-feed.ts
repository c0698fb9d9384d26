import type { Handoff, StreamFrame } from '@baton/protocol';
import { eventView } from '../core/log/event-json.ts';
import { isOpen } from '../core/handoff/handoff-state.ts';
import type { EventRecord } from '../core/log/event-record.ts';
import { isGrowing } from '../core/log/is-growing.ts';
import type { HandoffState } from '../core/handoff/handoff-state.ts';
import type { HandoffQuery } from '../ports/session-store.ts';
import type { Subscription } from '../ports/wake-ups.ts';
import type { App } from './app.ts';
import { handoffView } from './handoff-view.ts';
import { readPage } from './read-log.ts';

/** How many frames, and of how many characters together, are kept for readers that come back. */
const KEPT_FRAMES = 5000;
const KEPT_CHARACTERS = 8_000_000;
/** Ended handoffs are part of a snapshot this long, in microseconds. */
const RECENT = 3600 * 1_000_000;
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
  /** The open handoff of each session as it was last told: told once more should the session be deleted. */
  readonly #open = new Map<string, HandoffState>();
  /** The message of each session that is still being written, as it was last told. */
  readonly #growing = new Map<string, EventRecord>();
  /** Sessions to look at, each with its handoffs that changed, in the order in which they did. */
  #dirty = new Map<string, Set<string>>();
  #characters = 0;
  #number = 0;
  #pump: Promise<void> | null = null;
  #subscription: Subscription | null = null;

  constructor(app: App, instance: string) {
    this.#app = app;
    this.#instance = instance;
  }

  async start(): Promise<void> {
    this.#subscription = this.#app.wakeUps.subscribeAll((sessionId, handoffId) =>
      this.#wake(sessionId, handoffId),
    );
    const since = this.#app.clock.now() - RECENT;
    for await (const handoff of recentHandoffs(this.#app, since)) {
      const session = await this.#app.sessions.readSession(handoff.sessionId);
      if (session === null) continue;
      this.#watched.set(session.id, session.nextOffset);
      this.#leaveOrStay(session.id, handoff.endedAt);
      this.#remember(handoff);
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
    const states: HandoffState[] = [];
    for await (const state of recentHandoffs(this.#app, since)) states.push(state);
    const handoffs: Handoff[] = states.map((state) =>
      handoffView(state, this.#app.lines.positionOf(state.id)),
    );
    return this.#view({ number, type: 'snapshot', data: JSON.stringify({ type: 'snapshot', handoffs }) });
  }

  #view(frame: Kept): FeedFrame {
    return { id: `${this.#instance}-${frame.number}`, type: frame.type, data: frame.data };
  }

  #wake(sessionId: string, handoffId: string | null): void {
    if (handoffId === null && !this.#watched.has(sessionId)) return;
    const changed = this.#dirty.get(sessionId) ?? new Set();
    if (handoffId !== null) changed.add(handoffId);
    this.#dirty.set(sessionId, changed);
    this.#pump ??= this.#run();
  }

  /** Goes on until nothing is left to look at; what comes while it ends begins it anew. */
  async #run(): Promise<void> {
    while (this.#dirty.size > 0) {
      const dirty = this.#dirty;
      this.#dirty = new Map();
      for (const [sessionId, changed] of dirty) {
        try {
          await this.#collect(sessionId, changed);
        } catch (error) {
          this.#app.log.error(
            { err: error, session: sessionId },
            'the console feed could not read a session',
          );
        }
      }
      for (const wake of this.#readers) wake();
    }
    // In the same step as the test above: a wake-up in between would be slept through.
    this.#pump = null;
  }

  async #collect(sessionId: string, changed: ReadonlySet<string>): Promise<void> {
    const { sessions } = this.#app;
    const open = await sessions.readOpenHandoff(sessionId);
    if (open === null && (await sessions.readSession(sessionId)) === null)
      return this.#tellDeleted(sessionId);
    if (open !== null && !this.#watched.has(sessionId)) this.#watched.set(sessionId, open.openedOffset);
    await this.#collectGrown(sessionId);
    await this.#collectEvents(sessionId);
    for (const id of changed) {
      const state = await sessions.readHandoff(id);
      if (state === null) continue;
      this.#push({ type: 'handoff', handoff: handoffView(state, this.#app.lines.positionOf(id)) });
      this.#remember(state);
    }
    if (changed.size > 0) this.#leaveOrStay(sessionId, open === null ? this.#app.clock.now() : null);
    this.#forgetOld();
  }

  async #collectEvents(sessionId: string): Promise<void> {
    for (let next = this.#watched.get(sessionId); next !== undefined;) {
      const { events, more } = await readPage(this.#app.sessions, { sessionId, minOffset: next });
      for (const event of events) {
        this.#tellEvent(event);
        this.#watched.set(sessionId, event.offset + 1);
      }
      next = more ? this.#watched.get(sessionId) : undefined;
    }
  }

  /** A message that is shown while it is written is told again whenever it has grown. */
  async #collectGrown(sessionId: string): Promise<void> {
    const told = this.#growing.get(sessionId);
    if (told === undefined) return;
    const event = await this.#app.sessions.readEvent(sessionId, told.offset);
    if (event === null || event.deleted) this.#growing.delete(sessionId);
    else if (event.data !== told.data) this.#tellEvent(event);
  }

  #tellEvent(event: EventRecord): void {
    const { sessionId } = event;
    this.#push({ type: 'session-event', session_id: sessionId, event: eventView(event) });
    if (isGrowing(event)) this.#growing.set(sessionId, event);
    else if (this.#growing.get(sessionId)?.offset === event.offset) this.#growing.delete(sessionId);
  }

  #remember(state: HandoffState): void {
    if (isOpen(state.stage)) this.#open.set(state.sessionId, state);
    else if (this.#open.get(state.sessionId)?.id === state.id) this.#open.delete(state.sessionId);
  }

  /** The session is gone with its handoff: whoever shows it learns that it is over (H3.7). */
  #tellDeleted(sessionId: string): void {
    const state = this.#open.get(sessionId);
    this.#watched.delete(sessionId);
    this.#growing.delete(sessionId);
    this.#leaving.delete(sessionId);
    this.#open.delete(sessionId);
    if (state === undefined) return;
    const ended: HandoffState = { ...state, stage: 'failed', endedAt: this.#app.clock.now(), timers: {} };
    this.#push({ type: 'handoff', handoff: handoffView(ended, null) });
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
      this.#growing.delete(sessionId);
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
  let after: HandoffQuery['after'];
  for (;;) {
    const query: HandoffQuery = { openOrEndedSince: since, limit: PAGE };
    const found = await app.sessions.listHandoffs(after === undefined ? query : { ...query, after });
    yield* found;
    const last = found.at(-1);
    if (last === undefined || found.length < PAGE) return;
    after = { requestedAt: last.requestedAt, id: last.id };
  }
}
