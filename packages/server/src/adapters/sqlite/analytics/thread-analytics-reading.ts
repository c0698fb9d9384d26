import { Worker } from 'node:worker_threads';
import { OverloadedError } from '../../../ports/store-errors.ts';
import type { AnalyticsAnswer, AnalyticsReading, AnalyticsRequest } from './analytics-thread-messages.ts';

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** A question about a year takes seconds: what waits behind more of them is given up by then. */
const MOST_WAITING = 32;
/** Without a limit the garbage of a long question is kept until there is much more of it. */
const YOUNG_GENERATION_MB = 8;

/** Starts its thread with the first question. A thread that fails is started again by the question after. */
export class ThreadAnalyticsReading implements AnalyticsReading, AsyncDisposable {
  readonly #path: string;
  /** In the order of the answers. */
  #waiting: Waiting[] = [];
  #worker: Worker | null = null;
  #closed = false;

  constructor(path: string) {
    this.#path = path;
  }

  run<T>(request: AnalyticsRequest): Promise<T> {
    if (this.#closed) return Promise.reject(new Error('the store is closed'));
    if (this.#waiting.length >= MOST_WAITING)
      return Promise.reject(new OverloadedError('too many questions about figures are waiting'));
    return new Promise<T>((resolve, reject) => {
      this.#running().postMessage(request);
      this.#waiting.push({ resolve: resolve as (value: unknown) => void, reject });
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed = true;
    this.#rejectAll(new Error('the store is closed'));
    await this.#worker?.terminate();
  }

  #running(): Worker {
    if (this.#worker !== null) return this.#worker;
    const unbuilt = import.meta.url.endsWith('.ts');
    const worker = new Worker(new URL(`./analytics-thread.${unbuilt ? 'ts' : 'js'}`, import.meta.url), {
      workerData: { path: this.#path },
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MB },
      // Not what the program was started with: flags such as --input-type are not for threads.
      execArgv: unbuilt ? ['--conditions=baton-source'] : [],
    });
    worker.unref();
    worker.on('message', (answer: AnalyticsAnswer) => {
      const waiting = this.#waiting.shift();
      if (answer.ok) waiting?.resolve(answer.value);
      else waiting?.reject(new Error(answer.message));
    });
    worker.on('error', (error) => this.#end(worker, error));
    worker.once('exit', () => this.#end(worker, new Error('the thread has ended')));
    this.#worker = worker;
    return worker;
  }

  #end(worker: Worker, cause: Error): void {
    if (this.#worker !== worker) return;
    this.#worker = null;
    this.#rejectAll(new Error('the figures cannot be read', { cause }));
  }

  #rejectAll(error: Error): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const { reject } of waiting) reject(error);
  }
}
