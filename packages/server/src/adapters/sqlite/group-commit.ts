import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { WriteCounts } from '../../ports/write-counts.ts';
import { OverloadedError, WriteFailedError } from '../../ports/store-errors.ts';
import { packOperation, unpackResult } from './transfer.ts';
import type { PackedResult } from './transfer.ts';
import type { StoreWriter, WriteOperation } from './write-operation.ts';

interface Pending {
  readonly operation: WriteOperation;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Hands writes to the writer thread, which commits everything that arrived while it synced its last transaction
 * in the next one: one sync serves many requests. They are handed over a few at a time and at the latest at the
 * end of the event loop's turn. Were they handed over only then, this thread would first take in the requests of
 * all connections and then idle while all of them are written: with 64 connections that costs a third of the rate.
 */
export class GroupCommit implements StoreWriter, WriteCounts {
  static readonly #MOST_UNANSWERED = 50_000;
  static readonly #HANDED_OVER_AT_ONCE = 16;

  asked = 0;
  settled = 0;
  readonly #worker: Worker;
  /** Not handed over yet. */
  #collected: Pending[] = [];
  /** Handed over, in order: results come back in the same order. */
  #handedOver: Pending[] = [];
  #scheduled = false;
  #failure: Error | null = null;
  #idle: (() => void) | null = null;

  private constructor(worker: Worker) {
    this.#worker = worker;
    worker.on('message', (results: PackedResult[]) => this.#settle(results));
    worker.on('error', (error) => this.#fail(error));
    worker.on('exit', () => this.#fail(new Error('the writer thread has ended')));
  }

  static async start(path: string): Promise<GroupCommit> {
    const unbuilt = import.meta.url.endsWith('.ts');
    const worker = new Worker(new URL(`./writer-thread.${unbuilt ? 'ts' : 'js'}`, import.meta.url), {
      workerData: { path },
      // Not what the program was started with: flags such as --input-type are not for threads.
      execArgv: unbuilt ? ['--conditions=baton-source'] : [],
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
    if (this.#collected.length + this.#handedOver.length >= GroupCommit.#MOST_UNANSWERED)
      return Promise.reject(new OverloadedError('too many writes are waiting'));
    this.asked++;
    return new Promise<T>((resolve, reject) => {
      this.#collected.push({ operation, resolve: resolve as (value: unknown) => void, reject });
      if (this.#collected.length >= GroupCommit.#HANDED_OVER_AT_ONCE) this.#handOver();
      else this.#schedule();
    });
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      this.#handOver();
    });
  }

  #handOver(): void {
    const operations = this.#collected;
    this.#collected = [];
    if (operations.length > 0) this.#post(operations);
    this.#checkIdle();
  }

  #post(batch: readonly Pending[]): void {
    try {
      this.#worker.postMessage(batch.map((pending) => packOperation(pending.operation)));
      this.#handedOver.push(...batch);
    } catch (error) {
      // Something in it cannot be sent to a thread: the others go without it.
      if (batch.length > 1) for (const pending of batch) this.#post([pending]);
      else {
        this.settled++;
        batch[0]?.reject(new WriteFailedError('the write cannot be sent to the writer', { cause: error }));
      }
    }
  }

  #settle(results: readonly PackedResult[]): void {
    const answered = this.#handedOver.splice(0, results.length);
    this.settled += answered.length;
    for (const [index, packed] of results.entries()) {
      const result = unpackResult(packed);
      if (result.ok) answered[index]?.resolve(result.value);
      else answered[index]?.reject(new WriteFailedError(result.message));
    }
    this.#checkIdle();
  }

  #checkIdle(): void {
    if (this.#collected.length === 0 && this.#handedOver.length === 0) this.#idle?.();
  }

  #fail(error: Error): void {
    this.#failure ??= error;
    this.settled = this.asked;
    for (const pending of [...this.#handedOver, ...this.#collected]) {
      pending.reject(new WriteFailedError('the writer thread has ended', { cause: error }));
    }
    this.#handedOver = [];
    this.#collected = [];
    this.#idle?.();
  }

  /** Finishes what was asked for, then ends the thread. */
  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#failure !== null) return;
    this.#failure = new Error('closed');
    if (this.#collected.length > 0 || this.#handedOver.length > 0) {
      await new Promise<void>((resolve) => (this.#idle = resolve));
    }
    if (this.#worker.threadId === -1) return;
    this.#worker.postMessage(null);
    await once(this.#worker, 'exit');
  }
}
