import type { Json, JsonObject } from '@baton/protocol';
import type { ToolId } from './tool-id.ts';

/* What an agent knows besides its guidelines and journeys. Times are microseconds since 1970. */

/** A word of the business and what it means. */
export interface Term {
  readonly id: string;
  readonly createdAt: number;
  readonly name: string;
  readonly description: string;
  readonly synonyms: readonly string[];
  readonly tags: readonly string[];
}

/** Something known about a customer, a group of customers, an agent, or everybody. */
export interface ContextVariable {
  readonly id: string;
  readonly createdAt: number;
  readonly name: string;
  readonly description: string | null;
  /** The tool that finds its value; null for one that is set. */
  readonly toolId: ToolId | null;
  /** A cron expression: a value older than its last occurrence is asked for again. Null: kept. */
  readonly freshnessRules: string | null;
  readonly tags: readonly string[];
}

/** A variable's value for one key: a customer's id, `tag:<id>`, `agent:<id>` or `default`, looked up in that order. */
export interface VariableValue {
  readonly id: string;
  readonly lastModified: number;
  readonly data: Json;
}

export interface CannedField {
  readonly name: string;
  readonly description: string;
  readonly examples: readonly string[];
}

/** A reply written ahead, as a template with `{{ … }}`. */
export interface CannedResponse {
  readonly id: string;
  readonly createdAt: number;
  readonly value: string;
  readonly fields: readonly CannedField[];
  readonly tags: readonly string[];
  /** Texts it is near to: drafts it may stand for. */
  readonly signals: readonly string[];
  /** Put on the message's event. */
  readonly metadata: JsonObject;
  /** Fields that must be there for it to be offered, though its text may not name them. */
  readonly fieldDependencies: readonly string[];
}

/** Something the agent can do, for it to offer. */
export interface Capability {
  readonly id: string;
  readonly createdAt: number;
  readonly title: string;
  readonly description: string;
  readonly signals: readonly string[];
  readonly tags: readonly string[];
}
