import { ChildServer } from './child-server.ts';
import { isReady } from './node-balancer.ts';

export interface ClusterNodeOptions {
  readonly name: string;
  readonly port: number;
  /** Node's own options, the program, its arguments. */
  readonly command: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly folder: string;
  /** A file that its output is added to. */
  readonly log?: string;
}

const MOST_STARTS = 5;

/** One server of a cluster, as a process of its own that is ended and started again in the same place. */
export class ClusterNode implements AsyncDisposable {
  readonly name: string;
  readonly port: number;
  readonly url: string;
  readonly #options: ClusterNodeOptions;
  #process: ChildServer | null = null;

  constructor(options: ClusterNodeOptions) {
    this.#options = options;
    this.name = options.name;
    this.port = options.port;
    this.url = `http://127.0.0.1:${options.port}`;
  }

  get running(): boolean {
    return this.#process !== null && !this.#process.ended;
  }

  /** What it has said since it was started, the last of it. */
  get said(): string {
    return this.#process?.said ?? '';
  }

  /** Resolves when it is ready; throws with what it said when it ends before. */
  async start(): Promise<void> {
    const { command, env, folder, port, name, log } = this.#options;
    this.#process = await ChildServer.start(
      process.execPath,
      ['--conditions=baton-source', ...command],
      () => isReady(port),
      {
        ...(log !== undefined && { log }),
        cwd: folder,
        env: { PATH: process.env['PATH'], ...env, PORT: String(port), BATON_NODE: name },
      },
    );
  }

  /** As whatever watches over servers does: one that ends before it is ready is started again, some times. */
  async restart(): Promise<void> {
    for (let left = MOST_STARTS; ; left--) {
      try {
        await this.start();
        return;
      } catch (error) {
        if (left <= 1) throw error;
      }
    }
  }

  /** Ends it as a power cut would. */
  async kill(): Promise<void> {
    await this.#process?.end('SIGKILL');
  }

  /** Ends it in order. */
  async end(): Promise<void> {
    await this.#process?.end('SIGTERM');
  }

  /** It stands still, its connections open, until `resume`. */
  pause(): void {
    this.#process?.signal('SIGSTOP');
  }

  resume(): void {
    this.#process?.signal('SIGCONT');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.end();
  }
}
