import { z } from 'zod';
import { CANDIDATE_KINDS } from './candidate-kind.ts';
import type { CandidateKind } from './candidate-kind.ts';
import { ActAsSchema } from './handoff-request.ts';
import type { ActAs } from './handoff-request.ts';

export { CANDIDATE_KINDS } from './candidate-kind.ts';
export type { CandidateKind } from './candidate-kind.ts';

/** `proposed`: waits for a lead. `undone`: was approved, and what it made has been taken back. */
export const CANDIDATE_STATES = ['proposed', 'approved', 'rejected', 'undone'] as const;
export type CandidateState = (typeof CANDIDATE_STATES)[number];

/** What the AI would be given. */
export interface CandidateContent {
  /** Of an article its title; of a guideline its condition; of a canned response the question it is near to. */
  title: string;
  /** Of an article its body; of a guideline its action; of a canned response its text. */
  text: string;
}

/** An operator's answer that the AI may learn: used only when a lead has approved it. */
export interface Candidate {
  id: string;
  kind: CandidateKind;
  state: CandidateState;
  /** Id of the agent that would learn it. */
  agent_id: string;
  content: CandidateContent;
  /** Where it comes from: the customer's question and the person's answer. */
  source: {
    session_id: string;
    handoff_id: string | null;
    question_offset: number | null;
    answer_offset: number;
    question: string;
    answer: string;
  };
  proposed_by: { id: string; name: string };
  decided_by: { id: string; name: string } | null;
  creation_utc: string;
  decided_utc: string | null;
  /** Id of the article, canned response or guideline that approval made. */
  made_id: string | null;
}
const person = z.object({ id: z.string(), name: z.string() });
export const CandidateSchema: z.ZodType<Candidate> = z.object({
  id: z.string(),
  kind: z.enum(CANDIDATE_KINDS),
  state: z.enum(CANDIDATE_STATES),
  agent_id: z.string(),
  content: z.object({ title: z.string(), text: z.string() }),
  source: z.object({
    session_id: z.string(),
    handoff_id: z.string().nullable(),
    question_offset: z.int().nullable(),
    answer_offset: z.int(),
    question: z.string(),
    answer: z.string(),
  }),
  proposed_by: person,
  decided_by: person.nullable(),
  creation_utc: z.string(),
  decided_utc: z.string().nullable(),
  made_id: z.string().nullable(),
});

/** `POST /candidates`: by an operator, on a message that a person wrote. */
export interface ProposeCandidate extends ActAs {
  session_id: string;
  /** Offset of the person's message. */
  answer_offset: number;
  kind: CandidateKind;
  /** Default: made from the question and the answer. */
  content?: CandidateContent | undefined;
}
const content: z.ZodType<CandidateContent> = z.object({
  title: z.string().trim().min(1).max(1000),
  text: z.string().trim().min(1).max(20_000),
});
export const ProposeCandidateSchema: z.ZodType<ProposeCandidate> = z.intersection(
  ActAsSchema,
  z.object({
    session_id: z.string().min(1).max(100),
    answer_offset: z.int().min(0),
    kind: z.enum(CANDIDATE_KINDS),
    content: content.optional(),
  }),
);

/** `PATCH /candidates/{id}`: while it is proposed. */
export interface UpdateCandidate extends ActAs {
  kind?: CandidateKind | undefined;
  content?: CandidateContent | undefined;
}
export const UpdateCandidateSchema: z.ZodType<UpdateCandidate> = z.intersection(
  ActAsSchema,
  z.object({ kind: z.enum(CANDIDATE_KINDS).optional(), content: content.optional() }),
);

/** One past question, as the AI would answer it without the candidate and with it. */
export interface ReplayedQuestion {
  session_id: string;
  offset: number;
  question: string;
  before: string | null;
  after: string | null;
  changed: boolean;
}
/** What approval would change, over past questions of the agent's customers: those near to it first. */
export interface CandidateReplay {
  /** How many past questions were looked at. */
  questions: number;
  changed: number;
  examples: ReplayedQuestion[];
}
export const CandidateReplaySchema: z.ZodType<CandidateReplay> = z.object({
  questions: z.int(),
  changed: z.int(),
  examples: z.array(
    z.object({
      session_id: z.string(),
      offset: z.int(),
      question: z.string(),
      before: z.string().nullable(),
      after: z.string().nullable(),
      changed: z.boolean(),
    }),
  ),
});
