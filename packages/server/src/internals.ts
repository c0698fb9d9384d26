/* For test suites and benchmarks of this repository: the server with parts of it replaced. Not a stable interface. */
export { startContext } from './context.ts';
export type { Context, ContextOptions } from './context.ts';
export { ConfigError, readConfig } from './config.ts';
export type { HandoffPolicy } from './core/handoff/handoff-policy.ts';
export type { PresenceTimes } from './core/presence/lease.ts';
export { newEvent } from './core/log/new-event.ts';
export type { ToolContext, ToolDefinition, ToolResult } from './engine/tool-definition.ts';
export type { TurnContext } from './engine/turn-context.ts';
export { OPERATIONS } from './http/access/operations.ts';
export type { LongPollTimes } from './http/follow/long-poll.ts';
export { OVERLOAD_RULES } from './http/load/load-monitor.ts';
export type { OverloadRules } from './http/load/load-monitor.ts';
export type { StreamTimes } from './http/server-parts.ts';
export type { AssistEngine } from './app/assist/assistance.ts';
export type { Clock, ScheduledTask } from './ports/clock.ts';
export type {
  Composition,
  CompositionInput,
  EngineStages,
  ToolPlan,
  Trigger,
} from './ports/engine-stages.ts';
