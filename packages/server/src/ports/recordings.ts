import type { RecordedConversation } from '../core/triggers/replay/recorded-conversation.ts';

/** Recordings that cannot be read; the message says what and where. */
export class RecordingError extends Error {}

/** Port: conversations of the past, for trying a policy on them (H4.6). */
export interface Recordings extends AsyncDisposable {
  /** Oldest first, those of one agent where one is named, a few at a time in memory. Throws a RecordingError. */
  conversations(agentId: string | null): AsyncIterable<RecordedConversation>;
}
