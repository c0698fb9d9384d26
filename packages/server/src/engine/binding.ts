import type { Json, JsonObject } from '@baton/protocol';
import type { Thresholds } from '../core/triggers/thresholds.ts';
import type { FlatSettings, TopicSettings } from '../core/triggers/trigger-settings.ts';
import type { ConversationContext } from './conversation-context.ts';
import type { ToolId } from '../core/behaviour/tool-id.ts';
import type { ExecutedCall, HandoffControl, OperatorTool, ToolResult } from './tool-definition.ts';

/* Functions of an author's code, bound to what he defined. They are kept by id and never stored. */

/** Takes the place of judging a condition: whether it holds now. */
export type ConditionMatcher = (context: ConversationContext) => Promise<boolean> | boolean;

/** Holds in every turn, without being judged. */
export const MATCH_ALWAYS: ConditionMatcher = () => true;

export interface GuidelineBinding {
  readonly matcher?: ConditionMatcher;
  /** Called when it has been matched, before a message is composed. */
  readonly onSelected?: (context: ConversationContext) => Promise<void> | void;
  /** Called when a message it had a part in has been written to the log. */
  readonly onMessage?: (context: ConversationContext, messages: readonly string[]) => Promise<void> | void;
  /** Values that templates may name when it is matched. */
  readonly fieldProvider?: (context: ConversationContext) => Promise<JsonObject> | JsonObject;
}

/** What a retriever answers: as a tool's result, for this answer only. */
export type Retrieval = Partial<Omit<ToolResult, 'control'>> & { readonly data: Json };

/**
 * Finds what may help with an answer. It runs from the start of a turn, beside everything else; a function it
 * answers with is called just before composing. Of an agent's turns it sees its own agent's alone.
 */
export type Retriever = (
  context: ConversationContext,
) => Promise<Retrieval | null | (() => Promise<Retrieval | null>)>;

/**
 * `continue`: ask the next hook of this point. `resolve`: ask none of the others; the turn goes on. `bail`: end
 * the turn; nothing more is said. At the points of the preamble `bail` keeps back the preamble alone.
 */
export type HookVerdict = 'continue' | 'resolve' | 'bail';
type Hook<T extends unknown[] = []> = (
  context: ConversationContext,
  ...details: T
) => Promise<HookVerdict | void> | HookVerdict | void;

/** Called at points of a turn. What one throws fails the turn, except onError's. */
export interface EngineHooks {
  readonly onError?: Hook<[error: unknown]>;
  readonly onAcknowledging?: Hook;
  readonly onAcknowledged?: Hook;
  readonly onGeneratingPreamble?: Hook;
  readonly onPreambleGenerated?: Hook<[text: string]>;
  readonly onPreparing?: Hook;
  readonly onIterationStart?: Hook<[iteration: number]>;
  readonly onIterationEnd?: Hook<[iteration: number, calls: readonly ExecutedCall[]]>;
  readonly onGeneratingMessages?: Hook;
  readonly onDraftGenerated?: Hook<[draft: string]>;
  readonly onMessageGenerated?: Hook<[message: string]>;
  readonly onMessagesEmitted?: Hook<[messages: readonly string[]]>;
}

/** When a short word is said before the answer is ready. */
export interface PreamblePolicy {
  /** Texts to choose from; default a few in the conversation's language. */
  readonly examples?: readonly string[];
  /** Milliseconds without a word after which one is said; null: never. Default 1500 with a model, never without. */
  readonly after?: number | null;
}

/** Topics that always go to a person, besides the built-in ones (H4.3). */
export type PolicyTopic = TopicSettings;

/** What an author's trigger has found. */
export interface CustomFinding {
  readonly reason: string;
  /** 0..1. */
  readonly score?: number;
  /** The words that made it fire. */
  readonly quote?: string;
  /** How the person is to be asked for. */
  readonly handoff?: HandoffControl;
}

/** An author's own reason to get a person; null when there is none. */
export type CustomTrigger = (
  context: ConversationContext,
) => Promise<CustomFinding | null> | CustomFinding | null;

/** What is absent is as by default. */
export type TriggerThresholds = Partial<Thresholds>;

/** When a person is called without a tool: what code says, with what was stored over REST on it. */
export interface TriggerPolicy extends FlatSettings {
  readonly custom?: readonly { readonly name: string; readonly detect: CustomTrigger }[];
}

/** A tool that an agent's author offers to operators: his own, or one of a service elsewhere. */
export interface GivenTool {
  readonly id: ToolId;
  readonly operators: OperatorTool;
}

export interface AgentBinding {
  readonly retrievers?: readonly { readonly id: string; readonly retrieve: Retriever }[];
  readonly hooks?: readonly EngineHooks[];
  readonly preamble?: PreamblePolicy;
  readonly triggers?: TriggerPolicy;
  /** Offered to operators though no guideline and no journey uses them. */
  readonly operatorTools?: readonly GivenTool[];
}
