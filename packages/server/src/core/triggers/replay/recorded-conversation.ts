/** A message of a conversation that is over, or has come so far. Times are microseconds since 1970. */
export interface RecordedMessage {
  readonly author: 'customer' | 'ai' | 'person' | 'system';
  readonly text: string;
  readonly offset: number;
  /** Null where it was not recorded. */
  readonly at: number | null;
}

/** What the record of a turn tells of its answer. */
export interface RecordedAnswer {
  /** Offset of the customer's message that was answered. */
  readonly answers: number;
  /** 0..1. */
  readonly confidence: number;
  /** Turns in a row without progress. */
  readonly stalled: number;
}

export interface RecordedConversation {
  readonly id: string;
  readonly agentId: string | null;
  /** What somebody has judged: a person was needed, or was not; null where nobody has. */
  readonly label: boolean | null;
  /** Oldest first. */
  readonly messages: readonly RecordedMessage[];
  readonly calls: readonly { readonly tool: string; readonly failed: boolean; readonly offset: number }[];
  readonly answers: readonly RecordedAnswer[];
  /** The first time a person was asked for, and by which trigger. */
  readonly request: { readonly offset: number; readonly trigger: string; readonly reason: string } | null;
  /** When a person first took it, or wrote in it, or was promised instead (a callback, an e-mail). */
  readonly contact: { readonly offset: number; readonly at: number | null } | null;
}
