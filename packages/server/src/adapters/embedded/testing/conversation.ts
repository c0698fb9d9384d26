import { NO_TRACE } from '../../../engine/turn-trace.ts';
import { compositionInput } from '../../../testing/composition-input.ts';
import type { Json, JsonObject } from '@baton/protocol';
import type { AgentBehaviour } from '../../../engine/behaviour.ts';
import type {
  CommitmentFact,
  HistoryEntry,
  HistoryMessage,
  StretchFacts,
} from '../../../engine/conversation-context.ts';
import type { TurnContext } from '../../../engine/turn-context.ts';
import type { ExecutedCall, PlannedCall } from '../../../engine/tool-definition.ts';
import type {
  Composition,
  EngineStages,
  GuidelineMatch,
  HandoffNotice,
  MissingArgument,
} from '../../../ports/engine-stages.ts';
import { makeStretch } from './make-stretch.ts';

/** What a turn did. */
export interface TurnRecord {
  readonly messages: readonly string[];
  /** Why a person was asked for; null when none was. */
  readonly handoff: string | null;
  /** Names of the tools that ran. */
  readonly tools: readonly string[];
  readonly matches: readonly GuidelineMatch[];
  readonly confidence: number;
}

/** A conversation with the stages alone: a turn runner for tests, without store, epochs or cancelling. */
export class Conversation {
  readonly #stages: EngineStages;
  readonly #behaviour: AgentBehaviour;
  readonly #history: HistoryEntry[] = [];
  #state: JsonObject = {};
  #stretch: StretchFacts | null = null;
  #humanSince: number | null = null;
  #offset = 0;
  readonly available: boolean | null;

  constructor(stages: EngineStages, behaviour: AgentBehaviour, available: boolean | null = null) {
    this.#stages = stages;
    this.#behaviour = behaviour;
    this.available = available;
  }

  /** The customer writes and the AI answers. */
  async say(...texts: readonly string[]): Promise<TurnRecord> {
    for (const text of texts) this.write('customer', 'Jo', text);
    return this.turn();
  }

  /** A message without a turn. */
  write(author: HistoryMessage['author'], name: string, text: string): void {
    if (author === 'human') this.#humanSince ??= this.#offset;
    this.#history.push({ type: 'message', author, name, text, offset: this.#offset });
    this.#offset += 1;
  }

  /** The person gives the session back. */
  endStretch(
    operatorName: string | null,
    outcome: string | null,
    commitments: readonly CommitmentFact[] = [],
  ): void {
    const beganOffset = this.#humanSince ?? this.#offset;
    const endedOffset = this.#offset;
    this.#offset += 1;
    this.#humanSince = null;
    const messages = this.#history.filter(
      (entry): entry is HistoryMessage => entry.type === 'message' && entry.offset >= beganOffset,
    );
    this.#stretch = makeStretch({ operatorName, beganOffset, endedOffset, outcome, messages, commitments });
  }

  context(instructions: readonly string[] = []): TurnContext {
    const messages = this.#history.filter((entry) => entry.type === 'message');
    return {
      sessionId: 's',
      traceId: 't',
      agent: {
        id: 'a',
        createdAt: 0,
        name: 'Ines',
        description: null,
        maxEngineIterations: 3,
        compositionMode: 'fluid',
        messageOutputMode: 'block',
        tags: [],
      },
      customer: { id: 'c', createdAt: 0, name: 'Jo', metadata: {}, tags: [] },
      behaviour: this.#behaviour,
      history: [...this.#history],
      latest: messages.findLast((message) => message.author === 'customer') ?? null,
      instructions,
      state: this.#state,
      stretch: this.#stretch,
      pastStretches: [],
      dealtWith: this.#stretch?.endedOffset ?? -1,
      answeredUpTo: this.#stretch?.endedOffset ?? -1,
      signal: new AbortController().signal,
      variables: [],
      budget: { mostCalls: 0, mostTokens: 0, calls: 0, tokens: 0 },
      trace: NO_TRACE,
    };
  }

  /** One turn in the order of the engine's: triggers, matches, tools, composition, review. */
  async turn(): Promise<TurnRecord> {
    const context = this.context();
    const { triggers, matcher, planner, composer } = this.#stages;
    const detected = await triggers.detect(context);
    const asked = detected.find(({ heldBack }) => heldBack === undefined);
    if (asked !== undefined) return this.#handOver(context, asked.reason, [], [], [], this.#state);
    const { guidelines } = context.behaviour;
    const { matches } = await matcher.match(context, { iteration: 1, guidelines, journeys: [], calls: [] });
    const plan = await planner.plan(context, matches, []);
    const calls = await Promise.all(plan.calls.map((call) => this.#run(call)));
    if (calls.some((call) => call.result.control?.mode === 'manual')) {
      return this.#handOver(context, 'tool', matches, calls, plan.missing, plan.state);
    }
    const input = compositionInput({ matches, calls, missing: plan.missing, state: plan.state });
    const composition = await composer.compose(context, input);
    const found = await triggers.review(context, { composition, calls });
    const review = found.find(({ heldBack }) => heldBack === undefined);
    if (review !== undefined) {
      return this.#handOver(context, review.reason, matches, calls, plan.missing, composition.state);
    }
    return this.#end(composition, null, matches, calls);
  }

  async #handOver(
    context: TurnContext,
    reason: string,
    matches: readonly GuidelineMatch[],
    calls: readonly ExecutedCall[],
    missing: readonly MissingArgument[],
    state: JsonObject,
  ): Promise<TurnRecord> {
    const handoff: HandoffNotice = { reason, available: this.available };
    const input = compositionInput({ matches, calls, missing, state, handoff });
    const composition = await this.#stages.composer.compose(context, input);
    return this.#end(composition, reason, matches, calls);
  }

  #end(
    composition: Composition,
    handoff: string | null,
    matches: readonly GuidelineMatch[],
    calls: readonly ExecutedCall[],
  ): TurnRecord {
    // What is kept between turns goes through JSON, as it does in a store.
    this.#state = JSON.parse(JSON.stringify(composition.state)) as JsonObject;
    const messages = composition.messages.map(({ text }) => text);
    for (const text of messages) this.write('ai', 'Ines', text);
    const tools = calls.map((call) => call.tool.name);
    return { messages, handoff, tools, matches, confidence: composition.confidence };
  }

  async #run(call: PlannedCall): Promise<ExecutedCall> {
    const context = {
      agentId: 'a',
      sessionId: 's',
      customerId: 'c',
      signal: new AbortController().signal,
      emitMessage: async (text: string) => this.write('ai', 'Ines', text),
      emitStatus: async () => undefined,
      emitCustom: async () => undefined,
      commit: async () => undefined,
    };
    try {
      const result = await call.tool.run(context, call.arguments);
      this.#record(call, result.data);
      return { ...call, result, error: null };
    } catch (error) {
      this.#record(call, 'Tool call error');
      return { ...call, result: { data: 'Tool call error' }, error: String(error) };
    }
  }

  #record(call: PlannedCall, data: Json): void {
    this.#history.push({
      type: 'tool',
      toolId: `built-in:${call.tool.name}`,
      arguments: JSON.parse(JSON.stringify(call.arguments)) as JsonObject,
      data,
      offset: this.#offset,
    });
    this.#offset += 1;
  }
}
