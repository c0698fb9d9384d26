import type { Evidence, JsonObject } from '@baton/protocol';
import type { Guideline } from '../engine/behaviour.ts';
import type { ExecutedCall, PlannedCall, ToolDefinition } from '../engine/tool-definition.ts';
import type { TurnContext } from '../engine/turn-context.ts';

/* Ports: the stages of one AI turn. Each has an implementation that needs no key and no network. */

/** A reason to get a person (H4), with what made it (H4.4). */
export interface Trigger {
  readonly reason: string;
  readonly evidence: Evidence;
}

export interface TriggerDetector {
  /** Before the AI thinks: does this message itself call for a person? */
  detect(context: TurnContext): Promise<Trigger | null>;
  /** After it has composed: is the answer too unsure to go on alone? */
  review(context: TurnContext, composition: Composition): Promise<Trigger | null>;
}

export interface GuidelineMatch {
  readonly guideline: Guideline;
  /** 0..1. */
  readonly score: number;
  /** Why, for the trace. */
  readonly rationale: string;
}

export interface GuidelineMatcher {
  /** The guidelines that apply now, best first. */
  match(context: TurnContext): Promise<readonly GuidelineMatch[]>;
}

/** A required argument that nobody has given yet. */
export interface MissingArgument {
  readonly tool: ToolDefinition;
  readonly parameter: string;
  /** How to ask for it. */
  readonly question: string;
}

export interface ToolPlan {
  readonly calls: readonly PlannedCall[];
  readonly missing: readonly MissingArgument[];
  /** Replaces the context's state for the stages after this one. */
  readonly state: JsonObject;
}

export interface ToolPlanner {
  plan(context: TurnContext, matches: readonly GuidelineMatch[]): Promise<ToolPlan>;
}

/** What the composer is told of a handoff that this turn has asked for. */
export interface HandoffNotice {
  readonly reason: string;
  /** Whether somebody can be expected within the service level; null when nobody knows. */
  readonly available: boolean | null;
}

export interface CompositionInput {
  readonly matches: readonly GuidelineMatch[];
  readonly calls: readonly ExecutedCall[];
  readonly missing: readonly MissingArgument[];
  /** Set when the turn hands over: the message is then the transition message (H3.2). */
  readonly handoff: HandoffNotice | null;
  readonly state: JsonObject;
}

export interface Composition {
  /** Messages to send, in order; empty for silence. */
  readonly messages: readonly string[];
  /** How sure the AI is that this helps, 0..1. */
  readonly confidence: number;
  /** Kept for the next turn. */
  readonly state: JsonObject;
}

export interface Composer {
  compose(context: TurnContext, input: CompositionInput): Promise<Composition>;
}

export interface MessageChecker {
  /** Finds a promise of a person (H3.3): a text that says so without a handoff must not be sent as it is. */
  findTransferPromise(text: string): Promise<{ readonly quote: string } | null>;
}

export interface EngineStages {
  readonly triggers: TriggerDetector;
  readonly matcher: GuidelineMatcher;
  readonly planner: ToolPlanner;
  readonly composer: Composer;
  readonly checker: MessageChecker;
}
