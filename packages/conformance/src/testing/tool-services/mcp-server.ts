import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { LocalServer } from './local-server.ts';

interface Session {
  readonly server: McpServer;
  readonly transport: StreamableHTTPServerTransport;
}

/** A server made with the official SDK, with sessions as the specification has them. */
export class LocalMcpServer implements AsyncDisposable {
  /** Sessions that were begun. */
  begun = 0;
  readonly #sessions = new Map<string, Session>();
  readonly #define: (server: McpServer) => void;
  #server: LocalServer | null = null;

  private constructor(define: (server: McpServer) => void) {
    this.#define = define;
  }

  /** `define` is called for every session's own server. */
  static async start(define: (server: McpServer) => void): Promise<LocalMcpServer> {
    const mcp = new LocalMcpServer(define);
    mcp.#server = await LocalServer.start((request, response) => mcp.#answer(request, response));
    return mcp;
  }

  get url(): string {
    return `${this.#server?.url ?? ''}/mcp`;
  }

  /** The servers of all sessions, to change what they offer. */
  get servers(): McpServer[] {
    return [...this.#sessions.values()].map(({ server }) => server);
  }

  /** Forgets all sessions, as a server does that was started anew. */
  async forget(): Promise<void> {
    const sessions = [...this.#sessions.values()];
    this.#sessions.clear();
    for (const { server } of sessions) await server.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.forget();
    await this.#server?.[Symbol.asyncDispose]();
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const id = request.headers['mcp-session-id'];
    const known = typeof id === 'string' ? this.#sessions.get(id) : undefined;
    if (id !== undefined && known === undefined) {
      response.writeHead(404, { 'content-type': 'application/json' });
      response.end('{"jsonrpc":"2.0","error":{"code":-32001,"message":"Session not found"},"id":null}');
      return;
    }
    const { transport } = known ?? (await this.#begin());
    await transport.handleRequest(request, response);
  }

  async #begin(): Promise<Session> {
    this.begun += 1;
    const server = new McpServer({ name: 'shop', version: '1.0.0' });
    this.#define(server);
    const transport = new StreamableHTTPServerTransport({
      sessionIdGenerator: () => randomUUID(),
      onsessioninitialized: (id) => {
        this.#sessions.set(id, session);
      },
    });
    const session: Session = { server, transport };
    await server.connect(transport);
    return session;
  }
}
