import type { Attachment } from '@baton/protocol';
import { formatTime } from '../time.ts';

/**
 * `storing`: its bytes are on the way. `stored`: they are there, no message names it yet. `sent`: a message does.
 * `removed`: it is gone for everybody, and its bytes are still to be removed.
 */
export type AttachmentState = 'storing' | 'stored' | 'sent' | 'removed';

/** A file of a session as the store keeps it. */
export interface AttachmentRecord {
  readonly id: string;
  readonly sessionId: string;
  readonly name: string;
  /** Media type by its content. */
  readonly type: string;
  /** Bytes; while they arrive what is set aside for them. */
  readonly size: number;
  readonly by: Attachment['by'];
  /** Microseconds since 1970. */
  readonly at: number;
  readonly state: AttachmentState;
  /** SHA-256 of its bytes, base64url; null while they arrive. */
  readonly digest: string | null;
}

export function attachmentView(record: AttachmentRecord): Attachment {
  const { id, name, type, size, at, by } = record;
  return { id, name, type, size, creation_utc: formatTime(at), by };
}
