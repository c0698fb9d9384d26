import type { JsonObject, TurnOutcome } from '@baton/protocol';
import type { App } from '../app/app.ts';
import { recordAiCommitment } from '../app/return/record-commitment.ts';
import type { AiCommitment } from '../app/return/record-commitment.ts';
import { newEvent } from '../core/log/new-event.ts';
import { preambleWanted } from '../core/preamble/preamble-wanted.ts';
import { isPersonNear } from '../core/waiting/outlook.ts';
import { limitNotice, saysLimit } from '../core/triggers/limit-notice.ts';
import type { Composition, EngineStages, Trigger } from '../ports/engine-stages.ts';
import type { Idempotency, SessionPatch, SessionRecord } from '../ports/session-store.ts';
import { isOfStore } from '../ports/store-errors.ts';
import { Answering } from './answering.ts';
import { closeEarlier } from './close-unfinished.ts';
import { AuthorCode } from './author-code.ts';
import type { Behaviours } from '../app/behaviour/behaviours.ts';
import { Bailed, callHooks } from './call-hooks.ts';
import { detectTriggers } from './detect-triggers.ts';
import { askAfterFailure, takesUpon } from './fail-turn.ts';
import { EmittedWords } from './emitted-words.ts';
import { gatherComposition, matchedParts } from './gather-composition.ts';
import { handOver, leavesReasonOpen, promiseTrigger, toolTriggers } from './hand-over.ts';
import { loadTurnContext } from './load-turn-context.ts';
import type { LoadedTurn } from './load-turn-context.ts';
import { nothingSaid, patchAfter } from './patch-after.ts';
import { Preamble } from './preamble.ts';
import { Preparation } from './prepare-answer.ts';
import type { Prepared } from './prepare-answer.ts';
import { readVariables } from './read-variables.ts';
import { Retrievals } from './retrievals.ts';
import { NOTHING_MATCHED, TurnLog } from './turn-log.ts';
import { TurnRecorder } from './turn-recorder.ts';
import type { TurnContext } from './turn-context.ts';
import { TurnScope } from './turn-scope.ts';
import { TurnOvertaken, TurnWriter } from './turn-writer.ts';

export interface TurnParts {
  readonly app: App;
  readonly behaviours: Behaviours;
  readonly stages: EngineStages;
  /** What the language models of one turn may spend. */
  readonly budget: { readonly calls: number; readonly tokens: number };
  /** Milliseconds without a word after which a short one is said, where an agent does not say; null: never. */
  readonly preambleAfter: number | null;
}

export interface TurnOptions {
  readonly traceId: string;
  /** Aborts when the turn is cancelled or has taken too long. */
  readonly signal: AbortSignal;
  /** Aborts when the turn is cancelled: that is no failure. */
  readonly cancelled: AbortSignal;
  /** Of the request that began the turn: its repetition is told the same event. */
  readonly idempotency: Idempotency | undefined;
  /** What to say, when the turn does not answer but was told to speak. */
  readonly instructions: readonly string[];
  /** Called once, with the offset of the turn's first event, or null when the turn does not start. */
  onAcknowledged(offset: number | null): void;
  /** Called with the offset of the turn's first message. */
  onSaid(offset: number): void;
}

const SILENCE: Composition = { messages: [], confidence: 1, state: {} };
/** The customer himself wants a person, or has said yes to one. */
const asksOutright = ({ evidence }: Trigger): boolean => evidence.trigger === 'explicit-request';
const TOLD_LANGUAGE_BY = 4;
/** A turn's own status is not further back, unless others have said much since. */
const STATUS_WITHIN = 100;

/**
 * One AI turn: triggers → match → tools → compose → check → append. It runs under the control epoch it started
 * with; every append checks that epoch in its transaction (H2.1) and that no newer customer message has come.
 * The answer, the turn's end and the note that the customer has been answered are one write: after a crash the
 * customer is answered again or has been answered, never twice.
 */
export class Turn {
  readonly recorder: TurnRecorder;
  readonly #parts: TurnParts;
  readonly #options: TurnOptions;
  readonly #session: SessionRecord;
  readonly #log: TurnLog;
  readonly #writer: TurnWriter;
  #begun = false;

