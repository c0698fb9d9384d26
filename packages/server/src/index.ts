export { Agent } from './sdk/agent.ts';
export type { WidgetOptions } from './sdk/agent.ts';
export { Author } from './sdk/author.ts';
export type { AgentAuthor, CreateAgentOptions, CreateCustomerOptions } from './sdk/author.ts';
export type { ArticleOptions } from './sdk/articles.ts';
export { CannedResponse } from './sdk/canned-response.ts';
export type { CannedResponseOptions } from './sdk/canned-response.ts';
export { currentAgent, currentCustomer, currentSession } from './sdk/current-session.ts';
export { Customer } from './sdk/customer.ts';
export { Guideline } from './sdk/guideline.ts';
export type { GuidelineOptions, ObservationOptions } from './sdk/guideline.ts';
export type { ServiceTool } from './sdk/given-tool.ts';
export { handOver } from './sdk/hand-over.ts';
export type { HandOverOptions } from './sdk/hand-over.ts';
export { Journey } from './sdk/journey.ts';
export type { JourneyOptions, JourneyTrigger } from './sdk/journey.ts';
export { END_JOURNEY, JourneyState } from './sdk/journey-state.ts';
export type { EndOfJourney, Transition, TransitionOptions } from './sdk/journey-state.ts';
export type { CapabilityOptions, TermOptions } from './sdk/knowledge.ts';
export { Related, TargetGroup, allOf, anyOf } from './sdk/related.ts';
export { Server } from './sdk/server.ts';
export type { ServerOptions } from './sdk/server.ts';
export { Session, SessionLabels, SessionMetadata } from './sdk/session.ts';
export type { SessionUpdate } from './sdk/session.ts';
export { Tag } from './sdk/tag.ts';
export type { TagLike } from './sdk/tag.ts';
export { tool } from './sdk/tool.ts';
export type { ToolOptions } from './sdk/tool.ts';
export { Variable } from './sdk/variable.ts';
export type { ValueOwner, VariableOptions } from './sdk/variable.ts';
export { MATCH_ALWAYS } from './engine/binding.ts';
export type {
  ConditionMatcher,
  CustomTrigger,
  EngineHooks,
  HookVerdict,
  PolicyTopic,
  PreamblePolicy,
  Retrieval,
  Retriever,
  TriggerPolicy,
  TriggerThresholds,
} from './engine/binding.ts';
export type { ConversationContext, HistoryEntry } from './engine/conversation-context.ts';
export type {
  HandoffControl,
  OperatorTool,
  ToolContext,
  ToolDefinition,
  ToolParameterOptions,
  ToolResult,
  TransientGuideline,
} from './engine/tool-definition.ts';
export { runServer } from './cli/run-server.ts';
export type { RunOptions } from './cli/run-server.ts';
export { ConfigError, VARIABLES } from './config.ts';
export type { TriggerMode, TriggerName } from '@baton/protocol';
