import type { Json, JsonObject, SessionMode } from '@baton/protocol';
import type { z } from 'zod';

/** What a tool is given besides its arguments. */
export interface ToolContext {
  readonly agentId: string;
  readonly sessionId: string;
  readonly customerId: string;
  /** Aborts when the turn is cancelled: pass it on to whatever the tool waits for. */
  readonly signal: AbortSignal;
}

/** What a tool answers. */
export interface ToolResult {
  /** What the AI is told. */
  data: Json;
  /** What frontends are given beside it; the AI does not see it. */
  metadata?: JsonObject;
  control?: {
    /** `manual` asks for a person; of several tools in a turn `manual` wins (H2.4). */
    mode?: SessionMode;
    /** `response`: the call is used for this answer and is not stored in the log. Default `session`. */
    lifespan?: 'session' | 'response';
  };
}

/** A function the AI may call. */
export interface ToolDefinition {
  readonly name: string;
  readonly description: string;
  readonly parameters: z.ZodObject;
  /** It changes something outside the conversation: it is never run on a guess. */
  readonly consequential?: boolean;
  run(context: ToolContext, args: Record<string, unknown>): Promise<ToolResult>;
}

/** "When `condition`, do `action`", with the tools that help. */
export interface Guideline {
  readonly id: string;
  readonly condition: string;
  /** Null: only observed. */
  readonly action: string | null;
  /** The words to say, when they matter. Where a model composes, they are what it is to say. */
  readonly say?: string;
  /** What it is about in a few words, e.g. `your open claims`: for telling the customer what can be asked. */
  readonly title?: string;
  /** Things a customer says when the condition holds: sharpens matching without a model. */
  readonly examples: readonly string[];
  readonly tools: readonly ToolDefinition[];
}

/** A word of the business and what it means. */
export interface Term {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly synonyms: readonly string[];
}

/** Everything an author wrote for one agent. */
export interface AgentBehaviour {
  readonly guidelines: readonly Guideline[];
  readonly terms: readonly Term[];
}

export const EMPTY_BEHAVIOUR: AgentBehaviour = { guidelines: [], terms: [] };

/** Behaviours by agent id. A change is seen by the next turn. */
export class BehaviourRegistry {
  readonly #byAgent = new Map<string, AgentBehaviour>();

  get(agentId: string): AgentBehaviour {
    return this.#byAgent.get(agentId) ?? EMPTY_BEHAVIOUR;
  }

  set(agentId: string, behaviour: AgentBehaviour): void {
    this.#byAgent.set(agentId, behaviour);
  }

  delete(agentId: string): void {
    this.#byAgent.delete(agentId);
  }
}
