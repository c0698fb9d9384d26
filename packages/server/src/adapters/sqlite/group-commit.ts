import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { WriteCounts } from '../../ports/write-counts.ts';
import {
  OverloadedError,
  StoreUnavailableError,
  UnknownOutcomeError,
  WriteFailedError,
} from '../../ports/store-errors.ts';
import { toStoreError } from './store-fault.ts';
import { packOperation, unpackResult } from './transfer.ts';
import type { PackedResult } from './transfer.ts';
import type { StoreWriter, WriteOperation } from './write-operation.ts';

interface Pending {
  readonly operation: WriteOperation;
  readonly follow: ((value: unknown) => void) | undefined;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** A thread that ends is started again after this, and after twice as long each time that it does not start. */
const RESTART_MS = 100;
const LONGEST_RESTART_MS = 5_000;
/** A writer that cannot tell by then whether it writes is not ready. */
const READY_MS = 5_000;

/**
 * Hands writes to the writer thread, which commits everything that arrived while it synced its last transaction
 * in the next one: one sync serves many requests. They are handed over a few at a time and at the latest at the
 * end of the event loop's turn. Were they handed over only then, this thread would first take in the requests of
 * all connections and then idle while all of them are written: with 64 connections that costs a third of the rate.
 * The more wait for their answers, the more are handed over at once: an event among 64 costs half the CPU of one
 * among 16.
 *
 * Should the thread end, another one takes its place. Of what was handed over to it and not answered nobody knows
 * whether it was done; what was only collected goes to the new one.
 */
export class GroupCommit implements StoreWriter, WriteCounts {
  static readonly #MOST_UNANSWERED = 50_000;
  static readonly #LEAST_AT_ONCE = 16;
  /** A part of those that are not answered. */
  static readonly #PART_AT_ONCE = 4;

  asked = 0;
  settled = 0;
  readonly #path: string;
  /** Told when writes were lost without an answer, once the thread that had them is gone. */
  readonly #onLost: () => void;
  /** Null while there is no thread that takes writes. */
  #worker: Worker | null = null;
  /** Not handed over yet. */
  #collected: Pending[] = [];
  /** Handed over, in order: results come back in the same order. */
  #handedOver: Pending[] = [];
  #scheduled = false;
  #closed = false;
  #restart: NodeJS.Timeout | null = null;
  #pause = RESTART_MS;
  #idle: (() => void) | null = null;

  private constructor(path: string, onLost: () => void) {
    this.#path = path;
    this.#onLost = onLost;
  }

  /** Throws when the thread cannot open the database at `path`. */
  static async start(path: string, onLost: () => void = () => undefined): Promise<GroupCommit> {
    const writer = new GroupCommit(path, onLost);
    await writer.#begin();
    return writer;
  }

