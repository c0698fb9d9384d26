import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig, startContext } from '@baton/server/internals';
import type { Context, ContextOptions } from '@baton/server/internals';
import { ScriptedEngine } from './scripted-engine.ts';
import { Wire } from './wire.ts';

const OPERATORS = [
  { id: 'mia', name: 'Mia' },
  { id: 'tom', name: 'Tom' },
] as const;

/** The agent every test server has. */
export const AGENT = { id: 'ava', name: 'Ava' } as const;

export interface TestServerOptions {
  /** Beside the defaults: a free port on loopback, a database of its own, no log. */
  readonly env?: Readonly<Record<string, string>>;
  readonly engine?: ScriptedEngine;
  readonly internals?: Partial<ContextOptions>;
  /** A database to go on with; it is left behind. */
  readonly database?: string;
}

/** A server on a socket of its own, with scripted turns. */
export class TestServer implements AsyncDisposable {
  readonly url: string;
  readonly database: string;
  readonly engine: ScriptedEngine;
  readonly context: Context;
  /** Calls without credentials. */
  readonly wire: Wire;
  readonly #folder: string | null;

  private constructor(context: Context, engine: ScriptedEngine, database: string, folder: string | null) {
    this.context = context;
    this.engine = engine;
    this.url = context.url;
    this.wire = new Wire(context.url);
    this.database = database;
    this.#folder = folder;
  }

  static async start(options: TestServerOptions = {}): Promise<TestServer> {
    const folder = options.database === undefined ? await mkdtemp(join(tmpdir(), 'baton-')) : null;
    const database = options.database ?? join(folder ?? '', 'baton.db');
    const engine = options.engine ?? new ScriptedEngine();
    const config = readConfig({
      PORT: '0',
      BATON_DATABASE: `sqlite:${database}`,
      BATON_LOG_LEVEL: 'silent',
      ...options.env,
    });
    const context = await startContext(
      config,
      { stages: engine.stages, pages: { console: null, chat: null }, ...options.internals },
      async ({ app }) => {
        await app.directory.putAgent({
          ...AGENT,
          createdAt: app.clock.now(),
          description: 'You are Ava.',
          maxEngineIterations: 3,
          compositionMode: 'fluid',
          messageOutputMode: 'block',
          tags: [],
        });
      },
    );
    const server = new TestServer(context, engine, database, folder);
    if (options.env?.['BATON_API_KEYS'] === undefined) await server.#engageOperators();
    return server;
  }

  /** Those who act in many tests of one server, with room for all of them. */
  async #engageOperators(): Promise<void> {
    for (const { id, name } of OPERATORS) {
      const answer = await this.wire.post('/operators', { id, name, max_chats: 100 });
      if (answer.status !== 201 && answer.status !== 422 && answer.status !== 409)
        throw new Error(`${answer.status}: ${answer.text}`);
    }
  }

  get port(): number {
    return Number(new URL(this.url).port);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.engine.release();
    await this.context[Symbol.asyncDispose]();
    if (this.#folder !== null) await rm(this.#folder, { recursive: true, force: true });
  }
}
