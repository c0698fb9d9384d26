import { CallToolResultSchema, ListToolsResultSchema } from '@modelcontextprotocol/sdk/types.js';
import type { CallToolResult, Tool } from '@modelcontextprotocol/sdk/types.js';
import type { z } from 'zod';
import type { ToolDefinition, ToolResult } from '../../../engine/tool-definition.ts';
import type { OfferedTool } from '../../../ports/tool-services.ts';
import { cleanShort } from '../clean-json.ts';
import type { OutboundHttp } from '../outbound/outbound-http.ts';
import { isToolName, objectOf, stringsOf } from '../schema-of.ts';
import { newBudget, scopeOf } from '../schema-scope.ts';
import type { SchemaBudget } from '../schema-scope.ts';
import { LARGEST_LIST, MOST_TOOLS } from '../service-connection.ts';
import type { ServiceConnection, ServiceLimits } from '../service-connection.ts';
import { ServiceFault } from '../service-fault.ts';
import { McpSession } from './mcp-session.ts';
import { dataOf } from './read-result.ts';

const MOST_PAGES = 20;
const LONGEST_DESCRIPTION = 2000;
const MOST_PARAMETERS = 100;
/** The status of an answer in a session that has ended. */
const SESSION_ENDED = 404;
/** A request that nobody waits for any more is given up a little later than the call. */
const LATE_ANSWER_MS = 1000;

export interface McpOptions {
  readonly service: string;
  readonly url: string;
  readonly http: OutboundHttp;
  readonly limits: ServiceLimits;
  /** Microseconds since 1970. */
  readonly now: () => number;
  readonly connectDelays: readonly number[];
  readonly onToolsChanged: () => void;
  readonly onUnfit: (tool: string, reason: string) => void;
}

/**
 * Tools of an MCP server over streamable HTTP. The session is opened when it is first needed. A server that no
 * longer knows it has run nothing, so the same call is made once more in a new one.
 */
export class McpConnection implements ServiceConnection {
  readonly #options: McpOptions;
  readonly #url: URL;
  readonly #ended = new AbortController();
  readonly #firstSeen = new Map<string, number>();
  /** The one that is being opened or is open. */
  #session: Promise<McpSession> | null = null;
  #current: McpSession | null = null;
  #text: string | null = null;
  #tools: readonly OfferedTool[] = [];

  constructor(options: McpOptions) {
    this.#options = options;
    this.#url = endpointOf(options.url);
  }

  async fetchTools(signal: AbortSignal): Promise<readonly OfferedTool[]> {
    const tools = await this.#inSession(signal, (session) => listTools(session, signal));
    const text = JSON.stringify(tools);
    if (text === this.#text) return this.#tools;
    const budget = newBudget();
    this.#tools = tools.flatMap((tool) => this.#offered(tool, budget) ?? []);
    this.#text = text;
    return this.#tools;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#ended.abort();
    const session = await this.#session?.catch(() => null);
    await session?.[Symbol.asyncDispose]();
  }

  #offered(tool: Tool, budget: SchemaBudget): OfferedTool | null {
    const { name, inputSchema } = tool;
    const properties = inputSchema.properties ?? {};
    const required = stringsOf(inputSchema.required);
    const parameters = objectOf(properties, required, scopeOf(inputSchema, budget));
    const reason = unfitness(tool, parameters);
    if (reason !== null) {
      this.#options.onUnfit(cleanShort(name, 128), reason);
      return null;
    }
    const definition: ToolDefinition = {
      name,
      service: this.#options.service,
      description: cleanShort(tool.description ?? tool.title ?? '', LONGEST_DESCRIPTION),
      parameters,
      // The protocol's own default: a tool that does not say it only reads may change things.
      consequential: tool.annotations?.readOnlyHint !== true,
      run: (context, args) => this.#call(name, args, context.signal),
    };
    const createdAt = this.#firstSeen.get(name) ?? this.#options.now();
    this.#firstSeen.set(name, createdAt);
    return { definition, createdAt };
  }

