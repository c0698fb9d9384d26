import type { Citation, CompositionMode, Evidence, Json, JsonObject } from '@baton/protocol';
import type { JourneyEdge } from '../core/behaviour/journey-record.ts';
import type { CannedCandidate } from '../core/canned/canned-candidate.ts';
import type { Outlook } from '../core/waiting/outlook.ts';
import type { Guideline, Journey, JourneyNode } from '../engine/behaviour.ts';
import type {
  ExecutedCall,
  HandoffControl,
  PlannedCall,
  ToolDefinition,
  TransientGuideline,
} from '../engine/tool-definition.ts';
import type { TurnContext } from '../engine/turn-context.ts';

/* Ports: the stages of one AI turn. Each has an implementation that needs no key and no network. */

/** A reason to get a person (H4), with what made it (H4.4). */
export interface Trigger {
  readonly reason: string;
  readonly evidence: Evidence;
  /** How the person is to be asked for, when an author said so. */
  readonly handoff?: HandoffControl;
  /** It is only noted (H4.6): the trigger is in shadow mode, or of the policy that is tried beside the agent's own. */
  readonly heldBack?: 'shadow' | 'shadow_policy';
}

/** An answer before it is said. */
export interface ReviewedAnswer {
  readonly composition: Composition;
  /** Made in this turn. */
  readonly calls: readonly ExecutedCall[];
}

export interface TriggerDetector {
  /** Before the AI thinks: all in this message that calls for a person, in the order in which it counts. */
  detect(context: TurnContext): Promise<readonly Trigger[]>;
  /** After it has composed: all that tells that it should not go on alone. */
  review(context: TurnContext, answer: ReviewedAnswer): Promise<readonly Trigger[]>;
  /** The reason that the customer's words have for a person, where a tool asked for one and said none; null: none. */
  explain(context: TurnContext): Promise<string | null>;
}

export interface GuidelineMatch {
  readonly guideline: Guideline;
  /** 0..1. */
  readonly score: number;
  /** Why, for the trace. */
  readonly rationale: string;
}

/** Where a conversation stands in a journey, and the ways on from there. */
export interface JourneyPosition {
  readonly journey: Journey;
  readonly node: JourneyNode;
  readonly edges: readonly JourneyEdge[];
  /** False: it begins, at this node, when one of its triggers is matched now. */
  readonly open: boolean;
}

/** The way a conversation has taken from a position; `edgeId` null: it stays there. */
export interface JourneyStep {
  readonly journeyId: string;
  readonly edgeId: string | null;
  /** The customer has dropped the matter: the journey ends here. */
  readonly leaves?: boolean;
  /** 0..1. */
  readonly score: number;
  readonly rationale: string;
}

export interface MatchInput {
  /** 1 at first; higher after tools have run in this turn. */
  readonly iteration: number;
  /** To be judged; those with a matcher of their own are not among them. */
  readonly guidelines: readonly Guideline[];
  readonly journeys: readonly JourneyPosition[];
  /** Made earlier in this turn. */
  readonly calls: readonly ExecutedCall[];
}

export interface Matching {
  /** Those that apply now, best first. */
  readonly matches: readonly GuidelineMatch[];
  /** For each position whose ways on have conditions, at most one. */
  readonly steps: readonly JourneyStep[];
}

export interface GuidelineMatcher {
  match(context: TurnContext, input: MatchInput): Promise<Matching>;
}

/** A required argument that nobody has given yet. */
export interface MissingArgument {
  readonly tool: ToolDefinition;
  readonly parameter: string;
  /** How to ask for it. */
  readonly question: string;
  /** One was given that cannot be used. */
  readonly invalid?: boolean;
}

export interface ToolPlan {
  readonly calls: readonly PlannedCall[];
  readonly missing: readonly MissingArgument[];
  /** Replaces the context's state for the stages after this one. */
  readonly state: JsonObject;
}

export interface ToolPlanner {
  /** `calls`: made earlier in this turn; none of them is planned again. */
  plan(
    context: TurnContext,
    matches: readonly GuidelineMatch[],
    calls: readonly ExecutedCall[],
  ): Promise<ToolPlan>;
}

/** What the composer is told of a handoff that this turn has asked for. */
export interface HandoffNotice {
  readonly reason: string;
  /** Whether somebody can be expected within the service level; null when nobody knows. False is never "now" (H4.5). */
  readonly available: boolean | null;
  /** How things stand: hours, place in line, wait, what can be chosen instead; absent where nothing is known. */
  readonly outlook?: Outlook;
}

/** Whether people of the company are there: for a customer who asks, never as a promise (H4.5). */
export interface TeamFacts {
  readonly open: boolean;
  /** Somebody takes chats at this moment. */
  readonly here: boolean;
  /** When it is open again, on the clock of the department, e.g. `Monday, 09:00 CET`; null where it is open. */
  readonly opens: string | null;
}

export interface CompositionInput {
  /** Guidelines and journey states that apply, their relationships resolved. */
  readonly matches: readonly GuidelineMatch[];
  readonly calls: readonly ExecutedCall[];
  readonly missing: readonly MissingArgument[];
  /** Set when the turn hands over: the message is then the transition message (H3.2). */
  readonly handoff: HandoffNotice | null;
  /** Absent: nothing is known. */
  readonly team?: TeamFacts;
  readonly state: JsonObject;
  readonly mode: CompositionMode;
  /** Templates that may be used; in strict mode nothing else may be said. */
  readonly canned: readonly CannedCandidate[];
  /** What retrievers found. */
  readonly retrieved: readonly Json[];
  /** Instructions of tools and retrievers for this answer. */
  readonly instructions: readonly TransientGuideline[];
  /** Set when the answer is to be shown as it is written: called with all of it so far, at ends of sentences. */
  readonly onText: ((text: string) => Promise<void>) | null;
}

export interface ComposedMessage {
  readonly text: string;
  /** What it was before a template took its place. */
  readonly draft?: string;
  /** Templates used: id and rendered text. */
  readonly cannedResponses?: readonly (readonly [id: string, text: string])[];
  /** Of the template, for the event. */
  readonly metadata?: JsonObject;
  /** The articles it tells from. */
  readonly citations?: readonly Citation[];
}

export interface Composition {
  /** Messages to send, in order; empty for silence. */
  readonly messages: readonly ComposedMessage[];
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
