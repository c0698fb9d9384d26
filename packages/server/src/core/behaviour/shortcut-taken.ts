import type { CannedReplyRecord } from './canned-reply-record.ts';

/** The reply that has this shortcut already, in whatever letters, in the same department or for all; null: none has. */
export function shortcutTaken(
  replies: readonly CannedReplyRecord[],
  { id, shortcut, department }: Pick<CannedReplyRecord, 'id' | 'shortcut' | 'department'>,
): CannedReplyRecord | null {
  const wanted = fold(shortcut);
  return (
    replies.find(
      (reply) => reply.id !== id && reply.department === department && fold(reply.shortcut) === wanted,
    ) ?? null
  );
}

function fold(shortcut: string): string {
  return shortcut.normalize('NFKC').toLowerCase();
}
