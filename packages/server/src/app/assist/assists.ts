import type { Assist, Suggestion } from '@baton/protocol';
import { isHeld } from '../../core/handoff/handoff-state.ts';
import type { HandoffState } from '../../core/handoff/handoff-state.ts';
import type { AssistStore } from '../../ports/assist-store.ts';
import { orAborted } from '../../ports/or-aborted.ts';
import type { ReplySuggester, SuggestedReply } from '../../ports/reply-suggester.ts';
import type { Subscription } from '../../ports/wake-ups.ts';
import type { App } from '../app.ts';
import type { Behaviours } from '../behaviour/behaviours.ts';
import type { HandoffChange, HandoffChanges } from '../handoff-changes.ts';
import { randomId } from '../random-id.ts';
import { SessionRounds } from '../session-rounds.ts';
import { digestOf } from './digest-of.ts';
import { gatherMaterial } from './gather-material.ts';
import type { Material } from './gather-material.ts';
import { Slots } from './slots.ts';

/** Searches side by side, and models asked. */
const MOST_GATHERED = 8;
const MOST_ASKED = 8;

export interface AssistsOptions {
  readonly changes: HandoffChanges;
  readonly behaviours: Behaviours;
  readonly suggester: ReplySuggester;
  readonly store: AssistStore;
  /** Whether there is a model to rewrite with. */
  readonly model: boolean;
  /** Whether an operator has a stream open. */
  readonly isRead: (operatorId: string) => boolean;
  /** Tells an operator's streams, and no other. */
  readonly tell: (operatorId: string, assist: Assist) => void;
}

interface Job {
  readonly controller: AbortController;
  /** Offset of the customer's message it is for, as the session told it. */
  readonly offset: number;
  /** Settles when there is something to read; never rejects. */
  readonly begun: Promise<void>;
}

/** A session that one of ours holds. */
interface Held {
  readonly handoffId: string;
  readonly sessionId: string;
  readonly operatorId: string;
  job: Job | null;
  assist: Assist | null;
}

/**
 * What helps the holder with the customer's newest message (H8.1): made beside the message, when the holder has his
 * console open, else when it is asked for. A newer message ends what is made for an older one. Only the newest of
 * each session that is held is kept; another holder gets one of his own.
 */
export class Assists implements AsyncDisposable {
  readonly #app: App;
  readonly #options: AssistsOptions;
  readonly #held = new Map<string, Held>();
  readonly #running = new Set<Promise<void>>();
  readonly #gathering = new Slots(MOST_GATHERED);
  readonly #asking = new Slots(MOST_ASKED);
  readonly #subscriptions: Subscription[] = [];
  readonly #rounds: SessionRounds;

