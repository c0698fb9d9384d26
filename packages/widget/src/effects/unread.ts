import type { ChatState } from '../state/chat-state.ts';
import type { MessageEntry } from '../state/log-entry.ts';

/** What others have said from the offset `from` on. */
export function messagesSince({ entries }: Pick<ChatState, 'entries'>, from: number): MessageEntry[] {
  return entries.filter(
    (entry): entry is MessageEntry =>
      entry.kind === 'message' && entry.offset >= from && entry.speaker !== 'customer',
  );
}
