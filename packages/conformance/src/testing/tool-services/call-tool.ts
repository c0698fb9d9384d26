import type { JsonObject, ToolService } from '@baton/protocol';
import type { ToolContext, ToolDefinition, ToolResult } from '@baton/server/internals';
import type { TestServer } from '../start-server.ts';
import { accepted } from '../conversation.ts';

export interface Called {
  readonly result: ToolResult;
  /** What the tool emitted, in order. */
  readonly emitted: unknown[];
}

/** Adds a service whose tools can be reached. */
export async function putService(server: TestServer, name: string, body: object): Promise<ToolService> {
  return accepted<ToolService>(await server.wire.send('PUT', `/services/${name}`, body), 200);
}

export function toolOf(server: TestServer, service: string, tool: string): ToolDefinition {
  const found = server.context.behaviours.tool({ service, tool });
  if (found === null) throw new Error(`there is no ${service}:${tool}`);
  return found;
}

/** Calls a tool of a service as a turn does. */
export async function callTool(
  server: TestServer,
  service: string,
  tool: string,
  args: JsonObject = {},
  signal: AbortSignal = new AbortController().signal,
): Promise<Called> {
  const emitted: unknown[] = [];
  const context: ToolContext = {
    agentId: 'ava',
    sessionId: 'session-1',
    customerId: 'jo',
    signal,
    emitMessage: async (text) => void emitted.push({ message: text }),
    emitStatus: async (status, data = {}) => void emitted.push({ status, data }),
    emitCustom: async (data) => void emitted.push({ custom: data }),
    commit: async (text) => void emitted.push({ commitment: text }),
  };
  return { result: await toolOf(server, service, tool).run(context, args), emitted };
}

/** Why a call fails. */
export async function failureOf(call: Promise<unknown>): Promise<string> {
  return call.then(
    () => 'it did not fail',
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
}
