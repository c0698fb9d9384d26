import type { Json, JsonObject } from '@baton/protocol';
import type { AgentRecord, CustomerRecord } from '../ports/directory-store.ts';

/** Something said, as the engine sees it. `human`: a person of the company spoke. */
export interface HistoryMessage {
  readonly type: 'message';
  readonly author: 'customer' | 'ai' | 'human' | 'system';
  readonly name: string;
  /** Of a message that moderation flagged: a note that says so, in place of what was said. */
  readonly text: string;
  readonly offset: number;
  readonly flagged?: boolean;
}

/** A tool call of an earlier turn. */
export interface HistoryToolCall {
  readonly type: 'tool';
  readonly toolId: string;
  readonly arguments: JsonObject;
  readonly data: Json;
  readonly offset: number;
}

export type HistoryEntry = HistoryMessage | HistoryToolCall;

/**
 * The last time a person held the session, given as facts and not as instructions (H8.4). `outcome` is what
 * the person recorded as decided or agreed; `messages` what was said meanwhile, oldest first.
 */
export interface StretchFacts {
  readonly operatorName: string | null;
  readonly beganOffset: number;
  readonly endedOffset: number;
  readonly outcome: string | null;
  readonly messages: readonly HistoryMessage[];
}

/** What is known of a conversation when a turn begins: all that an author's functions are given. */
export interface ConversationContext {
  readonly sessionId: string;
  readonly traceId: string;
  readonly agent: AgentRecord;
  readonly customer: CustomerRecord;
  /** The newest part of the conversation, oldest first. */
  readonly history: readonly HistoryEntry[];
  /** The customer message this turn answers; null when the turn was started without one (greeting, trigger). */
  readonly latest: HistoryMessage | null;
  /** Instructions for this turn alone, e.g. from `POST events {source: ai_agent, guidelines}`. */
  readonly instructions: readonly string[];
  readonly stretch: StretchFacts | null;
  /** Aborts when a newer message, a person or a shutdown cancels the turn. */
  readonly signal: AbortSignal;
}
