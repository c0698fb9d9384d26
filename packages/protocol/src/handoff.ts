import type { Json, JsonObject } from './json.ts';
import type { SessionMode } from './session.ts';

/**
 * Stages of a handoff. The first five are open, the rest are ends.
 * `requested`: the AI is silent, the customer is being told. `queued`: waits for an operator.
 * `offered`: put to one operator. `active`: an operator holds the session.
 * `returning`: on its way back to the AI.
 */
export const HANDOFF_STAGES = [
  'requested',
  'queued',
  'offered',
  'active',
  'returning',
  'resolved',
  'returned',
  'abandoned',
  'withdrawn',
  'callback',
  'email',
  'failed',
] as const;
export type HandoffStage = (typeof HANDOFF_STAGES)[number];

export const OPEN_STAGES = ['requested', 'queued', 'offered', 'active', 'returning'] as const;

/** Why a person is wanted. Applications add reasons of their own. */
export const HANDOFF_REASONS = [
  'customer_requested',
  'low_confidence',
  'high_frustration',
  'max_turns_exceeded',
  'policy_required',
  'sensitive_topic',
  'complex_issue',
  'ai_error',
  'operator_takeover',
  'api',
] as const;

/** What made a handoff: kept for the operator and for analytics. */
export interface Evidence {
  /** Name of the trigger that fired, e.g. `explicit-request` or `tool:initiate_human_handoff`. */
  trigger: string;
  /** Offset of the event it fired on; null when there is none, e.g. a request over the API. */
  offset: number | null;
  /** Score in 0..1 and the threshold it passed; null where the trigger has none. */
  score: number | null;
  threshold: number | null;
  /** The words that made it fire. */
  quote: string | null;
}

/** A person who answers customers. */
export interface OperatorRef {
  id: string;
  name: string;
}

/** One line of the context package that came out of the conversation. */
export interface KeyDetail {
  kind: 'order' | 'policy' | 'claim' | 'invoice' | 'email' | 'phone' | 'amount' | 'date' | 'name' | 'number';
  value: string;
  /** Offset of the message it was said in. */
  offset: number;
}

/** What an operator is given so that the customer repeats nothing. Shown in layers: summary, details, transcript. */
export interface ContextPackage {
  reason: string;
  evidence: Evidence[];
  /** At most three sentences: what they want, what was tried, what is open. */
  summary: string;
  intent: string | null;
  /** ISO 639-1, null when unknown. */
  language: string | null;
  details: KeyDetail[];
  /** What the AI already answered or did. */
  attempted: { text: string; offset: number }[];
  tools: { tool_id: string; arguments: JsonObject; result: Json; offset: number }[];
  /** Conditions of the guidelines that matched in the turns before. */
  guidelines: string[];
  open_question: { text: string; offset: number } | null;
  customer: { id: string; name: string; metadata: Record<string, string> };
  /** The whole conversation by reference: read it with `GET /sessions/{id}/events`. */
  transcript: { session_id: string; from_offset: number; to_offset: number };
}

/** Written by an operator for operators; never shown to the customer. */
export interface Note {
  author: OperatorRef;
  text: string;
  creation_utc: string;
}

/** What the customer may choose instead of waiting. */
export const ALTERNATIVES = ['wait', 'callback', 'email', 'ai'] as const;
export type Alternative = (typeof ALTERNATIVES)[number];

/** One request for a person, from the first signal to the return. */
export interface Handoff {
  id: string;
  session_id: string;
  agent: { id: string; name: string };
  customer: { id: string; name: string };
  stage: HandoffStage;
  reason: string;
  evidence: Evidence[];
  /** One to three sentences, the first layer of the package. */
  summary: string;
  /** Higher goes first. */
  priority: number;
  /** Place in the queue from 1; null when it is not waiting. */
  position: number | null;
  operator: OperatorRef | null;
  requested_utc: string;
  queued_utc: string | null;
  accepted_utc: string | null;
  first_human_word_utc: string | null;
  ended_utc: string | null;
  /** Seconds from request to acceptance that the service promises. */
  service_level_seconds: number;
  /** True once the service level passed with nobody there. */
  breached: boolean;
  /** When the running timer of this stage is due; null in an end. */
  timer_due_utc: string | null;
  /** How it ended, in the operator's words, e.g. `solved`. */
  disposition: string | null;
  /** What was decided or agreed: told to the AI as a fact on return. */
  outcome: string | null;
  /** Where to reach the customer when he chose a callback or an e-mail. */
  contact: { kind: 'callback' | 'email'; address: string; at: string | null } | null;
}

/** One entry of a handoff's journal, which only operators read. */
export interface JournalEntry {
  seq: number;
  type: string;
  creation_utc: string;
  data: JsonObject;
}

/** A handoff with everything an operator sees before he opens the transcript. */
export interface HandoffDetail extends Handoff {
  package: ContextPackage;
  notes: Note[];
  journal: JournalEntry[];
}

/** `data` of the `custom` events from `system` with which a session's log tells of a handoff. */
export interface HandoffEventData {
  /** `handoff.requested`, `.queued`, `.delayed`, `.accepted`, `.resolved`, `.returned`, `.withdrawn`, …, or `mode.changed`. */
  type: string;
  handoff_id: string | null;
  stage: HandoffStage | null;
  mode: SessionMode;
  /** Raised by every change of holder or mode; an AI event of an older epoch is refused. */
  epoch: number;
  /** Who may speak for the company: the AI, a person, an outside system, or nobody yet. */
  holder: { kind: 'ai' | 'operator' | 'external' | 'none'; name: string | null };
  /** With `handoff.delayed`: what the customer may choose instead of waiting. */
  alternatives?: Alternative[];
}
