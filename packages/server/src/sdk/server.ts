import { fileURLToPath } from 'node:url';
import { readConfig } from '../config.ts';
import type { Config } from '../config.ts';
import { startContext } from '../context.ts';
import type { Context, ContextOptions } from '../context.ts';
import { withEnvFile } from '../read-environment.ts';
import { Author } from './author.ts';
import type { AgentAuthor } from './author.ts';

/** Settings a program may give in the place of environment variables. */
export interface ServerOptions {
  /** Default `PORT`, else 8800; 0 for any free port. */
  readonly port?: number;
  /** Default `HOST`, else 127.0.0.1. */
  readonly host?: string;
  /** `sqlite:<path>`; default `BATON_DATABASE`, else `sqlite:.baton/baton.db`. */
  readonly database?: string;
  /** Environment to read the rest from; default the process's, with what `.env` in the working directory adds. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** For tests: other clocks, times and stages. */
  readonly internals?: Partial<ContextOptions>;
}

/** Folders of the built pages beside this package, in the repository and once installed. */
const PAGES = {
  console: fileURLToPath(new URL('../../../console/dist', import.meta.url)),
  chat: fileURLToPath(new URL('../../../widget/dist', import.meta.url)),
};

/**
 * A Baton server. It listens from `start` on; agents are created on it, and a customer's message finds them at
 * once. `await using` closes it: running turns end, waiting readers are answered, the store is closed.
 */
export class Server extends Author implements AsyncDisposable {
  readonly #context: Context;

  private constructor(context: Context, customers: Set<string>) {
    super({ app: context.app, behaviours: context.behaviours }, customers);
    this.#context = context;
  }

  /**
   * Starts a server. `author` creates the agents before the first request is answered. Throws a ConfigError
   * whose message is one line when a setting cannot be used.
   */
  static async start(
    options: ServerOptions,
    author?: (server: AgentAuthor) => Promise<void>,
  ): Promise<Server> {
    const customers = new Set<string>();
    const context = await startContext(
      configOf(options),
      { pages: PAGES, ...options.internals },
      async ({ app, behaviours }) => author?.(new Author({ app, behaviours }, customers)),
    );
    return new Server(context, customers);
  }

  /** Where it listens, e.g. `http://127.0.0.1:8800`. */
  get url(): string {
    return this.#context.url;
  }

  /**
   * Resolves when what is prepared in the background is there: the examples of the agents that `author` wrote,
   * encoded. Before, and after a change, a turn matches by words alone where it would have to wait for long.
   */
  ready(): Promise<void> {
    return this.#context.ready();
  }

  /** Customer messages that an earlier process left unanswered and that are being answered now. */
  get recovered(): number {
    return this.#context.recovered;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#context[Symbol.asyncDispose]();
  }
}

function configOf(options: ServerOptions): Config {
  const env = { ...(options.env ?? withEnvFile(process.env)) };
  if (options.port !== undefined) env['PORT'] = String(options.port);
  if (options.host !== undefined) env['HOST'] = options.host;
  if (options.database !== undefined) env['BATON_DATABASE'] = options.database;
  return readConfig(env);
}