  async #call(name: string, args: Record<string, unknown>, turn: AbortSignal): Promise<ToolResult> {
    const { limits, onToolsChanged } = this.#options;
    const signal = AbortSignal.any([turn, this.#ended.signal, AbortSignal.timeout(limits.callTimeout)]);
    const result = await this.#inSession(signal, ({ client }) =>
      // Not `callTool`: it would compile the schemas of a stranger to check his own answers.
      client.request({ method: 'tools/call', params: { name, arguments: args } }, CallToolResultSchema, {
        signal,
        timeout: limits.callTimeout,
      }),
    ).catch((error: unknown) => {
      if (
        error instanceof ServiceFault &&
        error.kind === 'tool' &&
        /unknown tool|not found/i.test(error.message)
      )
        onToolsChanged();
      throw error;
    });
    return this.#readResult(result);
  }

  #readResult(result: CallToolResult): ToolResult {
    const { result: mostBytes } = this.#options.limits;
    const data = dataOf(result.content, result.structuredContent);
    const text = JSON.stringify(data);
    if (result.isError === true) throw new ServiceFault('tool', text.slice(0, 2000));
    if (Buffer.byteLength(text) > mostBytes)
      throw new ServiceFault('too-large', `the result has more than ${mostBytes} bytes`);
    return { data };
  }

  async #inSession<T>(signal: AbortSignal, use: (session: McpSession) => Promise<T>): Promise<T> {
    for (let attempt = 0; ; attempt++) {
      const session = await this.#open(signal);
      try {
        return await use(session);
      } catch (error) {
        const fault = session.explain(error, signal);
        if (fault.status !== SESSION_ENDED) throw fault;
        await this.#drop(session);
        if (attempt > 0) throw fault;
      }
    }
  }

  #open(signal: AbortSignal): Promise<McpSession> {
    signal.throwIfAborted();
    this.#session ??= this.#begin();
    return this.#session;
  }

  async #begin(): Promise<McpSession> {
    const { http, connectDelays, onToolsChanged, limits } = this.#options;
    const session = {
      url: this.#url,
      http,
      mostBytes: Math.max(LARGEST_LIST, limits.result),
      requestTimeout: limits.callTimeout + LATE_ANSWER_MS,
      connectDelays,
      onToolsChanged,
    };
    const within = AbortSignal.any([this.#ended.signal, AbortSignal.timeout(limits.listTimeout)]);
    try {
      this.#current = await McpSession.open(session, within);
      return this.#current;
    } catch (error) {
      this.#session = null;
      throw error;
    }
  }

  /** Ends a session. Others may have noticed before that it is over, and begun a new one. */
  async #drop(session: McpSession): Promise<void> {
    if (session === this.#current) {
      this.#current = null;
      this.#session = null;
    }
    await session[Symbol.asyncDispose]();
  }
}

/** Why a tool cannot be offered: without one of its parameters every call would go wrong. */
function unfitness({ name, inputSchema }: Tool, parameters: z.ZodObject): string | null {
  if (!isToolName(name)) return 'it has no name that can be used';
  if (Object.keys(inputSchema.properties ?? {}).length > MOST_PARAMETERS) return 'it has too many parameters';
  const missing = stringsOf(inputSchema.required).some((each) => !(each in parameters.shape));
  return missing ? 'a parameter has a name that cannot be used' : null;
}

async function listTools({ client }: McpSession, signal: AbortSignal): Promise<Tool[]> {
  const tools: Tool[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES; page++) {
    const params = cursor === undefined ? {} : { cursor };
    const answer = await client.request({ method: 'tools/list', params }, ListToolsResultSchema, { signal });
    tools.push(...answer.tools);
    if (tools.length > MOST_TOOLS) break;
    cursor = answer.nextCursor;
    if (cursor === undefined) return tools;
  }
  throw new ServiceFault('too-large', `it offers more than ${MOST_TOOLS} tools`);
}

/** Where the server listens: `http://host` alone means the usual port and path of Parlant's MCP services. */
function endpointOf(text: string): URL {
  const url = new URL(text);
  if (url.pathname !== '/' || url.search !== '') return url;
  if (/^http:\/\/(?:\[[^\]]*\]|[^:/]+)\/?$/i.test(text)) url.port = '8181';
  url.pathname = '/mcp';
  return url;
}
