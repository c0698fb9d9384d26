import type {
  RecalledSession,
  SessionRecord,
  SessionWrite,
  WriteOutcome,
} from '../../ports/session-store.ts';
import { RecentCache } from '../sql/recent-cache.ts';

const CACHED_SESSIONS = 10_000;

/** A record whose log moves on in place: one object a session instead of one an append. */
type Cached = Omit<SessionRecord, Moving> & { -readonly [K in Moving]: SessionRecord[K] };
type Moving = 'nextOffset' | 'lastMessageOffset' | 'lastCustomerOffset';

/**
 * Records of the sessions used lately, so that neither an append nor a look at an unchanged log needs a query:
 * one costs 10 µs and more while others write, because a connection drops its pages whenever the file has changed.
 *
 * The process is the only one that writes, and outcomes arrive in the order of the commits. So a record that
 * every outcome has passed through is never older than what has been acknowledged. A record just read may hold
 * writes whose outcomes are still on their way; they change nothing that is not so already.
 */
export class SessionCache {
  readonly #records = new RecentCache<Cached>(CACHED_SESSIONS);

  /** A copy: what is cached moves on with every append. */
  get(id: string): SessionRecord | undefined {
    const record = this.#records.get(id);
    return record === undefined ? undefined : { ...record };
  }

  /** Without what moves on. */
  recall(id: string): RecalledSession | undefined {
    return this.#records.get(id);
  }

  set(record: SessionRecord): void {
    this.#records.set(record.id, { ...record });
  }

  delete(id: string): void {
    this.#records.delete(id);
  }

  clear(): void {
    this.#records.clear();
  }

  /** To be called with every outcome, in order. A write that did more than append is read again. */
  follow(write: SessionWrite, outcome: WriteOutcome): void {
    if (outcome.type !== 'committed') return;
    const record = this.#records.get(write.sessionId);
    if (record === undefined) return;
    if (onlyAppends(write)) append(record, write, outcome.firstOffset);
    else this.#records.delete(record.id);
  }
}

function onlyAppends(write: SessionWrite): boolean {
  return (
    write.deleteFrom === undefined &&
    write.patch === undefined &&
    write.control === undefined &&
    write.handoff === undefined
  );
}

function append(record: Cached, { events }: SessionWrite, firstOffset: number): void {
  for (const [index, { kind, source }] of events.entries()) {
    const offset = firstOffset + index;
    record.nextOffset = Math.max(record.nextOffset, offset + 1);
    if (kind !== 'message') continue;
    record.lastMessageOffset = Math.max(record.lastMessageOffset, offset);
    if (source === 'customer') record.lastCustomerOffset = Math.max(record.lastCustomerOffset, offset);
  }
}
