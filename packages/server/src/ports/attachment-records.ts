import type { AttachmentRecord } from '../core/attachment/attachment-record.ts';
import type { Idempotency } from './session-store.ts';

export interface NewAttachment extends Omit<AttachmentRecord, 'state' | 'digest'> {
  readonly idempotency?: Idempotency | undefined;
}

/** What one session may hold. */
export interface SessionRoom {
  readonly files: number;
  readonly bytes: number;
}

export type BeginOutcome = 'begun' | 'no-session' | 'full' | 'repeated';

/** Port: what is known of attachments. Writes resolve once they are durable. */
export interface AttachmentRecords {
  /** Sets room aside for one whose bytes are about to arrive. `repeated`: its key has been used in this session. */
  begin(attachment: NewAttachment, room: SessionRoom): Promise<BeginOutcome>;
  /** Its bytes are durable; false when it is gone meanwhile. */
  finish(id: string, facts: { readonly size: number; readonly digest: string }): Promise<boolean>;
  /** One that did not arrive: its bytes are to be removed. */
  discard(id: string): Promise<void>;

  /** Null for one that is removed or of another session. */
  read(sessionId: string, id: string): Promise<AttachmentRecord | null>;
  readRepeated(
    sessionId: string,
    key: string,
  ): Promise<{ readonly record: AttachmentRecord; readonly fingerprint: string } | null>;

  /** What was begun before `until`, microseconds since 1970, and is still on the way is removed. */
  abandon(until: number): Promise<void>;
  /** What was stored before `until`, microseconds since 1970, and is named by no message, is removed. */
  expire(until: number): Promise<void>;
  /** Ids of those whose bytes are still to be removed. */
  listRemoved(limit: number): Promise<string[]>;
  /** Their bytes are gone. */
  forget(ids: readonly string[]): Promise<void>;
}
