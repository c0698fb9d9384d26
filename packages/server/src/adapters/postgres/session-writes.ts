import type { WriteOutcome } from '../../ports/session-store.ts';
import type { WriteCounts } from '../../ports/write-counts.ts';
import { OverloadedError } from '../../ports/store-errors.ts';
import { appendBatch } from './append-batch.ts';
import { OneAppend } from './append-one.ts';
import type { Append, AppendOutcome } from './append-row.ts';
import type { ChangeWriter } from './changes/change-writer.ts';
import { isOfStatement } from './database-fault.ts';
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
  /** Another process has the session: the next append waits for it, outside of any batch. */
  blocked: boolean;
}

interface Part {
  readonly lane: Lane;
  readonly items: readonly Waiting[];
}

/** More batches at once would only wait for each other's sync. */
const BATCHES_AT_ONCE = 3;
const MOST_IN_BATCH = 512;
/**
 * For each batch under way so many must wait before one more begins beside it: small ones cost the database and this
 * process more for each append than the wait for a sync saves. With 256 clients: 0.53 of what bare HTTP does, not 0.45.
 */
const LEAST_BESIDE = 64;
/** Nobody waits longer than this for a batch that does not end. */
const LATE_MS = 20;
/** Of the pool's connections some are left to those who read. */
const TRANSACTIONS_AT_ONCE = 10;
/** Fewer still for what waits for other processes: a session that a stopped one has is free again after seconds. */
const BLOCKED_AT_ONCE = 4;
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
  readonly #one: OneAppend;
  readonly #lanes = new Map<string, Lane>();
  /** Lanes with something to do that nothing is done in. */
  #ready: Lane[] = [];
  #unanswered = 0;
  #batches = 0;
  #transactions = 0;
  #blocked = 0;
  #scheduled = false;
  #late: NodeJS.Timeout | null = null;
  #idle: (() => void)[] = [];

  constructor(database: PostgresDatabase, changes: ChangeWriter) {
    this.#database = database;
    this.#changes = changes;
    this.#one = new OneAppend(database, changes);
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
      if (lane === undefined)
        this.#lanes.set(sessionId, (lane = { sessionId, waiting: [], busy: false, blocked: false }));
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
  #start(isLate = false): void {
    const isEnough = isLate || this.#ready.length >= this.#batches * LEAST_BESIDE;
    const left: Lane[] = [];
    let batch: Part[] = [];
    let size = 0;
    for (const lane of this.#ready) {
      const [first] = lane.waiting;
      if (first === undefined) continue;
      if (first.append === null) {
        if (this.#transactions < TRANSACTIONS_AT_ONCE) this.#startTransaction(lane);
        else left.push(lane);
      } else if (lane.blocked) {
        if (this.#blocked < BLOCKED_AT_ONCE) this.#startBlocked(lane);
        else left.push(lane);
      } else if (isEnough && this.#batches < BATCHES_AT_ONCE) {
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
    if (!isEnough) this.#startLate();
    if (batch.length > 0) this.#startBatch(batch);
  }

  #startLate(): void {
    if (this.#late !== null) return;
    this.#late = setTimeout(() => {
      this.#late = null;
      this.#start(true);
    }, LATE_MS);
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

  #startBlocked(lane: Lane): void {
    const item = lane.waiting.shift();
    if (item === undefined) return;
    lane.busy = true;
    this.#blocked++;
    const part = { lane, items: [item] };
    void this.#writeParts([part], true).finally(() => this.#blocked--);
  }

  #startBatch(batch: readonly Part[]): void {
    for (const { lane } of batch) lane.busy = true;
    this.#batches++;
    void this.#writeParts(batch, false).finally(() => this.#batches--);
  }

  async #carryOut({ work, resolve, reject }: Waiting): Promise<void> {
    try {
      resolve((await this.#database.transaction(work)) as never);
    } catch (error) {
      reject(error);
    }
  }

  /** Resolves with those that were left because another process has their session. */
  async #write(items: readonly Waiting[], waits: boolean): Promise<Set<Waiting>> {
    const locked = new Set<Waiting>();
    try {
      const outcomes = await this.#append(items, waits);
      for (const [index, item] of items.entries()) {
        const outcome = outcomes[index];
        if (outcome?.type === 'locked') locked.add(item);
        else item.resolve(outcome as never);
      }
    } catch (error) {
      // Each is tried alone, so that only those at fault fail. Were it the connection that broke, all might be written.
      if (items.length > 1 && isOfStatement(error)) return this.#writeEach(items);
      for (const { reject } of items) reject(error);
    }
    return locked;
  }

  /** What follows one that was left is left too: they stay in order. */
  async #writeEach(items: readonly Waiting[]): Promise<Set<Waiting>> {
    const locked = new Set<Waiting>();
    const sessions = new Set<string>();
    for (const item of items) {
      const { sessionId = '' } = item.append ?? {};
      if (!sessions.has(sessionId) && (await this.#write([item], false)).size === 0) continue;
      sessions.add(sessionId);
      locked.add(item);
    }
    return locked;
  }

  async #append(items: readonly Waiting[], waits: boolean): Promise<AppendOutcome[]> {
    const appends = items.flatMap(({ append }) => append ?? []);
    const [first, second] = appends;
    if (first !== undefined && second === undefined) return [await this.#one.append(first, waits)];
    return appendBatch(this.#database, this.#changes, appends);
  }

  async #writeParts(parts: readonly Part[], waits: boolean): Promise<void> {
    const locked = await this.#write(
      parts.flatMap(({ items }) => items),
      waits,
    );
    let answered = 0;
    for (const { lane, items } of parts) {
      const left = items.filter((item) => locked.has(item));
      lane.waiting.unshift(...left);
      lane.blocked = left.length > 0;
      answered += items.length - left.length;
    }
    this.#done(
      parts.map(({ lane }) => lane),
      answered,
    );
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

/** Appends from the head of the lane: one with a key alone, those without one while they are for the same revision. */
function takeAppends(lane: Lane, most: number): Waiting[] {
  const first = lane.waiting[0]?.append;
  let count = 0;
  for (const { append } of lane.waiting) {
    if (append === null || count >= most) break;
    const isAlone = append.idempotency !== undefined || first?.idempotency !== undefined;
    if (count > 0 && (isAlone || append.revision !== first?.revision)) break;
    count++;
  }
  return lane.waiting.splice(0, count);
}
