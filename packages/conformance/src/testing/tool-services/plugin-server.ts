import type { ServerResponse } from 'node:http';
import { setImmediate } from 'node:timers/promises';
import { LocalServer, readRequest } from './local-server.ts';
import type { SeenRequest } from './local-server.ts';

/** A tool as a plugin server writes it. */
export interface PluginTool {
  readonly name: string;
  readonly creation_utc?: string;
  readonly description?: string;
  readonly metadata?: object;
  readonly parameters?: Readonly<Record<string, readonly [descriptor: object, options: object]>>;
  readonly required?: readonly string[];
  readonly consequential?: boolean;
  readonly overlap?: number;
}

export interface PluginCall {
  readonly agent_id: string;
  readonly session_id: string;
  readonly customer_id: string;
  readonly arguments: Record<string, unknown>;
}

/** Answers a call; what it yields goes out as it is, cut where it was cut here. */
export type PluginHandler = (
  call: PluginCall,
) => AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>;

/**
 * A server that speaks the SDK's plugin protocol as Parlant's own does: the shapes, the stream without
 * delimiters, 404 for tools it does not have.
 */
export class PluginServer implements AsyncDisposable {
  readonly requests: SeenRequest[] = [];
  readonly #tools = new Map<string, { tool: PluginTool; handler: PluginHandler; choices: Choices }>();
  #server: LocalServer | null = null;
  #port = 0;

  static async start(): Promise<PluginServer> {
    const plugin = new PluginServer();
    await plugin.resume();
    return plugin;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** Stops answering; `resume` goes on at the same address. */
  async pause(): Promise<void> {
    await this.#server?.[Symbol.asyncDispose]();
    this.#server = null;
  }

  async resume(): Promise<void> {
    this.#server = await LocalServer.start(
      async (request, response) => this.#answer(await readRequest(request), response),
      this.#port,
    );
    this.#port = this.#server.port;
  }

  /** `choices`: of parameters, for a customer, as a choice provider names them. */
  add(tool: PluginTool, handler: PluginHandler, choices: Choices = () => ({})): this {
    this.#tools.set(tool.name, { tool, handler, choices });
    return this;
  }

  remove(name: string): void {
    this.#tools.delete(name);
  }

  /** Bodies of the calls of a tool, oldest first. */
  calls(name: string): PluginCall[] {
    return this.requests
      .filter(({ method, url }) => method === 'POST' && url === `/tools/${name}/calls`)
      .map(({ body }) => JSON.parse(body) as PluginCall);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.pause();
  }

  async #answer(seen: SeenRequest, response: ServerResponse): Promise<void> {
    this.requests.push(seen);
    const url = new URL(seen.url, this.url);
    if (url.pathname === '/tools') {
      send(response, 200, { tools: [...this.#tools.values()].map(({ tool }) => complete(tool)) });
      return;
    }
    const [, , encoded = '', action] = url.pathname.split('/');
    const known = this.#tools.get(decodeURIComponent(encoded));
    if (known === undefined) send(response, 404, { detail: 'Tool not found' });
    else if (action === 'calls') await this.#call(known.handler, seen, response);
    else if (action === 'resolve')
      send(response, 200, {
        tool: withChoices(complete(known.tool), known.choices(url.searchParams.get('customer_id') ?? '')),
      });
    else send(response, 200, { tool: complete(known.tool) });
  }

  async #call(handler: PluginHandler, seen: SeenRequest, response: ServerResponse): Promise<void> {
    response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8' });
    for await (const chunk of handler(JSON.parse(seen.body) as PluginCall)) {
      // Nobody reads any more: a tool without end would go on for good.
      if (response.destroyed) return;
      response.write(chunk);
      // Both ends are in one process: the other one has to have its turn.
      await setImmediate();
    }
    response.end();
  }
}

export type Choices = (customerId: string) => Readonly<Record<string, readonly string[]>>;

/** A document that is the result. */
export function result(data: unknown, more: object = {}): string {
  return JSON.stringify({
    result: {
      data,
      metadata: {},
      control: {},
      canned_responses: [],
      canned_response_fields: {},
      guidelines: [],
      ...more,
    },
  });
}

function complete(tool: PluginTool): Required<PluginTool> {
  return {
    creation_utc: '2026-01-05T09:00:00.000000+00:00',
    description: '',
    metadata: {},
    parameters: {},
    required: [],
    consequential: false,
    overlap: 2,
    ...tool,
  };
}

function withChoices(
  tool: Required<PluginTool>,
  choices: Readonly<Record<string, readonly string[]>>,
): PluginTool {
  const parameters = Object.entries(tool.parameters).map(([name, [descriptor, options]]) => {
    const found = choices[name];
    return [name, [found === undefined ? descriptor : { ...descriptor, enum: found }, options]];
  });
  return { ...tool, parameters: Object.fromEntries(parameters) as Required<PluginTool>['parameters'] };
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}
