import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { SessionMode } from '@baton/protocol';
import type { Control, Holder } from '../../core/control.ts';
import { COUNT_SESSION } from './analytics/follow-for-analytics.ts';

/** The part of a session's row that an append reads and moves. */
export interface SessionHead {
  readonly key: number;
  next: number;
  control: Control;
  revision: number;
  lastCustomer: number;
  lastMessage: number;
  answered: number;
  /** Whether the figures count it: the customer had written when it was last stored. */
  counted: boolean;
  dirty: boolean;
}

interface HeadRow {
  key: number;
  next_offset: number;
  mode: SessionMode;
  holder: string;
  epoch: number;
  revision: number;
  last_customer_offset: number;
  last_message_offset: number;
  answered_offset: number;
}

const CACHED_HEADS = 20_000;

/**
 * Heads of the sessions written to lately. The writer thread is the only writer, so a cached head is the truth;
 * a session that gets many events in a batch costs one UPDATE. After a rollback the cache must be cleared.
 */
export class SessionHeads {
  readonly #cache = new Map<string, SessionHead>();
  readonly #dirty = new Set<SessionHead>();
  readonly #read: StatementSync;
  readonly #write: StatementSync;
  readonly #count: StatementSync;

  constructor(db: DatabaseSync) {
    this.#read = db.prepare(
      `SELECT key, next_offset, mode, holder, epoch, revision, last_customer_offset, last_message_offset,
              answered_offset
         FROM session WHERE id = ?`,
    );
    this.#write = db.prepare(
      `UPDATE session SET next_offset = ?, mode = ?, holder = ?, epoch = ?, revision = ?, last_customer_offset = ?,
              last_message_offset = ?, answered_offset = ?
        WHERE key = ?`,
    );
    this.#count = db.prepare(COUNT_SESSION);
  }

  get(id: string): SessionHead | null {
    const cached = this.#cache.get(id);
    if (cached !== undefined) return cached;
    const row = this.#read.get(id) as HeadRow | undefined;
    if (row === undefined) return null;
    const head: SessionHead = {
      key: row.key,
      next: row.next_offset,
      control: { mode: row.mode, holder: JSON.parse(row.holder) as Holder, epoch: row.epoch },
      revision: row.revision,
      lastCustomer: row.last_customer_offset,
      lastMessage: row.last_message_offset,
      answered: row.answered_offset,
      counted: row.last_customer_offset >= 0,
      dirty: false,
    };
    this.#cache.set(id, head);
    return head;
  }

  touch(head: SessionHead): void {
    if (head.dirty) return;
    head.dirty = true;
    this.#dirty.add(head);
  }

  /** Writes what has changed. Call before COMMIT. */
  flush(): void {
    for (const head of this.#dirty) {
      this.#write.run(
        head.next,
        head.control.mode,
        JSON.stringify(head.control.holder),
        head.control.epoch,
        head.revision,
        head.lastCustomer,
        head.lastMessage,
        head.answered,
        head.key,
      );
      const counts = head.lastCustomer >= 0;
      if (counts !== head.counted) this.#count.run(counts ? 1 : -1, head.key);
      head.counted = counts;
      head.dirty = false;
    }
    this.#dirty.clear();
    if (this.#cache.size > CACHED_HEADS) this.#cache.clear();
  }

  forget(id: string): void {
    const head = this.#cache.get(id);
    if (head !== undefined) this.#dirty.delete(head);
    this.#cache.delete(id);
  }

  /** Call after a rollback: what the heads say did not happen. */
  clear(): void {
    this.#cache.clear();
    this.#dirty.clear();
  }
}