  constructor(parts: TurnParts, session: SessionRecord, options: TurnOptions) {
    this.#parts = parts;
    this.#session = session;
    this.#options = options;
    this.#log = new TurnLog(options.traceId);
    const { lastCustomerOffset, answeredOffset } = session;
    this.#writer = new TurnWriter(parts.app, session, { answers: options.instructions.length === 0 });
    this.recorder = new TurnRecorder({
      traceId: options.traceId,
      sessionId: session.id,
      agentId: session.agentId,
      at: parts.app.clock.now(),
      answers: lastCustomerOffset > answeredOffset ? lastCustomerOffset : null,
    });
  }

  /** How it ended; null when it did not begin. */
  async run(): Promise<TurnOutcome | null> {
    const { cancelled } = this.#options;
    let scope: TurnScope | null = null;
    try {
      const loaded = await this.#load();
      scope = loaded === null ? null : this.#scope(loaded);
      if (!(await this.#acknowledge(scope, loaded))) return null;
      if (loaded === null || scope === null) return await this.#finish([], nothingSaid(this.#session));
      if (this.#options.instructions.length > 0) return await this.#speak(scope);
      return await this.#answer(scope, loaded);
    } catch (error) {
      if (error instanceof TurnOvertaken || cancelled.aborted) return this.#cancelled();
      if (error instanceof Bailed) return this.#silence();
      // The AI has not failed: its turn is begun again, and a store that was away for a moment fills no queue with people.
      if (isOfStore(error)) throw error;
      return this.#failed(error, scope);
    }
  }

  #load(): Promise<LoadedTurn | null> {
    const { app, behaviours, budget } = this.#parts;
    return loadTurnContext(app, behaviours, this.#session, {
      traceId: this.#options.traceId,
      instructions: this.#options.instructions,
      signal: this.#options.signal,
      budget: { mostCalls: budget.calls, mostTokens: budget.tokens, calls: 0, tokens: 0 },
      trace: this.recorder,
    });
  }

  #scope({ context, kept }: LoadedTurn): TurnScope {
    const { app, behaviours, stages } = this.#parts;
    const { agent, customer } = context;
    const current = { app, behaviours, session: this.#session, agent, customer };
    const author = new AuthorCode(current, this.recorder, this.#options.signal);
    const parts = { app, stages, session: this.#session, context, author, recorder: this.recorder };
    const record = (text: string, due: number | null): Promise<void> =>
      recordAiCommitment(app, context.sessionId, this.#commitment(text, due), kept.commitments);
    const emitter = new EmittedWords(context, this.#writer, this.#log, stages.checker, record);
    return new TurnScope({ ...parts, emitter, log: this.#log, writer: this.#writer });
  }

  #commitment(text: string, due: number | null): AiCommitment {
    const { turn } = this.#writer.guard;
    return { text, due, traceId: this.#options.traceId, ...(turn !== undefined && { turn }) };
  }

  /** False when the request has been answered before: there is nothing to do. */
  async #acknowledge(scope: TurnScope | null, loaded: LoadedTurn | null): Promise<boolean> {
    const { instructions, idempotency } = this.#options;
    const hooks = scope?.context.behaviour.binding.hooks;
    if (scope !== null && hooks !== undefined)
      await callHooks(scope.author, hooks, 'onAcknowledging', scope.context);
    const key = instructions.length === 0 ? idempotency : undefined;
    const first = await this.#writer.appendOnce([this.#log.status('acknowledged')], key);
    this.#options.onAcknowledged(first.offset);
    if (first.repeated) return false;
    this.#begun = true;
    if (loaded !== null) await closeEarlier(this.#parts.app.sessions, this.#session.id, loaded.events);
    if (scope !== null && hooks !== undefined)
      await callHooks(scope.author, hooks, 'onAcknowledged', scope.context);
    return true;
  }

  async #answer(begun: TurnScope, loaded: LoadedTurn): Promise<TurnOutcome> {
    const preamble = this.#preamble(begun, loaded);
    try {
      const { hooks } = begun.context.behaviour.binding;
      if (hooks !== undefined) await callHooks(begun.author, hooks, 'onPreparing', begun.context);
      const retrievals = new Retrievals(begun.context, begun.author);
      const scope = await this.#withVariables(begun);
      await this.#writer.append([this.#log.status('processing', { stage: 'Interpreting' })]);
      const preparation = new Preparation(scope, loaded.kept);
      const { variables } = scope.context;
      const found = await detectTriggers(scope, { ...loaded.unmoderated, variables });
      const limit = await this.#handOver(scope, preparation.prepared, found, loaded);
      if (limit === 'handed-over') return 'handed_over';
      if (limit !== null && found.some(asksOutright))
        return await this.#sayLimit(scope, preparation.prepared, limit, loaded);

      const prepared = await preparation.run();
      const asked = [...(await this.#toolTriggers(scope, prepared)), ...this.#emittedPromise(scope)];
      const second = await this.#handOver(scope, prepared, asked, loaded);
      if (second === 'handed-over') return 'handed_over';
      if (second !== null) return await this.#sayLimit(scope, prepared, second, loaded);

      const retrieved = retrievals.some ? await scope.stage('retrieve', retrievals.all()) : [];
      return await this.#compose(new Answering(scope, prepared, retrieved), scope, prepared, loaded, limit);
    } finally {
      preamble?.cancel();
    }
  }

  async #withVariables(scope: TurnScope): Promise<TurnScope> {
    if (scope.context.behaviour.variables.length === 0) return scope;
    return scope.withVariables(await scope.stage('variables', readVariables(scope.context, scope)));
  }

  #preamble(scope: TurnScope, { events }: LoadedTurn): Preamble | null {
    const after = scope.context.behaviour.binding.preamble?.after;
    const wait = after === undefined ? this.#parts.preambleAfter : after;
    if (wait === null || scope.context.latest === null || !preambleWanted(events)) return null;
    return new Preamble(scope, wait);
  }

  /** Composes and says the answer, or asks for a person instead. `limit`: as of the triggers before. */
  async #compose(
    answering: Answering,
    scope: TurnScope,
    prepared: Prepared,
    loaded: LoadedTurn,
    limit: number | null,
  ): Promise<TurnOutcome> {
    try {
      const { triggers, composition, state: kept } = await answering.compose();
      const state = kept ?? prepared.context.state;
      if (triggers.length > 0) await answering.close();
      const reached = { ...prepared, context: { ...prepared.context, state } };
      const third = await this.#handOver(scope, reached, triggers, loaded);
      if (third === 'handed-over') return 'handed_over';
      if (third !== null && composition === null) return await this.#sayLimit(scope, reached, third, loaded);
      const notice = this.#limitNotice(scope, third ?? limit);
      return await answering.say(composition ?? SILENCE, this.#patcher(loaded, prepared), notice);
    } finally {
      await answering.close();
    }
  }

  #emittedPromise({ emitter, context }: TurnScope): Trigger[] {
    const quote = emitter instanceof EmittedWords ? emitter.promise : null;
    return quote === null ? [] : [promiseTrigger(context, quote)];
  }

  async #toolTriggers({ stages }: TurnScope, { context, calls }: Prepared): Promise<Trigger[]> {
    const explained = leavesReasonOpen(calls) ? await stages.triggers.explain(context) : null;
    return toolTriggers(context, calls, explained);
  }

  /** Null when nothing calls for a person; when the customer has had too many, from when on he may have one (H4.7). */
  async #handOver(
    scope: TurnScope,
    prepared: Prepared,
    triggers: readonly Trigger[],
    { kept }: LoadedTurn,
  ): Promise<'handed-over' | number | null> {
    if (triggers.length === 0) return null;
    const reason = triggers[0]?.reason ?? '';
    const outcome = await handOver(scope, prepared.context, {
      triggers,
      matched: matchedParts(prepared),
      input: (outlook) =>
        gatherComposition(scope, prepared, [], { reason, available: isPersonNear(outlook), outlook }),
      patch: (state) => patchAfter(this.#session, { kept, prepared, state, said: false }),
    });
    return outcome.type === 'limited' ? outcome.again : 'handed-over';
  }

  /** H4.7: nobody is asked for, and the customer is told so: never silence. */
  #sayLimit(scope: TurnScope, prepared: Prepared, again: number, loaded: LoadedTurn): Promise<TurnOutcome> {
    const text = limitNotice(customerWords(scope.context), again, this.#parts.app.clock.now());
    const composition = { messages: [{ text }], confidence: 1, state: prepared.context.state };
    const answering = new Answering(scope, prepared, []);
    return answering.say(composition, (state) =>
      patchAfter(this.#session, { kept: loaded.kept, prepared, state, said: false }),
    );
  }

  /** Behind an answer, unless it stands there already. */
  #limitNotice({ context }: TurnScope, again: number | null): string | null {
    if (again === null) return null;
    const last = context.history.findLast((entry) => entry.type === 'message' && entry.author === 'ai');
    if (last?.type === 'message' && saysLimit(last.text)) return null;
    return limitNotice(customerWords(context), again, this.#parts.app.clock.now());
  }

  #patcher({ kept }: LoadedTurn, prepared: Prepared): (state: JsonObject, said: boolean) => SessionPatch {
    return (state, said) => patchAfter(this.#session, { kept, prepared, state, said });
  }

  /** Says what the turn was told to say; triggers and guidelines have no part in it. */
  async #speak(scope: TurnScope): Promise<TurnOutcome> {
    const { context } = scope;
    await this.#writer.append([this.#log.status('typing')]);
    const prepared = new Preparation(scope, { journeys: {}, followed: [] }).prepared;
    const input = await gatherComposition(scope, prepared, [], null);
    const { messages } = await scope.stage('compose', this.#parts.stages.composer.compose(context, input));
    const events = messages.flatMap((message) => [
      this.#log.composed(context.agent, message),
      this.#log.status('ready'),
    ]);
    const key = messages.length > 0 ? this.#options.idempotency : undefined;
    const first = await this.#writer.appendOnce([...events, this.#log.completed(NOTHING_MATCHED)], key);
    if (messages.length > 0) this.#options.onSaid(first.offset);
    if (first.repeated) return this.#cancelled();
    return messages.length > 0 ? 'answered' : 'silent';
  }

  /** A hook has ended the turn. What the customer wrote counts as answered: a restart must not ask again. */
  async #silence(): Promise<TurnOutcome> {
    try {
      return await this.#finish([this.#log.status('ready')], nothingSaid(this.#session));
    } catch (error) {
      if (error instanceof TurnOvertaken) return this.#cancelled();
      throw error;
    }
  }

  async #finish(events: ReturnType<TurnLog['status']>[], patch: SessionPatch): Promise<TurnOutcome> {
    await this.#writer.append([...events, this.#log.completed(NOTHING_MATCHED)], patch);
    return 'silent';
  }

  /** Ends a turn that has shown itself. Whoever took control has already told that it is over. */
  async #cancelled(): Promise<TurnOutcome> {
    if (this.#begun) {
      const events = [this.#log.status('cancelled'), this.#log.completed(NOTHING_MATCHED)];
      const { customerOffset: _asked, ...guard } = this.#writer.guard;
      const { sessions } = this.#parts.app;
      const outcome = await sessions.commit({ sessionId: this.#session.id, events, guard });
      if (outcome.type === 'stale-epoch') await this.#tellSilenced();
    }
    return 'cancelled';
  }

  /** Whoever took control on another node did not know of the turn: that it writes is shown until it is told. */
  async #tellSilenced(): Promise<void> {
    const { sessions, leadership } = this.#parts.app;
    const { turn } = this.#writer.guard;
    if (turn === undefined || leadership === undefined || leadership.living.length < 2) return;
    const sessionId = this.#session.id;
    const session = await sessions.readSession(sessionId);
    if (session === null) return;
    const newest = await sessions.listEventsBackward(sessionId, session.nextOffset, STATUS_WITHIN);
    const last = newest.find(({ kind }) => kind === 'status');
    if (last?.traceId !== this.#options.traceId || last.source !== 'ai_agent') return;
    const events = [newEvent('status', 'system', last.traceId, { status: 'cancelled', data: {} })];
    await sessions.commit({ sessionId, events, guard: { turn } });
  }

  /** Whether the turn could write nothing more to a session that has become this. */
  isOvertaken(session: SessionRecord | null): boolean {
    return this.#writer.isOvertaken(session);
  }

  async #failed(error: unknown, scope: TurnScope | null): Promise<TurnOutcome> {
    const { app } = this.#parts;
    const { traceId, signal } = this.#options;
    app.log.error({ err: error, session: this.#session.id, trace: traceId }, 'an AI turn failed');
    if (scope !== null && !signal.aborted && (await takesUpon(error, scope))) return this.#silence();
    const asked = await askAfterFailure(app, this.#session, {
      guard: this.#writer.guard,
      log: this.#log,
      recorder: this.recorder,
    });
    if (!asked) await this.#cancelled();
    return 'failed';
  }
}

/** What tells the customer's language. */
function customerWords({ history, latest }: TurnContext): readonly string[] {
  const texts = history.flatMap((entry) =>
    entry.type === 'message' && entry.author === 'customer' ? [entry.text] : [],
  );
  return texts.length === 0 ? [latest?.text ?? ''] : texts.slice(-TOLD_LANGUAGE_BY);
}
