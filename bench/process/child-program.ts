import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { CommandAnswer, Commands } from './commands.ts';

interface Pending {
  readonly resolve: (value: never) => void;
  readonly reject: (error: Error) => void;
}

/** A program of this folder in a process of its own, asked by name. Disposing it ends the process in order. */
export class ChildProgram<C extends Commands> implements AsyncDisposable {
  readonly #child: ChildProcess;
  readonly #pending = new Map<number, Pending>();
  #next = 0;

  constructor(program: URL, nodeOptions: readonly string[] = []) {
    this.#child = fork(program, {
      execArgv: ['--conditions=baton-source', ...nodeOptions],
      serialization: 'advanced',
    });
    this.#child.on('message', (answer: CommandAnswer) => this.#settle(answer));
    this.#child.on('exit', (code) => this.#fail(new Error(`${program.pathname} ended with code ${code}`)));
  }

  call<K extends keyof C & string>(name: K, ...input: Parameters<C[K]>): Promise<Awaited<ReturnType<C[K]>>> {
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
      this.#child.send({ id, name, input: input[0] }, (error) => {
        if (error !== null) reject(error);
      });
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#child.exitCode !== null || !this.#child.connected) return;
    this.#child.disconnect();
    await once(this.#child, 'exit');
  }

  #settle({ id, value, error }: CommandAnswer): void {
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    if (error === undefined) pending?.resolve(value as never);
    else pending?.reject(new Error(error));
  }

  #fail(error: Error): void {
    for (const { reject } of this.#pending.values()) reject(error);
    this.#pending.clear();
  }
}
