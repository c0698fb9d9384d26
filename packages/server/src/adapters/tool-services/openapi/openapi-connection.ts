import type { Json } from '@baton/protocol';
import type { ToolResult } from '../../../engine/tool-definition.ts';
import type { OfferedTool } from '../../../ports/tool-services.ts';
import { cleanJson, cleanText } from '../clean-json.ts';
import { readBytes, refuseFailure } from '../outbound/outbound-http.ts';
import type { OutboundHttp } from '../outbound/outbound-http.ts';
import { LARGEST_LIST } from '../service-connection.ts';
import type { ServiceConnection, ServiceLimits } from '../service-connection.ts';
import { ServiceFault } from '../service-fault.ts';
import { buildRequest } from './build-request.ts';
import { readDocument } from './read-document.ts';
import { readOperations } from './read-operations.ts';
import type { Operation } from './read-operations.ts';

export interface OpenApiOptions {
  readonly service: string;
  /** What the paths of the document are added to. */
  readonly url: string;
  /** Where the document is. */
  readonly source: string;
  readonly http: OutboundHttp;
  readonly limits: ServiceLimits;
  /** Microseconds since 1970. */
  readonly now: () => number;
  readonly onUnfit: (tool: string, reason: string) => void;
}

/** The operations of an HTTP API as tools: one request and one answer a call. */
export class OpenApiConnection implements ServiceConnection {
  readonly #options: OpenApiOptions;
  readonly #firstSeen = new Map<string, number>();
  #text: string | null = null;
  #tools: readonly OfferedTool[] = [];

  constructor(options: OpenApiOptions) {
    this.#options = options;
  }

  async fetchTools(signal: AbortSignal): Promise<readonly OfferedTool[]> {
    const { http, source, onUnfit } = this.#options;
    const headers = { accept: 'application/json, application/yaml;q=0.9, */*;q=0.5' };
    const answer = await http.send(new URL(source), {
      method: 'GET',
      headers,
      signal,
      mostBytes: LARGEST_LIST,
    });
    refuseFailure(answer);
    const text = (await readBytes(answer)).toString('utf8');
    if (text !== this.#text) {
      const operations = readOperations(await readDocument(text), onUnfit);
      this.#tools = operations.map((operation) => this.#offered(operation));
      this.#text = text;
    }
    return this.#tools;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    // Connections are the sender's.
  }

  #offered(operation: Operation): OfferedTool {
    const { name, description, parameters, method } = operation;
    const createdAt = this.#firstSeen.get(name) ?? this.#options.now();
    this.#firstSeen.set(name, createdAt);
    return {
      createdAt,
      definition: {
        name,
        service: this.#options.service,
        description,
        parameters,
        consequential: method !== 'GET',
        run: (context, args) => this.#call(operation, args, context.signal),
      },
    };
  }

  async #call(operation: Operation, args: Record<string, unknown>, turn: AbortSignal): Promise<ToolResult> {
    const { url: base, http, limits } = this.#options;
    const { url, ...request } = buildRequest(base, operation, args);
    const signal = AbortSignal.any([turn, AbortSignal.timeout(limits.callTimeout)]);
    const answer = await http.send(url, { ...request, signal, mostBytes: limits.result });
    refuseFailure(answer);
    return { data: dataOf(answer.headers['content-type'] ?? '', await readBytes(answer)) };
  }
}

function dataOf(type: string, bytes: Buffer): Json {
  if (bytes.byteLength === 0) return null;
  const text = bytes.toString('utf8');
  if (/^text\//i.test(type)) return cleanText(text);
  if (!/^[\w.+-]+\/(?:[\w.-]+\+)?json\b/i.test(type))
    throw new ServiceFault('protocol', 'the answer is neither JSON nor text');
  try {
    return cleanJson(JSON.parse(text));
  } catch (error) {
    throw new ServiceFault('protocol', 'the answer is not JSON', { cause: error });
  }
}
