import type { TurnOutcome } from '@baton/protocol';
import type { App, TurnRequest, Turns } from '../app/app.ts';
import { newTraceId } from '../app/random-id.ts';
import type { EngineStages } from '../ports/engine-stages.ts';
import type { ScheduledTask } from '../ports/clock.ts';
import type { Subscription } from '../ports/wake-ups.ts';
import type { SessionRecord } from '../ports/session-store.ts';
import type { Behaviours } from '../app/behaviour/behaviours.ts';
import { closeUnfinished } from './close-unfinished.ts';
import { inTurnSpan } from './spans.ts';
import { Turn } from './run-turn.ts';

interface Slot {
  controller: AbortController;
  /** The request that replaces the running turn once it has unwound. */
  next: TurnRequest | null;
  done: Promise<void>;
  /** Null while its session is being read. */
  turn: Turn | null;
  /** How often another node has changed the session, as far as that is not looked at yet. */
  unseen: number;
}

export interface TurnSchedulerOptions {
  readonly behaviours: Behaviours;
  readonly stages: EngineStages;
  /** Turns at once; more wait for a place. */
  readonly concurrency: number;
  /** Milliseconds a turn may take before it counts as failed. */
  readonly timeout: number;
  /** What the language models of one turn may spend together; default 12 calls and 200,000 tokens. */
  readonly budget?: { readonly calls: number; readonly tokens: number };
  /**
   * Milliseconds without a word after which a turn says a short one, where its agent does not set it. Default
   * null, never: without a language model an answer is there before anybody could wait for it.
   */
  readonly preambleAfter?: number | null;
}

/** Pauses before a turn is begun again, in microseconds; together they outlast a database's restart by far. */
const FIRST_PAUSE = 1_000_000;
const LONGEST_PAUSE = 30_000_000;
const MOST_ATTEMPTS = 20;
const MOST_RETRIES = 10_000;

const DEFAULT_BUDGET = { calls: 12, tokens: 200_000 };

/**
 * At most one turn a session. A newer request cancels the running turn and takes its place; requests that come
 * meanwhile replace one another, so a session never has more than one waiting. Sessions do not wait for each
 * other, except for one of `concurrency` places.
 */
export class TurnScheduler implements Turns, AsyncDisposable {
  readonly #slots = new Map<string, Slot>();
  readonly #waiting = new Map<string, TurnRequest>();
  readonly #options: TurnSchedulerOptions;
  #app: App | null = null;
  #wakes: Subscription | null = null;
  #stopped = false;
  /** Attempts at turns that the store failed in, by session: they are begun again. */
  readonly #failed = new Map<string, number>();
  readonly #retries = new Set<ScheduledTask>();
  /** Records of turns on their way into the store. */
  readonly #recording = new Set<Promise<void>>();

  constructor(options: TurnSchedulerOptions) {
    this.#options = options;
  }

