import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { Wire } from './wire.ts';

/** A server in a process of its own. */
export class ServerProcess implements AsyncDisposable {
  readonly url: string;
  readonly wire: Wire;
  readonly #child: ChildProcess;
  readonly #output: () => string;

  private constructor(child: ChildProcess, url: string, output: () => string) {
    this.#child = child;
    this.url = url;
    this.wire = new Wire(url);
    this.#output = output;
  }

  /** A test server, with scripted turns. */
  static start(database: string, env: Readonly<Record<string, string>> = {}): Promise<ServerProcess> {
    const main = join(import.meta.dirname, 'server-main.ts');
    return ServerProcess.run([main, database], { BATON_LOG_LEVEL: 'silent', ...env });
  }

  /** A program with its arguments. It says where it listens in a line of JSON, or as `runServer` does. */
  static async run(
    program: readonly string[],
    env: Readonly<Record<string, string>>,
    folder?: string,
  ): Promise<ServerProcess> {
    const child = spawn(process.execPath, ['--conditions=baton-source', ...program], {
      env: { PATH: process.env['PATH'], ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(folder !== undefined && { cwd: folder }),
    });
    let output = '';
    const url = Promise.withResolvers<string>();
    const keep = (chunk: Buffer): void => {
      output += chunk.toString();
      const match = /\{"listening":"([^"]+)"\}|API documentation +(\S+)\/docs\n/.exec(output);
      const found = match?.[1] ?? match?.[2];
      if (found !== undefined) url.resolve(found);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.once('exit', (code) => url.reject(new Error(`the server ended with ${code}: ${output}`)));
    return new ServerProcess(child, await url.promise, () => output);
  }

  get pid(): number {
    return this.#child.pid ?? -1;
  }

  /** Everything it has written so far. */
  get output(): string {
    return this.#output();
  }

  /** Ends it as a power cut would. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  /** Ends it in order. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#end('SIGTERM');
  }

  async #end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = once(this.#child, 'close');
    this.#child.kill(signal);
    await ended;
  }
}
