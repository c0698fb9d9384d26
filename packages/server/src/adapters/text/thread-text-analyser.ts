import { Worker } from 'node:worker_threads';
import type { TextAnalyser, TextAnalysis } from '../../ports/text-analyser.ts';
import type { TextThreadAnswer, TextThreadData, TextThreadRequest } from './text-thread-messages.ts';

export interface ThreadTextAnalyserOptions extends TextThreadData {
  readonly log: { warn(details: object, message: string): void };
  /** Milliseconds; default 100. While the libraries load, which takes a second, nobody waits for longer. */
  readonly answerWithin?: number;
}

const MOST_WAITING = 100;
const MOST_CHARACTERS = 2000;
/** Without a limit the garbage of loading keeps 12 MB more; analysing is no slower with it. */
const YOUNG_GENERATION_MB = 4;

/** Starts its thread with the first text. A thread that fails is started again by the text after. */
export class ThreadTextAnalyser implements TextAnalyser {
  readonly #options: ThreadTextAnalyserOptions;
  readonly #waiting = new Map<number, (analysis: TextAnalysis | null) => void>();
  #worker: Worker | null = null;
  #next = 0;
  #closed = false;

  constructor(options: ThreadTextAnalyserOptions) {
    this.#options = options;
  }

  async analyse(texts: readonly string[]): Promise<TextAnalysis | null> {
    if (this.#closed || texts.length === 0 || this.#waiting.size >= MOST_WAITING) return null;
    const id = this.#next++;
    const { promise, resolve } = Promise.withResolvers<TextAnalysis | null>();
    this.#waiting.set(id, resolve);
    const timer = setTimeout(() => this.#settle(id, null), this.#options.answerWithin ?? 100);
    const request: TextThreadRequest = { id, texts: texts.map((text) => text.slice(0, MOST_CHARACTERS)) };
    this.#running().postMessage(request);
    try {
      return await promise;
    } finally {
      clearTimeout(timer);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed = true;
    this.#settleAll();
    await this.#worker?.terminate();
  }

  #running(): Worker {
    if (this.#worker !== null) return this.#worker;
    const entry = new URL(
      import.meta.url.endsWith('.ts') ? './text-thread.ts' : './text-thread.js',
      import.meta.url,
    );
    const { country, languages } = this.#options;
    const worker = new Worker(entry, {
      workerData: { country, languages } satisfies TextThreadData,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MB },
      // Not what the program was started with: flags such as --input-type are not for threads.
      execArgv: entry.pathname.endsWith('.ts') ? ['--conditions=baton-source'] : [],
    });
    worker.unref();
    worker.on('message', ({ id, analysis }: TextThreadAnswer) => this.#settle(id, analysis));
    worker.on('error', (error) => this.#options.log.warn({ err: error }, 'texts cannot be analysed'));
    worker.once('exit', () => {
      if (this.#worker === worker) this.#worker = null;
      this.#settleAll();
    });
    this.#worker = worker;
    return worker;
  }

  #settle(id: number, analysis: TextAnalysis | null): void {
    this.#waiting.get(id)?.(analysis);
    this.#waiting.delete(id);
  }

  #settleAll(): void {
    for (const id of [...this.#waiting.keys()]) this.#settle(id, null);
  }
}
