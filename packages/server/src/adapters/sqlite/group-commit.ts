import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { OverloadedError, WriteFailedError } from '../../ports/store-errors.ts';
import type { StoreWriter, WriteOperation, WriteResult } from './write-operation.ts';

interface Pending {
  readonly operation: WriteOperation;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Hands writes to the writer thread in groups: everything that arrived while the last group was being synced
 * goes into the next one, so that one sync serves many requests. Two groups may be under way, so that the
 * thread always has work while this one prepares more.
 */
export class GroupCommit implements StoreWriter {
  static readonly #MAX_WAITING = 50_000;
  static readonly #MAX_BATCH = 1024;
  static readonly #MAX_UNDER_WAY = 2;

  readonly #worker: Worker;
  readonly #underWay: Pending[][] = [];
  #waiting: Pending[] = [];
  #scheduled = false;
  #failure: Error | null = null;
  #idle: (() => void) | null = null;

  private constructor(worker: Worker) {
    this.#worker = worker;
    worker.on('message', (results: WriteResult[]) => this.#settle(results));
    worker.on('error', (error) => this.#fail(error));
    worker.on('exit', () => this.#fail(new Error('the writer thread has ended')));
  }

  static async start(path: string): Promise<GroupCommit> {
    const unbuilt = import.meta.url.endsWith('.ts');
    const worker = new Worker(new URL(`./writer-thread.${unbuilt ? 'ts' : 'js'}`, import.meta.url), {
      workerData: { path },
      ...(unbuilt && { execArgv: ['--conditions=baton-source'] }),
    });
    await once(worker, 'message');
    return new GroupCommit(worker);
  }

  get alive(): boolean {
    return this.#failure === null;
  }

  run<T>(operation: WriteOperation): Promise<T> {
    if (this.#failure !== null)
      return Promise.reject(new WriteFailedError('the store is closed', { cause: this.#failure }));
    if (this.#waiting.length >= GroupCommit.#MAX_WAITING)
      return Promise.reject(new OverloadedError('too many writes are waiting'));
    return new Promise<T>((resolve, reject) => {
      this.#waiting.push({ operation, resolve: resolve as (value: unknown) => void, reject });
      if (!this.#scheduled) {
        this.#scheduled = true;
        setImmediate(() => this.#send());
      }
    });
  }

  #send(): void {
    this.#scheduled = false;
    while (this.#waiting.length > 0 && this.#underWay.length < GroupCommit.#MAX_UNDER_WAY) {
      const batch = this.#waiting.splice(0, GroupCommit.#MAX_BATCH);
      this.#underWay.push(batch);
      this.#worker.postMessage(batch.map((pending) => pending.operation));
    }
  }

  #settle(results: WriteResult[]): void {
    const batch = this.#underWay.shift() ?? [];
    this.#send();
    for (const [index, pending] of batch.entries()) {
      const result = results[index];
      if (result?.ok === true) pending.resolve(result.value);
      else pending.reject(new WriteFailedError(result?.message ?? 'the writer gave no result'));
    }
    if (this.#waiting.length === 0 && this.#underWay.length === 0) this.#idle?.();
  }

  #fail(error: Error): void {
    this.#failure ??= error;
    for (const pending of [...this.#underWay.flat(), ...this.#waiting]) {
      pending.reject(new WriteFailedError('the writer thread has ended', { cause: error }));
    }
    this.#underWay.length = 0;
    this.#waiting = [];
    this.#idle?.();
  }

  /** Finishes what was handed over, then ends the thread. */
  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#failure !== null) return;
    this.#failure = new Error('closed');
    if (this.#waiting.length > 0 || this.#underWay.length > 0) {
      await new Promise<void>((resolve) => (this.#idle = resolve));
    }
    if (this.#worker.threadId === -1) return;
    this.#worker.postMessage(null);
    await once(this.#worker, 'exit');
  }
}