  /** Before the changes start, so that every session that is held is known. */
  constructor(app: App, options: AssistsOptions) {
    this.#app = app;
    this.#options = options;
    this.#rounds = new SessionRounds({
      clock: app.clock,
      look: (sessionId) => this.#look(sessionId),
      failed: (sessionId, error) =>
        app.log.error({ err: error, session: sessionId }, 'help for an operator could not be looked for'),
    });
    this.#subscriptions.push(
      options.changes.subscribe((change) => this.#follow(change)),
      app.wakeUps.subscribeAll((sessionId) => {
        if (this.#held.has(sessionId)) this.#rounds.add(sessionId);
      }),
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const subscription of this.#subscriptions) subscription.cancel();
    for (const held of this.#held.values()) held.job?.controller.abort();
    this.#held.clear();
    this.#rounds[Symbol.dispose]();
    await this.settled();
  }

  /** Looks for newer messages that it may not have been woken for. */
  readAgain(): void {
    for (const sessionId of this.#held.keys()) this.#rounds.add(sessionId);
  }

  /** Resolves once nothing is being made. */
  async settled(): Promise<void> {
    do {
      await this.#rounds.settled();
      await Promise.all(this.#running);
    } while (this.#running.size > 0);
  }

  /**
   * Help with the newest message, made now where there is none: of a model's reply what there is by now. `shownTo`
   * the holder it counts as shown. Null when nobody of ours holds this session.
   */
  async read(handoff: HandoffState, shownTo: string | null): Promise<Assist | null> {
    const held = this.#held.get(handoff.sessionId);
    if (held === undefined || held.handoffId !== handoff.id) return null;
    await this.#renew(held, true);
    let waited: Job | null = null;
    // A newer message that comes meanwhile is what is asked for then.
    while (held.assist === null && held.job !== null && held.job !== waited) {
      waited = held.job;
      await waited.begun;
    }
    const { assist } = held;
    if (assist === null) return this.empty(handoff);
    if (assist.suggestion !== null && shownTo === held.operatorId)
      await this.#record(held, assist, assist.suggestion, true);
    return assist;
  }

  /** Where there is nothing to help with. */
  empty({ id, sessionId }: Pick<HandoffState, 'id' | 'sessionId'>): Assist {
    const { model } = this.#options;
    return { handoff_id: id, session_id: sessionId, offset: null, suggestion: null, articles: [], model };
  }

  /** A reply was made of a suggestion: as it was, or changed. */
  async used(handoffId: string, suggestionId: string, text: string): Promise<void> {
    try {
      await this.#options.store.useSuggestion(suggestionId, handoffId, digestOf(text));
    } catch (error) {
      this.#app.log.error({ err: error, handoff: handoffId }, 'what became of a suggestion was not noted');
    }
  }

  #follow(change: HandoffChange): void {
    if (change.type === 'deleted') return this.#drop(change.sessionId, change.handoffId);
    const { id: handoffId, sessionId, stage, operator } = change.handoff;
    if (!isHeld(stage) || operator === null) return this.#drop(sessionId, handoffId);
    const known = this.#held.get(sessionId);
    if (known?.handoffId === handoffId && known.operatorId === operator.id) return;
    known?.job?.controller.abort();
    this.#held.set(sessionId, { handoffId, sessionId, operatorId: operator.id, job: null, assist: null });
    this.#rounds.add(sessionId);
  }

  #drop(sessionId: string, handoffId: string): void {
    const held = this.#held.get(sessionId);
    if (held?.handoffId !== handoffId) return;
    held.job?.controller.abort();
    this.#held.delete(sessionId);
  }

  async #look(sessionId: string): Promise<void> {
    const held = this.#held.get(sessionId);
    if (held !== undefined) await this.#renew(held, this.#options.isRead(held.operatorId));
  }

  /** Begins anew when a newer message has come, or the newest was deleted; `wanted` false only ends what is old. */
  async #renew(held: Held, wanted: boolean): Promise<void> {
    const session = await this.#app.sessions.readSession(held.sessionId);
    if (session === null || this.#held.get(held.sessionId) !== held) return;
    const offset = session.lastCustomerOffset;
    if (held.job?.offset === offset) return;
    held.job?.controller.abort();
    held.job = null;
    held.assist = null;
    if (!wanted || offset < 0) return;
    const controller = new AbortController();
    const { promise: begun, resolve } = Promise.withResolvers<void>();
    held.job = { controller, offset, begun };
    const run = this.#make(held, controller.signal, resolve).finally(() => {
      resolve();
      this.#running.delete(run);
    });
    this.#running.add(run);
  }

  /** Never rejects. */
  async #make(held: Held, signal: AbortSignal, begun: () => void): Promise<void> {
    try {
      const material = await this.#gathering.run(signal, () => this.#gather(held));
      if (signal.aborted || material === null) return;
      await this.#suggest(held, material, signal, begun);
    } catch (error) {
      if (signal.aborted) return;
      // The next who asks for it has it tried again.
      if (held.job?.controller.signal === signal) held.job = null;
      this.#app.log.error({ err: error, handoff: held.handoffId }, 'help for an operator could not be made');
    }
  }

  async #gather(held: Held): Promise<Material | null> {
    const handoff = await this.#app.sessions.readHandoff(held.handoffId);
    return handoff === null ? null : gatherMaterial({ app: this.#app, ...this.#options }, handoff);
  }

  async #suggest(held: Held, material: Material, signal: AbortSignal, begun: () => void): Promise<void> {
    const { suggester, model } = this.#options;
    const { offset, articles, request } = material;
    const { handoffId: handoff_id, sessionId: session_id } = held;
    const id = randomId();
    const put = (suggestion: Suggestion | null): void => {
      if (signal.aborted) return;
      this.#put(held, { handoff_id, session_id, offset, suggestion, articles, model });
      begun();
    };
    if (request === null) return put(null);
    const ask = (): Promise<SuggestedReply | null> =>
      orAborted(
        suggester.suggest({ ...request, signal }, (text) =>
          put({ id, text, state: 'growing', by: 'model', sources: [], confidence: null }),
        ),
        signal,
      );
    if (!suggester.streams) return put(completed(id, await ask()));
    // What is found is shown at once: a model takes seconds.
    put(null);
    put(completed(id, await this.#asking.run(signal, ask)));
  }

  #put(held: Held, assist: Assist): void {
    const before = held.assist?.suggestion ?? null;
    held.assist = assist;
    const shown = this.#options.isRead(held.operatorId);
    if (shown) this.#options.tell(held.operatorId, assist);
    const { suggestion } = assist;
    if (suggestion === null || (suggestion.state === 'growing' && before !== null)) return;
    void this.#record(held, assist, suggestion, shown);
  }

  /** Of one that grows when it is first seen, and when it is complete. */
  async #record(held: Held, { offset }: Assist, suggestion: Suggestion, shown: boolean): Promise<void> {
    const { handoffId, sessionId, operatorId } = held;
    const { id, by, text, state } = suggestion;
    const digest = state === 'complete' ? digestOf(text) : '';
    const at = this.#app.clock.now();
    const record = { id, by, sessionId, handoffId, operatorId, at, shown, digest, offset: offset ?? -1 };
    try {
      await this.#options.store.putSuggestion(record);
    } catch (error) {
      this.#app.log.error({ err: error, handoff: handoffId }, 'a suggestion was not noted');
    }
  }
}

function completed(id: string, reply: SuggestedReply | null): Suggestion | null {
  if (reply === null) return null;
  const { text, by, sources, confidence } = reply;
  return { id, text, state: 'complete', by, sources: [...sources], confidence };
}
