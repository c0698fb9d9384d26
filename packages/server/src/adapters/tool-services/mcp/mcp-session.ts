import { setTimeout as pause } from 'node:timers/promises';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { ErrorCode, McpError, ToolListChangedNotificationSchema } from '@modelcontextprotocol/sdk/types.js';
import { z } from 'zod';
import { outboundFetch } from '../outbound/outbound-fetch.ts';
import type { FetchLike } from '../outbound/outbound-fetch.ts';
import type { OutboundHttp } from '../outbound/outbound-http.ts';
import { isSchema } from '../schema-of.ts';
import { ServiceFault } from '../service-fault.ts';

export interface McpSessionOptions {
  readonly url: URL;
  readonly http: OutboundHttp;
  /** Of one answer or one event. */
  readonly mostBytes: number;
  /** Milliseconds that a request may take to be answered in whole. */
  readonly requestTimeout: number;
  /** Milliseconds before the second and the third attempt to connect. */
  readonly connectDelays: readonly number[];
  readonly onToolsChanged: () => void;
}

/** A server that ends its event stream at once would be asked for it again and again. */
const SHORTEST_STREAM_MS = 1000;

/** Of errors that we answer ourselves with, where the server has not. */
const BROKEN = -32_099;

const RequestSchema = z.object({ id: z.union([z.string(), z.number()]) });

/** One connection to an MCP server, from its handshake to its end. */
export class McpSession implements AsyncDisposable {
  readonly client: Client;
  readonly #transport: StreamableHTTPClientTransport;
  readonly #fetch: FetchLike;
  readonly #requestTimeout: number;
  #streamOpened = Number.NEGATIVE_INFINITY;

  private constructor(options: McpSessionOptions) {
    this.client = new Client({ name: 'baton', version: '1' });
    this.client.setNotificationHandler(ToolListChangedNotificationSchema, options.onToolsChanged);
    this.#requestTimeout = options.requestTimeout;
    this.#fetch = outboundFetch(options.http, options.mostBytes, (body, error) => this.#break(body, error));
    this.#transport = new StreamableHTTPClientTransport(options.url, {
      fetch: (url, init) => this.#send(url, init),
    });
  }

  /** Connects, in up to three attempts with a growing pause: only what could not be reached is tried again. */
  static async open(options: McpSessionOptions, signal: AbortSignal): Promise<McpSession> {
    for (let attempt = 0; ; attempt++) {
      const session = new McpSession(options);
      try {
        await session.client.connect(session.#transport, { signal });
        return session;
      } catch (error) {
        await session[Symbol.asyncDispose]();
        const fault = session.explain(error, signal);
        const delay = options.connectDelays[attempt];
        if (delay === undefined || !isRetriable(fault)) throw fault;
        await pause(delay, undefined, { signal }).catch(() => {
          throw fault;
        });
      }
    }
  }

  /** What went wrong, in our words: the library wraps what its transport threw. */
  explain(error: unknown, signal: AbortSignal): ServiceFault {
    if (error instanceof ServiceFault) return error;
    if (signal.aborted) return new ServiceFault('timeout', 'no answer in time', { cause: error });
    if (error instanceof McpError && error.code === BROKEN) return brokenFault(error);
    const status = httpStatus(error);
    // What the library says may repeat the URL, and with it a key: it does not go into the log.
    if (status !== null)
      return new ServiceFault('status', `the answer has the status ${status}`, {
        status: status === 400 && namesSession(error) ? 404 : status,
      });
    if (error instanceof McpError && error.code === ErrorCode.RequestTimeout.valueOf())
      return new ServiceFault('timeout', 'no answer in time', { cause: error });
    if (error instanceof McpError && !isConnectionClosed(error))
      return new ServiceFault('tool', error.message.slice(0, 2000), { cause: error });
    return new ServiceFault('protocol', 'the answer is not one of the protocol', { cause: error });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.client.close().catch(() => undefined);
  }

  /** Without this, the request would wait for an answer that no stream will bring until its time is up. */
  #break(body: string | null, error: unknown): void {
    const { data } = RequestSchema.safeParse(body === null ? null : JSON.parse(body));
    if (data === undefined) return;
    const kind = error instanceof ServiceFault ? error.kind : 'unreachable';
    const message = error instanceof Error ? error.message : '';
    this.#transport.onmessage?.({
      jsonrpc: '2.0',
      id: data.id,
      error: { code: BROKEN, message, data: { kind } },
    });
  }

  async #send(url: string | URL, init: RequestInit = {}): Promise<Response> {
    if ((init.method ?? 'GET') === 'GET') {
      if (performance.now() - this.#streamOpened < SHORTEST_STREAM_MS)
        return new Response(null, { status: 405 });
      this.#streamOpened = performance.now();
      return this.#fetch(url, init);
    }
    const late = AbortSignal.timeout(this.#requestTimeout);
    const signal =
      init.signal === null || init.signal === undefined ? late : AbortSignal.any([init.signal, late]);
    return this.#fetch(url, { ...init, signal });
  }
}

function brokenFault({ message, data }: McpError): ServiceFault {
  const tooLarge = isSchema(data) && data['kind'] === 'too-large';
  return new ServiceFault(tooLarge ? 'too-large' : 'unreachable', message.replace(/^MCP error -\d+: /, ''));
}

function isConnectionClosed(error: unknown): boolean {
  return error instanceof McpError && error.code === ErrorCode.ConnectionClosed.valueOf();
}

/** The protocol answers 404 for a session that has ended; some servers say 400 and name the session. */
function namesSession(error: unknown): boolean {
  return error instanceof Error && /session/i.test(error.message);
}

/** The status that a transport's error tells of. */
function httpStatus(error: unknown): number | null {
  const code: unknown = error instanceof Error && 'code' in error ? error.code : null;
  return typeof code === 'number' && code >= 300 && code <= 599 ? code : null;
}

function isRetriable(fault: ServiceFault): boolean {
  return fault.kind === 'unreachable' || (fault.status !== null && fault.status >= 500);
}