  async ready(): Promise<boolean> {
    if (this.#closed) return false;
    const slow = Promise.withResolvers<boolean>();
    const timer = setTimeout(() => slow.resolve(false), READY_MS);
    const written = this.run({ op: 'probe' }).then(
      () => true,
      () => false,
    );
    try {
      return await Promise.race([written, slow.promise]);
    } finally {
      clearTimeout(timer);
    }
  }

  run<T>(operation: WriteOperation, follow?: (value: T) => void): Promise<T> {
    if (this.#closed) return Promise.reject(new WriteFailedError('the store is closed'));
    if (this.#collected.length + this.#handedOver.length >= GroupCommit.#MOST_UNANSWERED)
      return Promise.reject(new OverloadedError('too many writes are waiting'));
    this.asked++;
    return new Promise<T>((resolve, reject) => {
      this.#collected.push({
        operation,
        follow: follow as Pending['follow'],
        resolve: resolve as Pending['resolve'],
        reject,
      });
      if (this.#collected.length >= this.#atOnce) this.#handOver();
      else this.#schedule();
    });
  }

  get #atOnce(): number {
    const unanswered = this.#collected.length + this.#handedOver.length;
    return Math.max(GroupCommit.#LEAST_AT_ONCE, unanswered / GroupCommit.#PART_AT_ONCE);
  }

  /** Resolves once a thread has opened the database. */
  async #begin(): Promise<void> {
    const unbuilt = import.meta.url.endsWith('.ts');
    const worker = new Worker(new URL(`./writer-thread.${unbuilt ? 'ts' : 'js'}`, import.meta.url), {
      workerData: { path: this.#path },
      // Not what the program was started with: flags such as --input-type are not for threads.
      execArgv: unbuilt ? ['--conditions=baton-source'] : [],
    });
    const opened = Promise.withResolvers<void>();
    let why: Error = new Error('the writer thread has ended');
    worker.once('message', () => {
      worker.on('message', (results: PackedResult[]) => this.#settle(results));
      this.#worker = worker;
      this.#pause = RESTART_MS;
      opened.resolve();
    });
    worker.on('error', (error) => (why = error instanceof Error ? error : new Error(String(error))));
    worker.once('exit', () => {
      opened.reject(why);
      if (this.#worker === worker) this.#lose(why);
    });
    await opened.promise;
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
    if (this.#worker === null) return;
    const operations = this.#collected;
    this.#collected = [];
    if (operations.length > 0) this.#post(this.#worker, operations);
    this.#checkIdle();
  }

  #post(worker: Worker, batch: readonly Pending[]): void {
    try {
      worker.postMessage(batch.map((pending) => packOperation(pending.operation)));
      this.#handedOver.push(...batch);
    } catch (error) {
      // Something in it cannot be sent to a thread: the others go without it.
      if (batch.length > 1) for (const pending of batch) this.#post(worker, [pending]);
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
      if (result.ok) {
        answered[index]?.follow?.(result.value);
        answered[index]?.resolve(result.value);
      } else answered[index]?.reject(toStoreError(result.failed, result.message));
    }
    this.#checkIdle();
  }

  #checkIdle(): void {
    if (this.#collected.length === 0 && this.#handedOver.length === 0) this.#idle?.();
  }

  #lose(cause: Error): void {
    this.#worker = null;
    const lost = this.#handedOver;
    this.#handedOver = [];
    this.#reject(lost, new UnknownOutcomeError('the writer thread has ended before it answered', { cause }));
    if (lost.length > 0) this.#onLost();
    this.#beginAgain();
  }

  #beginAgain(): void {
    if (this.#closed) {
      this.#giveUp(new Error('the store is closed'));
      return;
    }
    this.#restart = setTimeout(() => {
      this.#restart = null;
      this.#begin().then(
        () => this.#handOver(),
        (cause: unknown) => {
          this.#giveUp(cause);
          this.#beginAgain();
        },
      );
    }, this.#pause);
    this.#pause = Math.min(2 * this.#pause, LONGEST_RESTART_MS);
  }

  /** What waits for a thread that does not start is told so. */
  #giveUp(cause: unknown): void {
    const waiting = this.#collected;
    this.#collected = [];
    this.#reject(waiting, new StoreUnavailableError('the writer thread does not start', { cause }));
  }

  #reject(pending: readonly Pending[], error: Error): void {
    this.settled += pending.length;
    for (const { reject } of pending) reject(error);
    this.#checkIdle();
  }

  /** Finishes what was asked for, then ends the thread. */
  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    if (this.#restart !== null) {
      clearTimeout(this.#restart);
      this.#giveUp(new Error('the store is closed'));
    }
    if (this.#collected.length > 0 || this.#handedOver.length > 0) {
      await new Promise<void>((resolve) => (this.#idle = resolve));
    }
    const worker = this.#worker;
    this.#worker = null;
    if (worker === null || worker.threadId === -1) return;
    worker.postMessage(null);
    await once(worker, 'exit');
  }
}
