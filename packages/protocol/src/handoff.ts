import type { Json, JsonObject } from './json.ts';
import type { WaitRange } from './department.ts';
import type { SkillLevel } from './operator.ts';
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

/** What a request asks of an operator (H6.2). */
export interface Requirements {
  department: string;
  skills: SkillLevel[];
  /** ISO 639-1; null: any. */
  language: string | null;
}

/** What is not required any more, since nobody was there for it (H6.3). */
export const RELAXATIONS = ['skills', 'language', 'department'] as const;
export type Relaxation = (typeof RELAXATIONS)[number];

/** What made a handoff: kept for the operator and for analytics. */
export interface Evidence {
  /** Name of the trigger that fired, e.g. `explicit-request` or `tool:initiate_human_handoff`. */
  trigger: string;
  /** Offset of the event it fired on; null when there is none, e.g. a request over the API. */
  offset: number | null;
  /** What was measured and the threshold it passed: 0..1, or a count of turns, calls or questions; null where there is none. */
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
  kind:
    | 'order'
    | 'policy'
    | 'claim'
    | 'invoice'
    | 'email'
    | 'phone'
    | 'amount'
    | 'date'
    | 'name'
    | 'number'
    | 'url';
  /** As the customer wrote it; empty when it was put right to nothing. */
  value: string;
  /** In one form: a day as `YYYY-MM-DD`, counted from the day it was said; a phone number in E.164. */
  normal?: string | undefined;
  /** What stood here before somebody put it right. */
  before?: string | undefined;
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
  /** What the AI already answered, and what the customer says that he has tried. */
  attempted: { text: string; offset: number; by?: 'ai' | 'customer' | undefined }[];
  /** `failed`: the tool gave no result. Long arguments and results are cut; the log has all of them. */
  tools: {
    tool_id: string;
    arguments: JsonObject;
    result: Json;
    offset: number;
    failed?: boolean | undefined;
  }[];
  /** Conditions of the guidelines that matched in the turns before. */
  guidelines: string[];
  open_question: { text: string; offset: number } | null;
  customer: { id: string; name: string; metadata: Record<string, string> };
  /** What the agent knew of the customer. */
  variables: { name: string; value: Json }[];
  /** How the customer sounds now, -1 to 1, and whether that rises or falls; null when nothing shows it. */
  sentiment: { now: number; trend: 'rising' | 'steady' | 'falling' } | null;
  /** Lines that the customer or an operator has put right (H5.3): `line` is `details/<index>`, `summary`, …. */
  corrections: Correction[];
  /** Who made the summary: the embedded extract or a model. */
  summary_by: 'extract' | 'model';
  /** The whole conversation by reference: read it with `GET /sessions/{id}/events`. */
  transcript: { session_id: string; from_offset: number; to_offset: number };
}

/** Written by an operator for operators; never shown to the customer. */
export interface Note {
  author: OperatorRef;
  text: string;
  creation_utc: string;
  /** A lead's word for the holder, who is alerted to it. */
  whisper?: boolean | undefined;
}

/** One line of a package put right (H5.3). */
export interface Correction {
  /** Which line, e.g. `summary`, `intent`, `details/2`. */
  line: string;
  /** What stood there. */
  before: string;
  /** What holds; null: the line is wrong and nothing takes its place. */
  after: string | null;
  by: 'customer' | 'operator';
  author: OperatorRef | null;
  creation_utc: string;
}

/** One line of the package as its customer sees it, so that he can put it right (H5.3). */
export interface HandoffLine {
  /** What a correction calls it: `summary`, `intent`, `open_question` or `details/<index>`. */
  line: string;
  kind: 'summary' | 'intent' | 'open_question' | KeyDetail['kind'];
  /** What holds; null when the line was put right to nothing. */
  text: string | null;
  /** What stood there before it was put right; null when it never was. */
  before: string | null;
}

/** Something the company has promised (H5.1): recorded by an operator's click or the AI's tool, never guessed. */
export interface Commitment {
  id: string;
  text: string;
  /** When it is to be kept, ISO 8601; null for no date. */
  due_utc: string | null;
  /** Who recorded it; null: the AI. */
  author: OperatorRef | null;
  creation_utc: string;
  /** When it was kept or let go of; null while it is open. */
  settled_utc: string | null;
}

/** A handoff put to one operator (H6.4). */
export interface Offer {
  operator: OperatorRef;
  since_utc: string;
  /** When it goes on to the next one. */
  until_utc: string;
}

/** The time one person holds a session. */
export interface Stretch {
  /** Null: a system outside. */
  operator: OperatorRef | null;
  from_utc: string;
  to_utc: string | null;
  /** `offer`, `picked`, `takeover`, `wrote`, `transfer`. */
  how: string;
}

/** What the customer says of it afterwards (H8.5). */
export interface Rating {
  /** 1 to 5. */
  score: number;
  comment: string | null;
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
  /** Who holds it. */
  operator: OperatorRef | null;
  requirements: Requirements;
  relaxed: Relaxation[];
  offer: Offer | null;
  transfers: number;
  requeues: number;
  /** What the customer was told last of his wait. */
  wait: WaitRange | null;
  commitments_open: number;
  rating: Rating | null;
  requested_utc: string;
  /** Since when the customer waits, or waited last: the request, or the last time it was passed on or queued again. */
  waiting_since_utc: string;
  queued_utc: string | null;
  offered_utc: string | null;
  accepted_utc: string | null;
  first_human_word_utc: string | null;
  ended_utc: string | null;
  /** Seconds from `waiting_since_utc` to acceptance that the service promises. */
  service_level_seconds: number;
  /** True once the service level passed with nobody there. */
  breached: boolean;
  /** When the running timer of this stage is due; null in an end. */
  timer_due_utc: string | null;
  /** Length of its journal: of two views of it the one with more entries is newer. */
  entries: number;
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
  stretches: Stretch[];
  commitments: Commitment[];
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
  /** What the customer may choose instead of waiting. */
  alternatives?: Alternative[];
  /** Place in the queue from 1, and how long it will probably take; null when nobody can say. */
  position?: number | null;
  wait?: WaitRange | null;
}
