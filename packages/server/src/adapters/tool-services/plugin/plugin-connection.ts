import { z } from 'zod';
import type { ToolCaller, ToolContext, ToolResult } from '../../../engine/tool-definition.ts';
import type { OfferedTool } from '../../../ports/tool-services.ts';
import { cleanShort, cleanText } from '../clean-json.ts';
import { JsonDocuments } from '../outbound/json-documents.ts';
import { readBytes, refuseFailure } from '../outbound/outbound-http.ts';
import type { OutboundAnswer, OutboundHttp, OutboundRequest } from '../outbound/outbound-http.ts';
import { isSchema } from '../schema-of.ts';
import { LARGEST_LIST, MOST_TOOLS } from '../service-connection.ts';
import type { ServiceConnection, ServiceLimits } from '../service-connection.ts';
import { ServiceFault, isFault } from '../service-fault.ts';
import { readDocument } from './call-document.ts';
import type { Emitted } from './call-document.ts';
import { WireToolSchema, choicesFor, readTool } from './wire-tool.ts';
import type { WireTool } from './wire-tool.ts';

/** Bytes of a document that is no result: what is emitted goes into the session's log as it is. */
const LARGEST_EMITTED = 16_384;
const MOST_EMITTED = 200;
/** Of all tools together. */
const MOST_PARAMETERS = 5000;
/** A customer waits for his question while choices are resolved. */
const RESOLVE_TIMEOUT_MS = 3000;
const MOST_RESOLVED = 1000;

const ListSchema = z.object({ tools: z.array(z.unknown()).max(MOST_TOOLS) });
const ResolvedSchema = z.object({ tool: WireToolSchema });

export interface PluginOptions {
  readonly service: string;
  readonly url: string;
  readonly http: OutboundHttp;
  readonly limits: ServiceLimits;
  /** Microseconds since 1970. */
  readonly now: () => number;
  /** A tool of the list is gone. */
  readonly onToolsChanged: () => void;
  /** A tool is left out of the list, and why. */
  readonly onUnfit: (tool: string, reason: string) => void;
}

/**
 * Tools of a server that speaks the SDK's plugin protocol: `/tools`, `/tools/{name}`, `/tools/{name}/resolve` and
 * `/tools/{name}/calls`, whose answer is a stream of JSON objects, the last of them the result.
 */
export class PluginConnection implements ServiceConnection {
  readonly #options: PluginOptions;
  readonly #firstSeen = new Map<string, number>();
  /** What the service said last for a session, by tool and session: one question serves all parameters of a turn. */
  readonly #resolved = new WeakMap<AbortSignal, Map<string, Promise<WireTool>>>();
  /** Tools that do not know choices. */
  readonly #plain = new Set<string>();
  #text: string | null = null;
  #tools: readonly OfferedTool[] = [];

  constructor(options: PluginOptions) {
    this.#options = options;
  }

