import type { HandoffStage, Json, JsonObject, KeyDetail } from '@baton/protocol';
import type { AgentRecord, CustomerRecord } from '../ports/directory-store.ts';

/** Something said, as the engine sees it. `human`: a person of the company spoke. */
export interface HistoryMessage {
  readonly type: 'message';
  readonly author: 'customer' | 'ai' | 'human' | 'system';
  readonly name: string;
  /** Of a message that moderation flagged: a note that says so, in place of what was said. */
  readonly text: string;
  readonly offset: number;
  /** Names of files that were sent with it, or in place of words: the text is then ''. Nobody has read them. */
  readonly files?: readonly string[];
  readonly flagged?: boolean;
  /** It was shown as the AI's; a person of the company wrote it. */
  readonly onBehalf?: boolean;
}

/** A tool call of an earlier turn. */
export interface HistoryToolCall {
  readonly type: 'tool';
  readonly toolId: string;
  readonly arguments: JsonObject;
  readonly data: Json;
  readonly offset: number;
  /** The person of the company who ran it; absent: the AI did. */
  readonly by?: string;
}

export type HistoryEntry = HistoryMessage | HistoryToolCall;

/** Something the company promised the customer, as it was recorded. */
export interface CommitmentFact {
  readonly text: string;
  /** ISO 8601; null for no date. */
  readonly due: string | null;
  /** It has been kept, or let go of. */
  readonly settled: boolean;
  /** Who recorded it; null: the AI's own tool. */
  readonly by: string | null;
}

/** An order number, an address, a date or the like that was given while a person held the session. */
export interface StretchDetail {
  readonly kind: KeyDetail['kind'];
  readonly value: string;
  readonly by: 'customer' | 'person';
}

/** Something that a person did with one of the author's tools while he held the session. */
export interface ActionFact {
  readonly toolId: string;
  /** Who did it; null where it does not show. */
  readonly by: string | null;
  readonly arguments: JsonObject;
  readonly data: Json;
  /** It was tried and gave no result. */
  readonly failed: boolean;
}

/**
 * The last time a person held the session, given as facts and not as instructions (H8.4). `outcome` is what
 * the person recorded as decided or agreed; `messages` what was said meanwhile, oldest first.
 */
export interface StretchFacts {
  /** Who held it last. */
  readonly operatorName: string | null;
  /** Everybody who held it, in order: more than one where it was passed on. */
  readonly people: readonly string[];
  /** When the first of them came, and when the last gave it back. ISO 8601. */
  readonly began: string;
  readonly ended: string;
  readonly beganOffset: number;
  readonly endedOffset: number;
  /** How it ended, e.g. `resolved` or `returned`. */
  readonly end: HandoffStage;
  readonly disposition: string | null;
  readonly outcome: string | null;
  readonly commitments: readonly CommitmentFact[];
  /** What was given meanwhile and need not be asked for again. */
  readonly details: readonly StretchDetail[];
  /** What was done meanwhile, oldest first; absent: nothing. */
  readonly actions?: readonly ActionFact[];
  readonly messages: readonly HistoryMessage[];
}

/** What is left of an earlier time a person held the session. */
export interface PastStretch {
  readonly operatorName: string | null;
  readonly ended: string;
  readonly end: HandoffStage;
  readonly disposition: string | null;
  readonly outcome: string | null;
  readonly commitments: readonly CommitmentFact[];
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
  /** Customer messages up to this offset have an answer, by a turn, a person or the end of a handoff; -1: none has. */
  readonly answeredUpTo: number;
  /** Instructions for this turn alone, e.g. from `POST events {source: ai_agent, guidelines}`. */
  readonly instructions: readonly string[];
  readonly stretch: StretchFacts | null;
  /** Those before it that left something to know, oldest first. */
  readonly pastStretches: readonly PastStretch[];
  /**
   * Up to this offset a request for a person has dealt with what was written, whether or not one came; -1: none has.
   * What calls for a person is looked for behind it only (H8.4).
   */
  readonly dealtWith: number;
  /** Aborts when a newer message, a person or a shutdown cancels the turn. */
  readonly signal: AbortSignal;
}
