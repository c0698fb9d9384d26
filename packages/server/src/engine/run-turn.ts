import type { App } from '../app/app.ts';
import { changeDesk } from '../app/change-desk.ts';
import { requestHandoff } from '../app/request-handoff.ts';
import { sayTransitionAsAi } from '../core/handoff/ask-for-person.ts';
import { turnFailedText } from '../core/handoff/customer-text.ts';
import type { NewEvent } from '../core/log/new-event.ts';
import type { ExecutedCall } from '../engine/tool-definition.ts';
import type {
  Composition,
  EngineStages,
  GuidelineMatch,
  MissingArgument,
  Trigger,
} from '../ports/engine-stages.ts';
import type { Idempotency, SessionPatch, SessionRecord, SessionWrite } from '../ports/session-store.ts';
import type { Behaviours } from './behaviours.ts';
import { executeCalls } from './execute-calls.ts';
import { loadTurnContext } from './load-turn-context.ts';
import { orAborted } from './or-aborted.ts';
import type { TurnContext } from './turn-context.ts';
import { TurnLog } from './turn-log.ts';

const NOTHING_ELSE = {
  mode: 'fluid',
  canned: [],
  retrieved: [],
  instructions: [],
  onText: null,
} as const;

/** The turn's words are no longer wanted: a newer message, a person, or a deletion came first. */
class TurnOvertaken extends Error {}

export interface TurnParts {
  readonly app: App;
  readonly behaviours: Behaviours;
  readonly stages: EngineStages;
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
  readonly #parts: TurnParts;
  readonly #options: TurnOptions;
  readonly #session: SessionRecord;
  readonly #log: TurnLog;
  /** What every write of the turn is checked against. */
  #guard: { readonly epoch: number; readonly customerOffset?: number };
  #begun = false;
  #matched: readonly GuidelineMatch[] = [];

  constructor(parts: TurnParts, session: SessionRecord, options: TurnOptions) {
    this.#parts = parts;
    this.#session = session;
    this.#options = options;
    this.#log = new TurnLog(options.traceId);
    this.#guard = { epoch: session.control.epoch, customerOffset: session.lastCustomerOffset };
  }

  async run(): Promise<void> {
    const { cancelled, instructions } = this.#options;
    try {
      const key = instructions.length === 0 ? this.#options.idempotency : undefined;
      const first = await this.#appendOnce([this.#log.status('acknowledged')], key);
      this.#options.onAcknowledged(first.offset);
      if (first.repeated) return;
      this.#begun = true;
      const context = await this.#loadContext();
      if (context === null) await this.#finish([], {});
      else if (instructions.length > 0) await this.#speak(context);
      else await this.#answer(context);
    } catch (error) {
      if (error instanceof TurnOvertaken || cancelled.aborted) await this.#cancelled();
      else await this.#failed(error);
    }
  }

  #loadContext(): Promise<TurnContext | null> {
    const { app, behaviours } = this.#parts;
    return loadTurnContext(app, behaviours, this.#session, this.#options);
  }

  async #answer(context: TurnContext): Promise<void> {
    const { stages } = this.#parts;
    await this.#append([this.#log.status('processing', { stage: 'Interpreting' })]);
    const trigger = context.latest === null ? null : await this.#wait(stages.triggers.detect(context));
    if (trigger !== null)
      return this.#handOver(context, trigger, { calls: [], missing: [], state: context.state });

    const { guidelines } = context.behaviour;
    const asked = { iteration: 1, guidelines, journeys: [], calls: [] };
    this.#matched = (await this.#wait(stages.matcher.match(context, asked))).matches;
    const plan = await this.#wait(stages.planner.plan(context, this.#matched, []));
    const calls = plan.calls.length === 0 ? [] : await this.#callTools(context, plan.calls);
    const done = { calls, missing: plan.missing, state: plan.state };
    const asking = calls.find((call) => call.result.control?.mode === 'manual');
    if (asking !== undefined) return this.#handOver(context, toolTrigger(context, asking), done);

