import type { RemoteChange, RemoteChanges } from '../../../ports/remote-changes.ts';
import type { Subscription, WakeUps } from '../../../ports/wake-ups.ts';
import type { PostgresDatabase } from '../postgres-database.ts';
import type { ChangeBus } from './change-bus.ts';
import { readBody, readTelling } from './change.ts';
import { readBodies, readChanges, startCursor } from './read-changes.ts';
import type { ChangeCursor } from './read-changes.ts';
import { SeenKeys } from './seen-keys.ts';

export interface ChangeFeedOptions {
  readonly database: PostgresDatabase;
  readonly bus: ChangeBus;
  readonly wakeUps: WakeUps;
  /** Whose changes are not told here. */
  readonly writer: string;
  readonly kept?: KeptRecords;
}

/** What stores keep of what they have read. It hears of each change before anybody who reads again because of it. */
export interface KeptRecords {
  forgetSession(id: string): void;
  forgetRecord(change: RemoteChange): void;
  forgetAll(): void;
}

/** What the bus has lost is made good within this time. */
const POLL_MS = 900;
/** Another reading is begun beside one that has not answered for so long; the late answer counts for nothing. */
const LATE_POLL_MS = 5000;
/** No writer is called so. */
const NOBODY = '';
/** Rows that one statement forgets: however many are left of a time in which nobody trimmed, it ends in time. */
const MOST_TRIMMED = 20_000;
/** A commit that is still in the network when its connection is given up is done, or undone, within so many readings. */
const LOST_FOR_POLLS = 60;
/** Keys are kept for two of these: what comes in both ways comes within seconds. */
const AGE_EACH_POLLS = 30;

/**
 * Hears what other nodes have written, from the bus at once and from the table each second: sessions wake their readers
 * here, anything else is told to who subscribes. A change is told once it can be read, however long other
 * transactions take.
 */
export class ChangeFeed implements RemoteChanges, AsyncDisposable {
  readonly #options: ChangeFeedOptions;
  readonly #listeners = new Set<(change: RemoteChange) => void>();
  readonly #seen = new SeenKeys();
  #cursor: ChangeCursor;
  #timer: NodeJS.Timeout | undefined;
  /** Which reading is under way; null: none. One that is not this any more is late. */
  #reading: object | null = null;
  /** Asked for while one was under way, which may have begun too early. */
  #again = false;
  #polls = 0;
  /** The answer to a write was lost, and nobody has been told yet. */
  #lost = false;
  /** Readings in which one's own changes count as those of others: the answers to some of them were lost. */
  #ownPolls = 0;
  /** The last reading has failed. */
  #mayHaveCrashed = false;
  #ended = false;

  private constructor(options: ChangeFeedOptions, cursor: ChangeCursor) {
    this.#options = options;
    this.#cursor = cursor;
  }

  /** Whatever is committed once it has resolved is told. */
  static async start(options: ChangeFeedOptions): Promise<ChangeFeed> {
    const feed = new ChangeFeed(options, await startCursor(options.database));
    feed.#later();
    await options.bus.listen({
      heard: (telling) => feed.#hear(telling),
      connected: () => feed.#poll(),
    });
    return feed;
  }

  subscribe(listener: (change: RemoteChange) => void): Subscription {
    this.#listeners.add(listener);
    return { cancel: () => this.#listeners.delete(listener) };
  }

  async trim(olderThan: number): Promise<void> {
    const { database } = this.#options;
    // First: who reads while they go knows that some have gone.
    const [trimmed] = await database.statement<{ until: string }>(
      `UPDATE change_feed SET trimmed_until = clock_timestamp() - $1 * interval '1 millisecond'
       RETURNING trimmed_until::text AS until`,
      olderThan,
    );
    if (trimmed === undefined) return;
    for (let gone = MOST_TRIMMED; gone === MOST_TRIMMED && !this.#ended;)
      gone = await database.run(
        `DELETE FROM change WHERE (writer, seq) IN
           (SELECT writer, seq FROM change WHERE at < $1::timestamptz ORDER BY at LIMIT $2)`,
        trimmed.until,
        MOST_TRIMMED,
      );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#ended = true;
    clearTimeout(this.#timer);
    await this.#options.bus[Symbol.asyncDispose]();
  }

  #hear(telling: string): void {
    const note = readTelling(telling);
    if (note === null || note.writer === this.#options.writer || this.#ended) return;
    const key = keyOf(note.writer, note.seq);
    if (note.body !== '') {
      if (this.#seen.add(key)) this.#tell(note.body);
    } else if (!this.#seen.has(key)) this.#poll();
  }

  #poll(): void {
    if (this.#ended) return;
    if (this.#reading !== null) this.#again = true;
    else void this.#read();
  }

  #later(): void {
    clearTimeout(this.#timer);
    if (!this.#ended) this.#timer = setTimeout(() => void this.#read(), POLL_MS);
  }

  async #read(): Promise<void> {
    const reading = {};
    this.#reading = reading;
    this.#again = false;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#read(), LATE_POLL_MS);
    try {
      await this.#catchUp(() => this.#reading === reading && !this.#ended);
      this.#mayHaveCrashed = false;
    } catch {
      // The next one reads from where the last one that answered has ended.
      this.#mayHaveCrashed = true;
      // Nobody knows what has been missed since.
      this.#options.kept?.forgetAll();
    }
    if (this.#reading !== reading || this.#ended) return;
    this.#reading = null;
    if (this.#again) void this.#read();
    else this.#later();
  }

  async #catchUp(isWanted: () => boolean): Promise<void> {
    const { database, writer } = this.#options;
    // A node's own changes are not told to it; of one that was lost without an answer it knows no other way.
    if (database.takeLost()) this.#lost = true;
    if (this.#lost) this.#ownPolls = LOST_FOR_POLLS;
    else if (this.#ownPolls > 0) this.#ownPolls--;
    const { cursor, fresh, missed } = await readChanges(
      database,
      this.#cursor,
      this.#ownPolls > 0 ? NOBODY : writer,
      { mayHaveCrashed: this.#mayHaveCrashed },
    );
    if (!isWanted()) return;
    if (this.#lost || missed) {
      this.#lost = false;
      this.#cursor = cursor;
      this.#tellEverything();
      return;
    }
    const unseen = fresh.filter(([from, seq]) => !this.#seen.has(keyOf(from, seq)));
    const notes = unseen.length === 0 ? [] : await readBodies(database, unseen);
    if (!isWanted()) return;
    this.#cursor = cursor;
    if (++this.#polls % AGE_EACH_POLLS === 0) this.#seen.age();
    // Some may have been heard while they were read.
    for (const { writer: from, seq, body } of notes) if (this.#seen.add(keyOf(from, seq))) this.#tell(body);
  }

  #tell(body: string): void {
    const change = readBody(body);
    if (change === null) return;
    const { kept, wakeUps } = this.#options;
    for (const [sessionId] of change.sessions) kept?.forgetSession(sessionId);
    for (const record of change.records) kept?.forgetRecord(record);
    for (const [sessionId, handoffId] of change.sessions) wakeUps.notify(sessionId, handoffId, 'elsewhere');
    for (const record of change.records) this.#tellListeners(record);
  }

  #tellEverything(): void {
    this.#options.kept?.forgetAll();
    this.#tellListeners({ topic: 'everything' });
    this.#options.wakeUps.notifyAll();
  }

  #tellListeners(change: RemoteChange): void {
    for (const listener of this.#listeners) listener(change);
  }
}

function keyOf(writer: string, seq: number): string {
  return `${writer} ${seq}`;
}
