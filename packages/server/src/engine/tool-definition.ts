import type { EventStatus, Json, JsonObject, SessionMode } from '@baton/protocol';
import type { z } from 'zod';
import { BUILT_IN } from '../core/behaviour/tool-id.ts';
import type { ToolId } from '../core/behaviour/tool-id.ts';
import type { Criticality } from '../core/behaviour/guideline-record.ts';

/** For whom a tool is to work. */
export interface ToolCaller {
  readonly agentId: string;
  readonly sessionId: string;
  readonly customerId: string;
  /** Aborts when the turn is cancelled: pass it on to whatever the tool waits for. */
  readonly signal: AbortSignal;
}

/**
 * What a tool is given besides its arguments. What it emits is in the session's log at once, in the AI's name;
 * each call resolves when it is. It rejects when the turn no longer may speak, or what is emitted is too large.
 */
export interface ToolContext extends ToolCaller {
  /** Says something before the answer: at most 16,384 characters. */
  emitMessage(text: string): Promise<void>;
  emitStatus(status: EventStatus, data?: JsonObject): Promise<void>;
  /**
   * Records something promised to the customer (H5.1), in at most 500 characters; `due`: when it is to be kept. The
   * people who take the session over see it, and nobody lets it go in silence.
   */
  commit(text: string, options?: CommitOptions): Promise<void>;
  /** Tells the customer's page something, e.g. what to show: at most 64 KiB of JSON. */
  emitCustom(data: Json): Promise<void>;
}

export interface CommitOptions {
  /** A time, ISO 8601 with a zone. */
  readonly due?: Date | string;
}

/** How a person is to be asked for. */
export type HandoffControl = {
  /**
   * One of the desk's reasons or the application's own. Default what the customer's words tell, `complex_issue` where
   * they tell nothing.
   */
  reason?: string;
  department?: string;
  skills?: string[];
  language?: string;
  /** Higher goes first. */
  priority?: number;
  /** For the operator; the customer never sees it. */
  note?: string;
};

/** An instruction for one answer. */
export interface TransientGuideline {
  readonly action: string;
  readonly condition?: string;
  readonly description?: string;
  readonly priority?: number;
  readonly criticality?: Criticality;
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
    /** How the person is to be asked for. Alone it means `mode: 'manual'` too. */
    handoff?: HandoffControl;
    /** Something promised to the customer: as `ToolContext.commit`, for tools that are called over a wire. */
    commitment?: { text: string; due?: string };
  };
  /** Templates that may be used for this answer. */
  cannedResponses?: readonly string[];
  /** Values that templates may name. */
  cannedResponseFields?: JsonObject;
  /** Instructions for this answer. */
  guidelines?: readonly TransientGuideline[];
}

/** How one parameter is to be had; the schema says what it is. */
export interface ToolParameterOptions {
  /** Never named to the customer. */
  readonly hidden?: boolean;
  /** `customer`: only what the customer himself said counts; `context`: never asked for. Default `any`. */
  readonly source?: 'any' | 'context' | 'customer';
  /** What it is good for, told to the customer when it is asked for. */
  readonly significance?: string;
  readonly examples?: readonly string[];
  /** The lowest is asked for first, alone; equal ones together. */
  readonly precedence?: number;
  readonly displayName?: string;
  /** The values to choose from, for this customer at this time. */
  readonly choices?: (context: ToolCaller) => Promise<readonly string[]>;
}

/** That operators may run a tool themselves while they hold a session (H8.1). */
export interface OperatorTool {
  /** What the action is called; null: made from the tool's name. */
  readonly title: string | null;
  /** The AI never calls it. */
  readonly only: boolean;
}

/** A function the AI may call. */
export interface ToolDefinition {
  readonly name: string;
  /** Default: BUILT_IN, written in the agent's own code. */
  readonly service?: string;
  readonly description: string;
  readonly parameters: z.ZodObject;
  readonly options?: Readonly<Record<string, ToolParameterOptions>>;
  readonly metadata?: JsonObject;
  /** It changes something outside the conversation: it is never run on a guess. */
  readonly consequential?: boolean;
  /** Whether it may run beside another that matched too. Default `auto`: tools with an overlap relationship do not. */
  readonly overlap?: 'none' | 'auto' | 'always';
  /** Absent: operators cannot run it. */
  readonly operators?: OperatorTool;
  run(context: ToolContext, args: Record<string, unknown>): Promise<ToolResult>;
}

export interface PlannedCall {
  readonly tool: ToolDefinition;
  /** Parsed by the tool's own schema. */
  readonly arguments: Record<string, unknown>;
}

/** A call that was made. A failed one has `error` and the data `Tool call error`. */
export interface ExecutedCall extends PlannedCall {
  readonly result: ToolResult;
  readonly error: string | null;
}

export function toolIdOf({ service = BUILT_IN, name }: Pick<ToolDefinition, 'service' | 'name'>): ToolId {
  return { service, tool: name };
}