  async fetchTools(signal: AbortSignal): Promise<readonly OfferedTool[]> {
    this.#plain.clear();
    const text = await this.#getText('/tools', signal);
    if (text === this.#text) return this.#tools;
    const list = ListSchema.safeParse(parseJson(text));
    if (!list.success) throw new ServiceFault('protocol', 'the list of tools cannot be read');
    if (countParameters(list.data.tools) > MOST_PARAMETERS)
      throw new ServiceFault('too-large', `its tools have more than ${MOST_PARAMETERS} parameters`);
    this.#tools = list.data.tools.flatMap((wire) => this.#offered(wire) ?? []);
    this.#text = text;
    return this.#tools;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    // Connections are the sender's.
  }

  #offered(wire: unknown): OfferedTool | null {
    const parsed = WireToolSchema.safeParse(wire);
    const name = parsed.data?.name ?? '';
    try {
      if (!parsed.success) throw new TypeError('it cannot be read');
      const { open, createdAt, options, ...tool } = readTool(parsed.data);
      const choices = open.map((parameter) => [
        parameter,
        {
          ...options[parameter],
          choices: (caller: ToolCaller) => this.#choices(name, parameter, caller),
        },
      ]);
      return {
        createdAt: createdAt ?? this.#seen(name),
        definition: {
          ...tool,
          service: this.#options.service,
          options: { ...options, ...Object.fromEntries(choices) },
          run: (context, args) => this.#call(name, context, args),
        },
      };
    } catch (error) {
      this.#options.onUnfit(
        cleanShort(name, 128),
        error instanceof Error ? error.message : 'it cannot be read',
      );
      return null;
    }
  }

  #seen(name: string): number {
    const seen = this.#firstSeen.get(name) ?? this.#options.now();
    this.#firstSeen.set(name, seen);
    return seen;
  }

  async #choices(name: string, parameter: string, caller: ToolCaller): Promise<readonly string[]> {
    if (this.#plain.has(name)) throw new ServiceFault('tool', 'the tool names no choices');
    const choices = choicesFor(await this.#resolve(name, caller), parameter);
    if (choices === null) throw new ServiceFault('tool', 'the parameter has no choices');
    return choices.map(cleanText);
  }

  #resolve(name: string, caller: ToolCaller): Promise<WireTool> {
    let ofTurn = this.#resolved.get(caller.signal);
    if (ofTurn === undefined) this.#resolved.set(caller.signal, (ofTurn = new Map()));
    let resolved = ofTurn.get(name);
    if (resolved === undefined && ofTurn.size < MOST_RESOLVED)
      ofTurn.set(name, (resolved = this.#askResolved(name, caller)));
    return resolved ?? this.#askResolved(name, caller);
  }

  async #askResolved(name: string, caller: ToolCaller): Promise<WireTool> {
    const query = new URLSearchParams({
      agent_id: caller.agentId,
      session_id: caller.sessionId,
      customer_id: caller.customerId,
    });
    const signal = AbortSignal.any([caller.signal, AbortSignal.timeout(RESOLVE_TIMEOUT_MS)]);
    try {
      const text = await this.#getText(
        `/tools/${encodeURIComponent(name)}/resolve?${query.toString()}`,
        signal,
      );
      const { data } = ResolvedSchema.safeParse(parseJson(text));
      if (data === undefined) throw new ServiceFault('protocol', 'the tool cannot be read');
      const { tool } = data;
      if (!Object.values(tool.parameters ?? {}).some(([{ enum: choices }]) => Array.isArray(choices)))
        this.#plain.add(name);
      return tool;
    } catch (error) {
      // Older servers do not have the route.
      if (isFault(error, 'status') && (error.status === 404 || error.status === 405)) this.#plain.add(name);
      throw error;
    }
  }

  async #call(name: string, context: ToolContext, args: Record<string, unknown>): Promise<ToolResult> {
    const { limits } = this.#options;
    const signal = AbortSignal.any([context.signal, AbortSignal.timeout(limits.callTimeout)]);
    const body = {
      agent_id: context.agentId,
      session_id: context.sessionId,
      customer_id: context.customerId,
      arguments: args,
      engine_context_id: null,
    };
    const answer = await this.#send(`/tools/${encodeURIComponent(name)}/calls`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: '*/*' },
      body: JSON.stringify(body),
      signal,
      mostBytes: limits.result + MOST_EMITTED * LARGEST_EMITTED,
    });
    if (answer.status === 404) this.#options.onToolsChanged();
    refuseFailure(answer);
    return this.#readResult(answer, context);
  }

  async #readResult(answer: OutboundAnswer, context: ToolContext): Promise<ToolResult> {
    const { result: mostBytes } = this.#options.limits;
    const documents = new JsonDocuments(Math.max(mostBytes, LARGEST_EMITTED));
    let emitted = 0;
    for await (const chunk of answer.body) {
      for (const { value, bytes } of documents.push(chunk)) {
        const document = readDocument(value);
        if (document === null) throw new ServiceFault('protocol', 'a document is not one of the protocol');
        const most = document.type === 'result' ? mostBytes : LARGEST_EMITTED;
        if (bytes > most) throw new ServiceFault('too-large', `a document has more than ${most} bytes`);
        if (document.type === 'result') return document.result;
        if (document.type === 'error') throw new ServiceFault('tool', document.text);
        if (++emitted > MOST_EMITTED) throw new ServiceFault('too-large', 'the tool emits too much');
        await emit(context, document);
      }
    }
    documents.end();
    throw new ServiceFault('protocol', 'the answer has no result');
  }

  async #getText(path: string, signal: AbortSignal): Promise<string> {
    const headers = { accept: 'application/json' };
    const answer = await this.#send(path, { method: 'GET', headers, signal, mostBytes: LARGEST_LIST });
    refuseFailure(answer);
    return (await readBytes(answer)).toString('utf8');
  }

  #send(path: string, request: OutboundRequest): Promise<OutboundAnswer> {
    const { url, http } = this.#options;
    return http.send(new URL(url.replace(/\/+$/, '') + path), request);
  }
}

function countParameters(tools: readonly unknown[]): number {
  const counts = tools.map((tool) =>
    isSchema(tool) && isSchema(tool['parameters']) ? Object.keys(tool['parameters']).length : 0,
  );
  return counts.reduce((sum, count) => sum + count, 0);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new ServiceFault('protocol', 'the answer is not JSON', { cause: error });
  }
}

async function emit(context: ToolContext, document: Emitted): Promise<void> {
  switch (document.type) {
    case 'status':
      return context.emitStatus(document.status, document.data);
    case 'message':
      return context.emitMessage(document.text);
    case 'custom':
      return context.emitCustom(document.data);
  }
}
