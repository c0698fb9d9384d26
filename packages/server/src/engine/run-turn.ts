import type { TurnOutcome } from '@baton/protocol';
import type { App } from '../app/app.ts';
import { preambleWanted } from '../core/preamble/preamble-wanted.ts';
import type { EngineStages, Trigger } from '../ports/engine-stages.ts';
import type { Idempotency, SessionPatch, SessionRecord } from '../ports/session-store.ts';
import { Answering } from './answering.ts';
import { AuthorCode } from './author-code.ts';
import type { Behaviours } from '../app/behaviour/behaviours.ts';
import { Bailed, callHooks } from './call-hooks.ts';
import { detectTriggers } from './detect-triggers.ts';
import { askAfterFailure, takesUpon } from './fail-turn.ts';
import { EmittedWords } from './emitted-words.ts';
import { gatherComposition, matchedParts } from './gather-composition.ts';
import { handOver, promiseTrigger, toolTriggers } from './hand-over.ts';
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
    this.#writer = new TurnWriter(parts.app, session.id, {
      epoch: session.control.epoch,
      customerOffset: lastCustomerOffset,
    });
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
      if (!(await this.#acknowledge(scope))) return null;
      if (loaded === null || scope === null) return await this.#finish([], nothingSaid(this.#session));
      if (this.#options.instructions.length > 0) return await this.#speak(scope);
      return await this.#answer(scope, loaded);
    } catch (error) {
      if (error instanceof TurnOvertaken || cancelled.aborted) return this.#cancelled();
      if (error instanceof Bailed) return this.#silence();
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

  #scope({ context }: LoadedTurn): TurnScope {
    const { app, behaviours, stages } = this.#parts;
    const { agent, customer } = context;
    const current = { app, behaviours, session: this.#session, agent, customer };
    const author = new AuthorCode(current, this.recorder, this.#options.signal);
    const parts = { app, stages, session: this.#session, context, author, recorder: this.recorder };
    const emitter = new EmittedWords(context, this.#writer, this.#log, stages.checker);
    return new TurnScope({ ...parts, emitter, log: this.#log, writer: this.#writer });
  }

  /** False when the request has been answered before: there is nothing to do. */
  async #acknowledge(scope: TurnScope | null): Promise<boolean> {
    const { instructions, idempotency } = this.#options;
    const hooks = scope?.context.behaviour.binding.hooks;
    if (scope !== null && hooks !== undefined)
      await callHooks(scope.author, hooks, 'onAcknowledging', scope.context);
    const key = instructions.length === 0 ? idempotency : undefined;
    const first = await this.#writer.appendOnce([this.#log.status('acknowledged')], key);
    this.#options.onAcknowledged(first.offset);
    if (first.repeated) return false;
    this.#begun = true;
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
      const trigger = await detectTriggers(scope, { ...loaded.unmoderated, variables });
      if (trigger !== null) return await this.#handOver(scope, preparation.prepared, [trigger], loaded);

      const prepared = await preparation.run();
      const asked = [...toolTriggers(prepared.context, prepared.calls), ...this.#emittedPromise(scope)];
      if (asked.length > 0) return await this.#handOver(scope, prepared, asked, loaded);

      const retrieved = retrievals.some ? await scope.stage('retrieve', retrievals.all()) : [];
      const answering = new Answering(scope, prepared, retrieved);
      try {
        const composed = await answering.compose();
        if (composed.trigger === null)
          return await answering.say(composed.composition, (state, said) =>
            patchAfter(this.#session, { kept: loaded.kept, prepared, state, said }),
          );
        await answering.close();
        const state = composed.composition?.state ?? prepared.context.state;
        return await this.#handOver(
          scope,
          { ...prepared, context: { ...prepared.context, state } },
          [composed.trigger],
          loaded,
        );
      } finally {
        await answering.close();
      }
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

  #emittedPromise({ emitter, context }: TurnScope): Trigger[] {
    const quote = emitter instanceof EmittedWords ? emitter.promise : null;
    return quote === null ? [] : [promiseTrigger(context, quote)];
  }

  async #handOver(
    scope: TurnScope,
    prepared: Prepared,
    triggers: readonly Trigger[],
    { kept }: LoadedTurn,
  ): Promise<TurnOutcome> {
    const handoff = { reason: triggers[0]?.reason ?? '', available: null };
    await handOver(scope, prepared.context, {
      triggers,
      matched: matchedParts(prepared),
      input: () => gatherComposition(scope, prepared, [], handoff),
      patch: (state) => patchAfter(this.#session, { kept, prepared, state, said: false }),
    });
    return 'handed_over';
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
      const guard = { epoch: this.#writer.guard.epoch };
      await this.#parts.app.sessions.commit({ sessionId: this.#session.id, events, guard });
    }
    return 'cancelled';
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
