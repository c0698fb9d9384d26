import { spawn } from 'node:child_process';
import type { ChildProcess, SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

const START_MS = 60_000;
const ASK_AGAIN_MS = 25;
/** Of what it says, enough to tell why it ended. */
const KEPT_CHARACTERS = 20_000;

/** `log`: a file that all of its output is added to. */
export type ChildOptions = SpawnOptions & { readonly log?: string };

/** A server that runs as a child of this process. */
export class ChildServer implements AsyncDisposable {
  readonly #child: ChildProcess;
  #said = '';

  private constructor(program: string, parameters: readonly string[], { log, ...options }: ChildOptions) {
    this.#child = spawn(program, parameters, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    const keep = (chunk: Buffer): void => {
      this.#said = (this.#said + String(chunk)).slice(-KEPT_CHARACTERS);
      if (log !== undefined) appendFileSync(log, chunk);
    };
    this.#child.stdout?.on('data', keep);
    this.#child.stderr?.on('data', keep);
    // Nothing is left running when this process ends before it could end its children.
    const abandon = (): void => void this.#child.kill('SIGKILL');
    process.once('exit', abandon);
    this.#child.once('close', () => process.off('exit', abandon));
  }

  /** Resolves once `answers` does with true. Throws with what the program said when it ends before. */
  static async start(
    program: string,
    parameters: readonly string[],
    answers: () => Promise<boolean>,
    options: ChildOptions = {},
  ): Promise<ChildServer> {
    const server = new ChildServer(program, parameters, options);
    for (const end = performance.now() + START_MS; !(await answers());) {
      if (server.ended) throw new Error(`${program} ended: ${server.said}`);
      if (performance.now() > end) {
        await server.end('SIGKILL');
        throw new Error(`${program} does not answer: ${server.said}`);
      }
      await delay(ASK_AGAIN_MS);
    }
    return server;
  }

  /** Its output, the last of it. */
  get said(): string {
    return this.#said;
  }

  get ended(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  /** 0 after an end in order; null: a signal ended it, or it runs. */
  get exitCode(): number | null {
    return this.#child.exitCode;
  }

  signal(name: NodeJS.Signals): void {
    this.#child.kill(name);
  }

  /** Resolves when it has ended. */
  async end(name: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    if (this.ended) return;
    const ended = once(this.#child, 'close');
    this.#child.kill(name);
    // One that is stopped does not see any other signal.
    this.#child.kill('SIGCONT');
    await ended;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.end();
  }
}