    await this.#append([this.#log.status('typing')]);
    const input = { ...NOTHING_ELSE, matches: this.#matched, ...done, handoff: null };
    const composition = await this.#wait(stages.composer.compose(context, input));
    const reviewed =
      (await this.#wait(stages.triggers.review(context, composition))) ??
      (await this.#findPromise(context, composition));
    if (reviewed !== null) return this.#handOver(context, reviewed, { ...done, state: composition.state });
    await this.#say(context, composition);
  }

  /** Says what the turn was told to say; triggers and guidelines have no part in it. */
  async #speak(context: TurnContext): Promise<void> {
    await this.#append([this.#log.status('typing')]);
    const input = {
      ...NOTHING_ELSE,
      matches: [],
      calls: [],
      missing: [],
      handoff: null,
      state: context.state,
    };
    const { messages } = await this.#wait(this.#parts.stages.composer.compose(context, input));
    const events = messages.flatMap(({ text }) => [
      this.#log.message(context.agent, text),
      this.#log.status('ready'),
    ]);
    const key = messages.length > 0 ? this.#options.idempotency : undefined;
    const first = await this.#appendOnce([...events, this.#log.completed([])], key);
    if (messages.length > 0) this.#options.onSaid(first.offset);
    if (first.repeated) await this.#cancelled();
  }

  #wait<T>(stage: Promise<T>): Promise<T> {
    return orAborted(stage, this.#options.signal);
  }

  async #callTools(
    context: TurnContext,
    planned: Parameters<typeof executeCalls>[1],
  ): Promise<ExecutedCall[]> {
    await this.#append([this.#log.status('processing', { stage: 'Considering tools' })]);
    const calls = await executeCalls(context, planned, this.#parts.app.log);
    const stored = calls.filter((call) => call.result.control?.lifespan !== 'response');
    if (stored.length > 0) await this.#append(stored.map((call) => this.#log.toolCall(call)));
    return calls;
  }

  /** A text that promises a person without a handoff makes one (H3.3). */
  async #findPromise(context: TurnContext, composition: Composition): Promise<Trigger | null> {
    for (const message of composition.messages) {
      const promise = await this.#wait(this.#parts.stages.checker.findTransferPromise(message.text));
      if (promise === null) continue;
      const offset = context.latest?.offset ?? null;
      const evidence = {
        trigger: 'transfer-promise',
        offset,
        score: null,
        threshold: null,
        quote: promise.quote,
      };
      return { reason: 'complex_issue', evidence };
    }
    return null;
  }

