import type { ArticleRecord } from '../core/behaviour/article-record.ts';
import type { GuidelineRecord } from '../core/behaviour/guideline-record.ts';
import type { JourneyNodeRecord, JourneyRecord } from '../core/behaviour/journey-record.ts';
import type { CannedResponse, Capability, ContextVariable, Term } from '../core/behaviour/knowledge.ts';
import type { Relationship } from '../core/behaviour/relationship.ts';
import type { AgentBinding, GuidelineBinding } from './binding.ts';
import type { ToolDefinition } from './tool-definition.ts';

/** "When `condition`, do `action`", with the tools that help and the functions its author bound to it. */
export interface Guideline extends GuidelineRecord {
  readonly tools: readonly ToolDefinition[];
  readonly binding: GuidelineBinding;
}

export interface JourneyNode extends JourneyNodeRecord {
  readonly tools: readonly ToolDefinition[];
}

export interface Journey extends Omit<JourneyRecord, 'nodes'> {
  readonly nodes: readonly JourneyNode[];
  readonly binding: GuidelineBinding;
}

/** Everything that holds for one agent: enabled, in scope, tools resolved. Frozen; a change makes a new one. */
export interface AgentBehaviour {
  readonly guidelines: readonly Guideline[];
  readonly relationships: readonly Relationship[];
  readonly journeys: readonly Journey[];
  readonly terms: readonly Term[];
  readonly variables: readonly ContextVariable[];
  /**
   * One whose tags name none but guidelines, journeys or states (`guideline:<id>`, `journey:<id>`,
   * `journey_node:<id>`) is for turns in which one of those applies.
   */
  readonly cannedResponses: readonly CannedResponse[];
  readonly capabilities: readonly Capability[];
  /** The same array for as long as none of them changes: what searches them keeps an index of it. */
  readonly articles: readonly ArticleRecord[];
  /** Tools by `service:tool`, those of variables among them. */
  readonly tools: ReadonlyMap<string, ToolDefinition>;
  readonly binding: AgentBinding;
}

export const EMPTY_BEHAVIOUR: AgentBehaviour = Object.freeze({
  guidelines: [],
  relationships: [],
  journeys: [],
  terms: [],
  variables: [],
  cannedResponses: [],
  capabilities: [],
  articles: [],
  tools: new Map(),
  binding: {},
});
