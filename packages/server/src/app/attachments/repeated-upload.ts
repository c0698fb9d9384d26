import { createHash } from 'node:crypto';
import { attachmentView } from '../../core/attachment/attachment-record.ts';
import type { AttachmentRecord } from '../../core/attachment/attachment-record.ts';
import type { Idempotency } from '../../ports/session-store.ts';
import type { Incoming } from './incoming.ts';
import type { UploadOutcome } from './upload.ts';

/** A key that has been used: answered with the file it stands for, if the same bytes come under the same name. */
export async function repeatedUpload(
  earlier: { readonly record: AttachmentRecord; readonly fingerprint: string },
  { fingerprint }: Idempotency,
  incoming: Incoming,
): Promise<UploadOutcome> {
  const { record } = earlier;
  if (earlier.fingerprint !== fingerprint) return { type: 'idempotency-mismatch' };
  if (record.state === 'storing') return { type: 'busy' };
  const hash = createHash('sha256');
  for await (const chunk of incoming.bytes()) hash.update(chunk);
  if (hash.digest('base64url') !== record.digest) return { type: 'idempotency-mismatch' };
  return { type: 'stored', attachment: attachmentView(record) };
}