  /** Ties the knot: the use cases start turns, and turns use the use cases. */
  attach(app: App): void {
    this.#app = app;
    this.#wakes = app.wakeUps.subscribeAll((sessionId, _handoffId, from) => {
      if (from === 'elsewhere') this.#look(sessionId);
    });
  }

  start(sessionId: string, request: TurnRequest): void {
    if (this.#stopped) return drop(request);
    const slot = this.#slots.get(sessionId);
    if (slot === undefined) {
      drop(this.#waiting.get(sessionId));
      this.#waiting.set(sessionId, request);
      this.#fill();
      return;
    }
    drop(slot.next);
    slot.next = request;
    slot.controller.abort();
  }

  cancel(sessionId: string): void {
    const slot = this.#slots.get(sessionId);
    if (slot === undefined) {
      drop(this.#waiting.get(sessionId));
      this.#waiting.delete(sessionId);
      return;
    }
    drop(slot.next);
    slot.next = null;
    slot.controller.abort();
  }

  isRunning(sessionId: string): boolean {
    return this.#slots.has(sessionId);
  }

  /** Whether the session's turn runs here, or waits for a place. */
  has(sessionId: string): boolean {
    return this.#slots.has(sessionId) || this.#waiting.has(sessionId);
  }

  /**
   * Ends the messages that the last process was in the middle of, and starts a turn for every customer message that
   * it left unanswered; what other nodes have begun that are alive is theirs.
   */
  async recover(): Promise<number> {
    const { sessions, leadership, clock } = this.#require();
    const living = leadership?.living.filter((id) => id !== leadership.nodeId) ?? [];
    const has = (id: string): boolean => this.has(id);
    const alone = living.length === 0;
    await closeUnfinished(sessions, has, alone ? undefined : { living });
    const by = alone ? undefined : { living, before: clock.now() };
    const unanswered = await sessions.listUnanswered(100_000, by);
    return this.startAll(unanswered);
  }

  /** Starts a turn in each of these sessions that has none here, nor is to be begun again; returns in how many. */
  startAll(sessionIds: readonly string[]): number {
    const left = sessionIds.filter((id) => !this.has(id) && !this.#failed.has(id));
    for (const id of left) this.start(id, { traceId: newTraceId() });
    return left.length;
  }

  /** Resolves when no turn runs or waits. */
  async idle(): Promise<void> {
    while (this.#slots.size > 0) await Promise.all([...this.#slots.values()].map((slot) => slot.done));
    await Promise.all(this.#recording);
  }

  /** Lets running turns finish for a moment, then cancels them; what is unanswered is answered after the restart. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#stopped = true;
    this.#wakes?.cancel();
    for (const retry of this.#retries) retry.cancel();
    for (const request of this.#waiting.values()) drop(request);
    this.#waiting.clear();
    const timer = setTimeout(() => {
      for (const slot of this.#slots.values()) slot.controller.abort();
    }, 2000);
    await Promise.all([...this.#slots.values()].map((slot) => slot.done));
    clearTimeout(timer);
    await Promise.all(this.#recording);
  }

  #fill(): void {
    for (const [sessionId, request] of this.#waiting) {
      if (this.#slots.size >= this.#options.concurrency) return;
      this.#waiting.delete(sessionId);
      this.#launch(sessionId, request);
    }
  }

  #launch(sessionId: string, request: TurnRequest): void {
    const controller = new AbortController();
    const slot: Slot = { controller, next: null, done: Promise.resolve(), turn: null, unseen: 0 };
    this.#slots.set(sessionId, slot);
    slot.done = this.#run(sessionId, request, slot).finally(() => {
      this.#slots.delete(sessionId);
      // A turn that was told what to say may have taken the place of one that was to answer the customer.
      const next = slot.next ?? (request.instructions === undefined ? null : { traceId: newTraceId() });
      if (next !== null) this.start(sessionId, next);
      this.#fill();
    });
  }

  /**
   * Another node has changed something in the session: a turn whose words are not wanted any more need not think on.
   * Should this come late, or not at all, what it writes is refused.
   */
  #look(sessionId: string): void {
    const slot = this.#slots.get(sessionId);
    if (slot === undefined || slot.controller.signal.aborted) return;
    slot.unseen++;
    if (slot.unseen === 1) void this.#lookAt(sessionId, slot);
  }

  async #lookAt(sessionId: string, slot: Slot): Promise<void> {
    const { sessions, log } = this.#require();
    try {
      while (slot.unseen > 0) {
        const { unseen } = slot;
        const session = await sessions.readSession(sessionId);
        if (slot.turn?.isOvertaken(session) === true) slot.controller.abort();
        slot.unseen -= unseen;
      }
    } catch (error) {
      slot.unseen = 0;
      log.warn({ err: error, session: sessionId }, 'what another node changed could not be read');
    }
  }

  async #run(sessionId: string, request: TurnRequest, slot: Slot): Promise<void> {
    const app = this.#require();
    const cancelled = slot.controller.signal;
    let acknowledged = false;
    const onAcknowledged = (offset: number | null): void => {
      if (!acknowledged) request.onAcknowledged?.(offset);
      acknowledged = true;
    };
    try {
      const session = await app.sessions.readSession(sessionId);
      if (session === null || !mayRun(session, request)) {
        this.#failed.delete(sessionId);
        return;
      }
      const { behaviours, stages, budget = DEFAULT_BUDGET, preambleAfter = null } = this.#options;
      const turn = new Turn({ app, behaviours, stages, budget, preambleAfter }, session, {
        traceId: request.traceId,
        idempotency: request.idempotency,
        instructions: request.instructions ?? [],
        signal: AbortSignal.any([cancelled, AbortSignal.timeout(this.#options.timeout)]),
        cancelled,
        onAcknowledged,
        onSaid: (offset) => request.onSaid?.(offset),
      });
      slot.turn = turn;
      const outcome = await inTurnSpan(session, request.traceId, () => turn.run());
      this.#failed.delete(sessionId);
      if (outcome !== null) this.#record(app, turn, outcome);
    } catch (error) {
      app.log.error({ err: error, session: sessionId }, 'a turn could not be carried out');
      this.#beginAgain(sessionId);
    } finally {
      onAcknowledged(null);
      request.onEnd?.();
    }
  }

  /**
   * The store has failed, not the turn: a customer must not wait for good because it was away for a moment. A turn that
   * was told what to say is for whoever told it to ask for again.
   */
  #beginAgain(sessionId: string): void {
    if (this.#stopped) return;
    const attempts = this.#failed.get(sessionId) ?? 0;
    if (attempts >= MOST_ATTEMPTS || this.#retries.size >= MOST_RETRIES) {
      this.#failed.delete(sessionId);
      return;
    }
    this.#failed.set(sessionId, attempts + 1);
    const { clock } = this.#require();
    const due = clock.now() + Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** attempts);
    const retry: ScheduledTask = clock.schedule(due, () => {
      this.#retries.delete(retry);
      if (!this.has(sessionId)) this.start(sessionId, { traceId: newTraceId() });
    });
    this.#retries.add(retry);
  }

  /** Nobody waits for it: the next turn does not, and a record that cannot be kept harms no conversation. */
  #record(app: App, { recorder }: Turn, outcome: TurnOutcome): void {
    const { sessionId, traceId, at } = recorder.turn;
    const recording = app.traces
      .put({ sessionId, traceId, at, record: recorder.build(outcome) })
      .catch((error: unknown) =>
        app.log.warn({ err: error, session: sessionId }, 'a turn’s record was not kept'),
      )
      .finally(() => this.#recording.delete(recording));
    this.#recording.add(recording);
  }

  #require(): App {
    if (this.#app === null) throw new Error('the scheduler has no app yet');
    return this.#app;
  }
}

/** In manual mode the AI speaks only when it was told to, by a person's request. */
function mayRun(session: SessionRecord, request: TurnRequest): boolean {
  if (request.instructions !== undefined) return true;
  if (session.control.mode === 'manual') return false;
  return request.unprompted === true || session.lastCustomerOffset > session.answeredOffset;
}

function drop(request: TurnRequest | null | undefined): void {
  request?.onAcknowledged?.(null);
  request?.onEnd?.();
}
