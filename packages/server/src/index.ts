export { Agent } from './sdk/agent.ts';
export type { CreateAgentOptions } from './sdk/agent.ts';
export { Server } from './sdk/server.ts';
export type { AgentAuthor, ServerOptions } from './sdk/server.ts';
export { tool } from './sdk/tool.ts';
export type { ToolContext, ToolDefinition, ToolResult } from './engine/tool-definition.ts';
export { runServer } from './cli/run-server.ts';
export type { RunOptions } from './cli/run-server.ts';
export { ConfigError, VARIABLES } from './config.ts';
