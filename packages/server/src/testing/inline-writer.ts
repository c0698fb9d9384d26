import type { DatabaseSync } from 'node:sqlite';
import { BatchWriter } from '../adapters/sqlite/write-batch.ts';
import type { StoreWriter, WriteOperation } from '../adapters/sqlite/write-operation.ts';
import { WriteFailedError } from '../ports/store-errors.ts';

interface Pending {
  readonly operation: WriteOperation;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/**
 * The SQLite writer without its thread: batches are carried out by the very same code, at a moment that a test
 * chooses. After `kill` nothing is written and nobody is answered, as when the process has gone.
 */
export class InlineWriter implements StoreWriter {
  readonly #batches: BatchWriter;
  readonly #beforeBatch: () => Promise<void>;
  #waiting: Pending[] = [];
  #scheduled = false;
  #killed = false;

  constructor(db: DatabaseSync, beforeBatch: () => Promise<void>) {
    this.#batches = new BatchWriter(db);
    this.#beforeBatch = beforeBatch;
  }

  async ready(): Promise<boolean> {
    return !this.#killed;
  }

  kill(): void {
    this.#killed = true;
    this.#waiting = [];
  }

  run<T>(operation: WriteOperation, follow?: (value: T) => void): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      // Cloned as on the way to a thread.
      const cloned = structuredClone(operation);
      const settle = (value: unknown): void => {
        follow?.(value as T);
        resolve(value as T);
      };
      this.#waiting.push({ operation: cloned, resolve: settle, reject });
      if (this.#scheduled) return;
      this.#scheduled = true;
      void this.#beforeBatch().then(() => this.#flush());
    });
  }

  #flush(): void {
    this.#scheduled = false;
    if (this.#killed) return;
    const batch = this.#waiting.splice(0);
    const results = this.#batches.run(batch.map((pending) => pending.operation));
    for (const [index, pending] of batch.entries()) {
      const result = results[index]!;
      if (result.ok) pending.resolve(structuredClone(result.value));
      else pending.reject(new WriteFailedError(result.message));
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.kill();
  }
}
