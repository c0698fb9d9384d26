import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

interface Hello {
  readonly url: string;
  readonly recovered: number;
}

/** One server process after another on one database. */
export class KillableServer implements AsyncDisposable {
  readonly #database: string;
  #child: ChildProcess | null = null;
  #up = Promise.withResolvers<string>();
  #starts = 0;
  /** Customer messages that the processes found unanswered when they started. */
  recovered = 0;

  constructor(database: string) {
    this.#database = database;
  }

  /** Resolves with the address once a process is up. */
  get url(): Promise<string> {
    return this.#up.promise;
  }

  async start(): Promise<void> {
    const script = fileURLToPath(new URL('./crash-server.ts', import.meta.url));
    const child = fork(script, [this.#database, String(this.#starts++)], {
      execArgv: ['--conditions=baton-source'],
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    this.#child = child;
    const ended = once(child, 'exit').then(() => null);
    const hello = await Promise.race([once(child, 'message').then(([message]) => message as Hello), ended]);
    if (hello === null) throw new Error('the server ended before it was up');
    this.recovered += hello.recovered;
    this.#up.resolve(hello.url);
  }

  /** As when the power goes: no signal handler, no farewell. */
  async kill(): Promise<void> {
    this.#up = Promise.withResolvers();
    await this.#end('SIGKILL');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#end('SIGTERM');
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child;
    this.#child = null;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill(signal);
    await exited;
  }
}