  /**
   * Asks for a person, then says the transition message (H3.2). The request stands before the message is
   * composed: a slow or failing composer costs nothing, the desk says it when the AI does not.
   */
  async #handOver(
    context: TurnContext,
    trigger: Trigger,
    done: {
      calls: readonly ExecutedCall[];
      missing: readonly MissingArgument[];
      state: TurnContext['state'];
    },
  ): Promise<void> {
    const { app, stages } = this.#parts;
    const requested = await requestHandoff(app, this.#session.id, {
      reason: trigger.reason,
      evidence: [trigger.evidence],
      transition: { by: 'ai' },
      traceId: this.#options.traceId,
      guard: this.#guard,
      byTurn: true,
    });
    if (requested.type !== 'done') throw new TurnOvertaken();
    // From here on the turn only tells that a person will come, and that stays true whatever the customer adds.
    this.#guard = { epoch: requested.decision.control.epoch };
    await this.#append([this.#log.status('typing')]);
    const handoff = { reason: trigger.reason, available: null };
    const composition = await this.#wait(
      stages.composer.compose(context, { ...NOTHING_ELSE, matches: this.#matched, ...done, handoff }),
    );
    const text = composition.messages.map(({ text }) => text).join('\n\n');
    if (text === '') return this.#finish([], composition.state);
    const message = this.#log.message(context.agent, text);
    const said = await changeDesk(
      app,
      this.#session.id,
      (desk, moment) => sayTransitionAsAi(desk, message, moment),
      {
        traceId: this.#options.traceId,
        guard: this.#guard,
        byTurn: true,
        trailing: [this.#log.status('ready'), this.#log.completed(this.#matchedGuidelines())],
        patch: this.#patch(composition.state),
      },
    );
    // The desk has said it meanwhile: the turn ends all the same.
    if (said.type === 'unchanged') return this.#finish([this.#log.status('ready')], composition.state);
    if (said.type !== 'done') throw new TurnOvertaken();
  }

  async #say(context: TurnContext, composition: Composition): Promise<void> {
    const events = composition.messages.flatMap(({ text }, index) => [
      ...(index > 0 ? [this.#log.status('typing')] : []),
      this.#log.message(context.agent, text),
      this.#log.status('ready'),
    ]);
    await this.#finish(events, composition.state);
  }

  /** Writes the turn's last events together with the note that the customer has been answered. */
  async #finish(events: readonly NewEvent[], state: TurnContext['state']): Promise<void> {
    await this.#append([...events, this.#log.completed(this.#matchedGuidelines())], this.#patch(state));
  }

  async #append(events: readonly NewEvent[], patch?: SessionPatch): Promise<void> {
    await this.#commit({ events, ...(patch !== undefined && { patch }) });
  }

  /** The offset of the first event, or of the one that the same request was answered with before. */
  async #appendOnce(
    events: readonly NewEvent[],
    idempotency: Idempotency | undefined,
  ): Promise<{ readonly offset: number; readonly repeated: boolean }> {
    return this.#commit({ events, ...(idempotency !== undefined && { idempotency }) });
  }

  async #commit(
    write: Omit<SessionWrite, 'sessionId' | 'guard'>,
  ): Promise<{ offset: number; repeated: boolean }> {
    const fenced = { ...write, sessionId: this.#session.id, guard: this.#guard };
    const outcome = await this.#parts.app.sessions.commit(fenced);
    if (outcome.type === 'repeated') return { offset: outcome.offset, repeated: true };
    if (outcome.type !== 'committed') throw new TurnOvertaken();
    return { offset: outcome.firstOffset, repeated: false };
  }

  /** Ends a turn that has shown itself. Whoever took control has already told that it is over. */
  async #cancelled(): Promise<void> {
    if (!this.#begun) return;
    const events = [this.#log.status('cancelled'), this.#log.completed([])];
    const guard = { epoch: this.#guard.epoch };
    await this.#parts.app.sessions.commit({ sessionId: this.#session.id, events, guard });
  }

  /** The customer is told and a person is asked for (H4.2: ai_error). What went wrong is for the server's log alone. */
  async #failed(error: unknown): Promise<void> {
    const { app } = this.#parts;
    app.log.error(
      { err: error, session: this.#session.id, trace: this.#options.traceId },
      'an AI turn failed',
    );
    const offset = this.#session.lastCustomerOffset < 0 ? null : this.#session.lastCustomerOffset;
    const evidence = { trigger: 'turn-failed', offset, score: null, threshold: null, quote: null };
    const asked = await requestHandoff(app, this.#session.id, {
      reason: 'ai_error',
      evidence: [evidence],
      transition: { by: 'desk', text: turnFailedText() },
      traceId: this.#options.traceId,
      guard: this.#guard,
      byTurn: true,
      trailing: [this.#log.status('error', { message: 'The turn failed; a person has been asked for.' })],
      patch: this.#patch({}),
    });
    if (asked.type !== 'done') await this.#cancelled();
  }

  #patch(state: TurnContext['state']): SessionPatch {
    const earlier = this.#session.agentState?.['matched'];
    const matched = [
      ...(Array.isArray(earlier) ? earlier : []),
      ...this.#matched.map((match) => match.guideline.condition),
    ];
    return {
      answered: this.#session.lastCustomerOffset,
      agentState: { stages: state, matched: matched.slice(-10) },
    };
  }

  #matchedGuidelines(): { id: string }[] {
    return this.#matched.map((match) => ({ id: match.guideline.id }));
  }
}

function toolTrigger(context: TurnContext, call: ExecutedCall): Trigger {
  const { latest } = context;
  const evidence = {
    trigger: `tool:${call.tool.name}`,
    offset: latest?.offset ?? null,
    score: null,
    threshold: null,
    quote: latest?.text.slice(0, 300).toWellFormed() ?? null,
  };
  return { reason: 'customer_requested', evidence };
}
