import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { ThreadAnswer, ThreadData, ThreadRequest } from './thread-messages.ts';

export interface ThreadLimits {
  /** Milliseconds that loading the model may take. */
  readonly loadWithin: number;
  /** Milliseconds that one answer may take. */
  readonly answerWithin: number;
}

interface Expected {
  readonly resolve: (answer: ThreadAnswer) => void;
  readonly reject: (error: Error) => void;
}

const END_WITHIN = 5000;

/** The thread that runs the model, for one request at a time. Once it has failed it is of no more use. */
export class ModelThread {
  readonly #worker: Worker;
  readonly #limits: ThreadLimits;
  readonly #exited: Promise<void>;
  #expected: Expected | null = null;
  #failure: Error | null = null;

  private constructor(entry: URL, data: ThreadData, limits: ThreadLimits) {
    this.#limits = limits;
    this.#worker = new Worker(entry, {
      workerData: data,
      // Not what the program was started with: flags such as --input-type are not for threads.
      execArgv: entry.pathname.endsWith('.ts') ? ['--conditions=baton-source'] : [],
    });
    this.#exited = new Promise((resolve) => this.#worker.once('exit', () => resolve()));
    this.#worker.on('message', (message: ThreadAnswer) =>
      this.#settle((expected) => expected.resolve(message)),
    );
    this.#worker.on('error', (error) => this.#fail(error));
    this.#worker.on('exit', () => this.#fail(new Error('the encoder thread has ended')));
  }

  /** Loads the model. Throws when it does not load, with the thread ended. */
  static async start(
    folder: string,
    limits: ThreadLimits,
    entry: URL = entryOf('encoder-thread'),
  ): Promise<ModelThread> {
    const thread = new ModelThread(entry, { folder }, limits);
    try {
      const answer = await thread.#expect(limits.loadWithin);
      if (answer.kind === 'failed') throw new Error(answer.reason);
      return thread;
    } catch (error) {
      await thread.kill();
      throw error;
    }
  }

  /** Throws when the thread failed, ended or did not answer in time. */
  async encode(texts: readonly string[]): Promise<readonly Float32Array[]> {
    if (this.#failure !== null) throw this.#failure;
    const answering = this.#expect(this.#limits.answerWithin);
    this.#post(texts);
    const answer = await answering;
    if (answer.kind === 'failed') throw new Error(answer.reason);
    if (answer.kind !== 'vectors' || answer.vectors.length !== texts.length) {
      throw new Error('the encoder thread gave no vectors');
    }
    return answer.vectors;
  }

  async #expect(within: number): Promise<ThreadAnswer> {
    let timer: NodeJS.Timeout | undefined;
    try {
      return await new Promise<ThreadAnswer>((resolve, reject) => {
        const expected = { resolve, reject };
        this.#expected = expected;
        timer = setTimeout(() => void this.#timeOut(expected, within), within);
      });
    } finally {
      clearTimeout(timer);
      this.#expected = null;
    }
  }

  /** When this thread was held up itself, the answer may be there already, behind the timer. */
  async #timeOut(expected: Expected, within: number): Promise<void> {
    await setImmediate();
    await setImmediate();
    expected.reject(new Error(`the encoder thread gave no answer in ${within} ms`));
  }

  #settle(settle: (expected: Expected) => void): void {
    const expected = this.#expected;
    this.#expected = null;
    if (expected !== null) settle(expected);
  }

  #fail(error: Error): void {
    this.#failure ??= error;
    this.#settle((expected) => expected.reject(error));
  }

  #post(request: ThreadRequest): void {
    this.#worker.postMessage(request);
  }

  /** Lets the model go, then ends the thread. */
  async end(): Promise<void> {
    if (this.#failure === null) {
      const timer = setTimeout(() => void this.#worker.terminate(), END_WITHIN);
      this.#post(null);
      await this.#exited;
      clearTimeout(timer);
    }
    await this.#exited;
  }

  async kill(): Promise<void> {
    await this.#worker.terminate();
    await this.#exited;
  }
}

function entryOf(name: string): URL {
  return new URL(`./${name}.${import.meta.url.endsWith('.ts') ? 'ts' : 'js'}`, import.meta.url);
}
