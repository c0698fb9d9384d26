import type { Attachment } from '@baton/protocol';
import type { Idempotency } from '../../ports/session-store.ts';
import type { CutShort } from './incoming.ts';

export interface Upload {
  readonly sessionId: string;
  /** As the sender calls it. */
  readonly name: string;
  readonly by: Attachment['by'];
  readonly bytes: AsyncIterable<Uint8Array>;
  /** What the sender says; null: nothing. */
  readonly length: number | null;
  readonly idempotency: Idempotency | undefined;
}

export type UploadOutcome =
  | { readonly type: 'stored'; readonly attachment: Attachment }
  | { readonly type: 'no-session' | 'empty' | 'unsupported' | 'full' | 'busy' | 'idempotency-mismatch' }
  | { readonly type: 'cut-short'; readonly why: CutShort }
  | { readonly type: 'failed' };
