import type {
  Composition,
  CompositionInput,
  EngineStages,
  ToolDefinition,
  ToolPlan,
  Trigger,
  TurnContext,
} from '@baton/server/internals';
import type { Gate } from './gate.ts';

/** What the AI does when the customer says a certain text. */
export interface Scene {
  /** What it answers; default `Reply to: <text>`. */
  readonly reply?: string | readonly string[];
  /** Reason of a handoff that the message itself calls for. */
  readonly trigger?: string;
  /** Reason of a handoff that the composed answer calls for. */
  readonly review?: string;
  readonly tools?: readonly ToolDefinition[];
  /** What it says when the turn hands over; '' says nothing. */
  readonly transition?: string;
  /** The composer stops here. */
  readonly gate?: Gate;
  /** The composer stops here when the turn hands over. */
  readonly transitionGate?: Gate;
  /** This stage throws. */
  readonly fails?: 'detect' | 'match' | 'plan' | 'compose' | 'transition';
}

export const TRANSITION = 'One moment, a colleague takes over.';
/** An answer that contains this promises a person. */
export const PROMISE = 'I am transferring you';
/** What a failing stage says; must never be seen by anybody but the server's own log. */
export const SECRET_FAILURE = 'postgres://root:hunter2@10.0.0.7/prod exploded';

/** Stages of a turn that follow a script: no model, no guessing. */
export class ScriptedEngine {
  readonly stages: EngineStages;
  /** Every context a composer was given, oldest first. */
  readonly composed: { readonly context: TurnContext; readonly input: CompositionInput }[] = [];
  readonly #scenes = new Map<string, Scene>();

  constructor() {
    this.stages = {
      triggers: {
        detect: async (context) => this.#detect(context),
        review: async (context) => this.#asTriggers(context, this.#scene(context).review, 'review'),
        explain: async () => null,
      },
      matcher: { match: async (context) => this.#failing(context, 'match', { matches: [], steps: [] }) },
      planner: { plan: async (context) => this.#plan(context) },
      composer: { compose: (context, input) => this.#compose(context, input) },
      checker: { findTransferPromise: async (text) => (text.includes(PROMISE) ? { quote: PROMISE } : null) },
    };
  }

  /** What happens from now on when a customer says `text`. */
  on(text: string, scene: Scene): this {
    this.#scenes.set(text, scene);
    return this;
  }

  /** Lets everybody go who waits at a gate. */
  release(): void {
    for (const { gate, transitionGate } of this.#scenes.values()) {
      gate?.open();
      transitionGate?.open();
    }
  }

  #scene(context: TurnContext): Scene {
    return this.#scenes.get(context.latest?.text ?? '') ?? {};
  }

  #detect(context: TurnContext): readonly Trigger[] {
    this.#failing(context, 'detect', null);
    return this.#asTriggers(context, this.#scene(context).trigger, 'explicit-request');
  }

  #plan(context: TurnContext): ToolPlan {
    const calls = (this.#scene(context).tools ?? []).map((tool) => ({ tool, arguments: {} }));
    return this.#failing(context, 'plan', { calls, missing: [], state: context.state });
  }

  async #compose(context: TurnContext, input: CompositionInput): Promise<Composition> {
    this.composed.push({ context, input });
    const scene = this.#scene(context);
    const handsOver = input.handoff !== null;
    await (handsOver ? scene.transitionGate : scene.gate)?.pass();
    this.#failing(context, handsOver ? 'transition' : 'compose', null);
    const messages = handsOver
      ? [scene.transition ?? TRANSITION].filter((text) => text !== '')
      : answer(context, scene);
    return { messages: messages.map((text) => ({ text })), confidence: 1, state: {} };
  }

  #failing<T>(context: TurnContext, stage: NonNullable<Scene['fails']>, value: T): T {
    if (this.#scene(context).fails === stage) throw new Error(SECRET_FAILURE);
    return value;
  }

  #asTriggers(context: TurnContext, reason: string | undefined, trigger: string): readonly Trigger[] {
    if (reason === undefined) return [];
    const { latest } = context;
    const evidence = {
      trigger,
      offset: latest?.offset ?? null,
      score: 0.9,
      threshold: 0.5,
      quote: latest?.text ?? null,
    };
    return [{ reason, evidence }];
  }
}

function answer(context: TurnContext, scene: Scene): readonly string[] {
  if (context.instructions.length > 0) return [`Told to: ${context.instructions.join('; ')}`];
  if (context.latest === null) return [`Hello, I am ${context.agent.name}.`];
  return [scene.reply ?? `Reply to: ${context.latest.text}`].flat();
}
