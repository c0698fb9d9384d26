import type { WriteOutcome } from '../../ports/session-store.ts';
import type { WriteCounts } from '../../ports/write-counts.ts';
import { OverloadedError } from '../../ports/store-errors.ts';
import { appendBatch } from './append-batch.ts';
import type { Append } from './append-batch.ts';
import type { ChangeWriter } from './changes/change-writer.ts';
import type { PostgresDatabase, Queries } from './postgres-database.ts';

interface Waiting {
  /** Null: a transaction of its own. */
  readonly append: Append | null;
  /** Of a transaction. */
  readonly work: (queries: Queries) => Promise<unknown>;
  readonly resolve: (value: never) => void;
  readonly reject: (error: unknown) => void;
}

/** What is asked of one session, in order. */
interface Lane {
  readonly sessionId: string;
  readonly waiting: Waiting[];
  busy: boolean;
}

/** More batches at once would only wait for each other's sync. */
const BATCHES_AT_ONCE = 3;
const MOST_IN_BATCH = 512;
/** Of the pool's connections some are left to those who read. */
const TRANSACTIONS_AT_ONCE = 10;
const MOST_UNANSWERED = 50_000;

/**
 * Writes to sessions. Those of one session are done one after the other, in the order in which they were asked for, so
 * that none of them holds a connection while it waits for another. Plain appends of many sessions go together: what
 * comes while batches are under way makes the next one, one round trip and one sync for some hundred of them.
 */
export class SessionWrites implements WriteCounts {
  asked = 0;
  readonly #database: PostgresDatabase;
  readonly #changes: ChangeWriter;
  readonly #lanes = new Map<string, Lane>();
  /** Lanes with something to do that nothing is done in. */
  #ready: Lane[] = [];
  #unanswered = 0;
  #batches = 0;
  #transactions = 0;
  #scheduled = false;
  #idle: (() => void)[] = [];

  constructor(database: PostgresDatabase, changes: ChangeWriter) {
    this.#database = database;
    this.#changes = changes;
  }

  get settled(): number {
    return this.asked - this.#unanswered;
  }

  append(append: Append): Promise<WriteOutcome> {
    return this.#add(append.sessionId, append, () => Promise.resolve());
  }

  /** Runs a transaction about this session when what was asked of it before is done. */
  transaction<T>(sessionId: string, work: (queries: Queries) => Promise<T>): Promise<T> {
    return this.#add(sessionId, null, work);
  }

  /** Resolves once nothing is under way. */
  async idle(): Promise<void> {
    if (this.#unanswered > 0) await new Promise<void>((resolve) => this.#idle.push(resolve));
  }

  #add<T>(
    sessionId: string,
    append: Append | null,
    work: (queries: Queries) => Promise<unknown>,
  ): Promise<T> {
    if (this.#unanswered >= MOST_UNANSWERED)
      return Promise.reject(new OverloadedError('too many writes are waiting'));
    this.#unanswered++;
    this.asked++;
    return new Promise<T>((resolve, reject) => {
      let lane = this.#lanes.get(sessionId);
      if (lane === undefined) this.#lanes.set(sessionId, (lane = { sessionId, waiting: [], busy: false }));
      if (lane.waiting.push({ append, work, resolve, reject }) === 1) if (!lane.busy) this.#ready.push(lane);
      this.#schedule();
    });
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      this.#start();
    });
  }

  /** Starts what there is room for; the rest stays ready. */
  #start(): void {
    const left: Lane[] = [];
    let batch: { lane: Lane; items: Waiting[] }[] = [];
    let size = 0;
    for (const lane of this.#ready) {
      const [first] = lane.waiting;
      if (first === undefined) continue;
      if (first.append === null) {
        if (this.#transactions < TRANSACTIONS_AT_ONCE) this.#startTransaction(lane);
        else left.push(lane);
      } else if (this.#batches < BATCHES_AT_ONCE) {
        const items = takeAppends(lane, MOST_IN_BATCH - size);
        batch.push({ lane, items });
        size += items.length;
        if (size >= MOST_IN_BATCH) {
          this.#startBatch(batch);
          batch = [];
          size = 0;
        }
      } else left.push(lane);
    }
    this.#ready = left;
    if (batch.length > 0) this.#startBatch(batch);
  }

  #startTransaction(lane: Lane): void {
    const item = lane.waiting.shift();
    if (item === undefined) return;
    lane.busy = true;
    this.#transactions++;
    void this.#carryOut(item).finally(() => {
      this.#transactions--;
      this.#done([lane], 1);
    });
  }

  #startBatch(batch: readonly { lane: Lane; items: readonly Waiting[] }[]): void {
    const items = batch.flatMap((part) => part.items);
    for (const { lane } of batch) lane.busy = true;
    this.#batches++;
    void this.#write(items).finally(() => {
      this.#batches--;
      this.#done(
        batch.map(({ lane }) => lane),
        items.length,
      );
    });
  }

  async #carryOut({ work, resolve, reject }: Waiting): Promise<void> {
    try {
      resolve((await this.#database.transaction(work)) as never);
    } catch (error) {
      reject(error);
    }
  }

  /** Should a batch fail, each is tried alone, so that only those at fault fail. */
  async #write(items: readonly Waiting[]): Promise<void> {
    try {
      const appends = items.flatMap(({ append }) => append ?? []);
      const outcomes = await appendBatch(this.#database, this.#changes, appends);
      for (const [index, { resolve }] of items.entries()) resolve(outcomes[index] as never);
    } catch (error) {
      if (items.length > 1) for (const item of items) await this.#write([item]);
      else items[0]?.reject(error);
    }
  }

  #done(lanes: readonly Lane[], answered: number): void {
    this.#unanswered -= answered;
    for (const lane of lanes) {
      lane.busy = false;
      if (lane.waiting.length > 0) this.#ready.push(lane);
      else this.#lanes.delete(lane.sessionId);
    }
    if (this.#ready.length > 0) this.#schedule();
    if (this.#unanswered === 0) for (const resolve of this.#idle.splice(0)) resolve();
  }
}

/** Appends from the head of the lane; two requests with one key never in one batch. */
function takeAppends(lane: Lane, most: number): Waiting[] {
  const keys = new Set<string>();
  let count = 0;
  for (const { append } of lane.waiting) {
    if (append === null || count >= most) break;
    const key = append.idempotency?.key;
    if (key !== undefined && keys.has(key)) break;
    if (key !== undefined) keys.add(key);
    count++;
  }
  return lane.waiting.splice(0, count);
}
