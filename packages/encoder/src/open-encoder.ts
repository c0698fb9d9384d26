import { fileURLToPath } from 'node:url';
import type { Encoder } from './encoder.ts';
import { MODEL_FOLDER } from './model-files.ts';
import { ModelThread } from './model-thread.ts';
import { SentenceEncoder } from './sentence-encoder.ts';
import { openTable } from './table-encoder.ts';

export interface EncoderOptions {
  /** Where the model's and the table's files are. By default those that this package carries. */
  readonly folder?: string;
  /** Told once when the table takes over, with what failed. */
  readonly log?: (message: string, cause: unknown) => void;
  /** How many texts keep their vectors, 1.5 KB each. By default 5,000. */
  readonly remembered?: number;
  /**
   * How many texts may wait: those of messages, and apart from them those of calls with more than eight. A call
   * alone may have any number. By default 20,000, a minute of work.
   */
  readonly mostWaiting?: number;
  /** Milliseconds that loading the model may take. By default 30,000; 100 are usual. */
  readonly loadWithin?: number;
  /** Milliseconds that 16 texts may take. By default 20,000; 50 are usual. */
  readonly answerWithin?: number;
}

/**
 * An encoder that starts the model in a thread of its own at the first text, and goes over to the table where the
 * native library or the model does not load: then `id` and `dimensions` change. `warmUp` settles which it is.
 */
export async function openEncoder(options: EncoderOptions = {}): Promise<SentenceEncoder> {
  const folder = options.folder ?? fileURLToPath(MODEL_FOLDER);
  const limits = {
    loadWithin: options.loadWithin ?? 30_000,
    answerWithin: options.answerWithin ?? 20_000,
  };
  return new SentenceEncoder({
    startThread: () => ModelThread.start(folder, limits),
    // The folder that was named may lack the table: the package's own always serves.
    openTable: (): Promise<Encoder> => openTable(),
    log: options.log ?? (() => {}),
    remembered: options.remembered ?? 5000,
    mostWaiting: options.mostWaiting ?? 20_000,
  });
}
