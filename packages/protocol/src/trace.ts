import { z } from 'zod';
import type { Evidence } from './handoff.ts';

/**
 * How a turn ended. `answered`: it said something. `silent`: it found nothing to say, or a hook kept it from it.
 * `handed_over`: it asked for a person. `cancelled`: a newer message, a person or a shutdown came first.
 */
export const TURN_OUTCOMES = ['answered', 'silent', 'handed_over', 'cancelled', 'failed'] as const;
export type TurnOutcome = (typeof TURN_OUTCOMES)[number];

/**
 * Why nothing came of a trigger that fired. `shadow`: it is only watched. `shadow_policy`: it belongs to the policy
 * that is tried beside the agent's own. `limit`: this customer has asked for people too often.
 */
export const HELD_BACK = ['shadow', 'shadow_policy', 'limit'] as const;
export type HeldBack = (typeof HELD_BACK)[number];

export interface TracedGuideline {
  id: string;
  condition: string;
  /** 0..1. */
  score: number;
  rationale: string;
  /** Whether it was followed. */
  kept: boolean;
  /** Why not, e.g. `priority: <id>`; null when it was. */
  dropped: string | null;
}

export interface TracedStep {
  journey_id: string;
  /** Where it stood before; null when it began in this turn. */
  from: string | null;
  /** Where it stands now; `end` when it is over. */
  to: string;
  /** 0..1; null where no condition was judged. */
  score: number | null;
  rationale: string;
}

export interface TracedTool {
  tool_id: string;
  milliseconds: number;
  /** Null when it worked. Never what went wrong inside: that is in the server's log. */
  error: string | null;
}

export interface TracedModelCall {
  purpose: string;
  model: string;
  input_tokens: number;
  output_tokens: number;
  milliseconds: number;
}

/** What one AI turn did and why. For the company only. */
export interface TurnRecord {
  trace_id: string;
  session_id: string;
  agent_id: string;
  /** When the turn began: UTC, ISO 8601 with microseconds and `Z`. */
  creation_utc: string;
  milliseconds: number;
  outcome: TurnOutcome;
  /** Offset of the customer message it was to answer; null when there was none. */
  answers: number | null;
  /** What called for a person, with its evidence. With `held_back` nothing came of it. */
  triggers: { reason: string; evidence: Evidence; held_back?: HeldBack | undefined }[];
  guidelines: TracedGuideline[];
  journeys: TracedStep[];
  tools: TracedTool[];
  /** Ids of templates that were said. */
  canned_responses: string[];
  /** In the order in which they ended; the same stage may come again in a later iteration. */
  stages: { stage: string; milliseconds: number }[];
  model_calls: TracedModelCall[];
  /** Where the turn went on without something: a model that did not answer, a retriever that failed. */
  fallbacks: { stage: string; reason: string }[];
  /** The short word said before the answer. */
  preamble: string | null;
  /** How sure the AI was of what it composed, 0..1; absent where it composed nothing, and in older records. */
  confidence?: number | undefined;
  /** Turns in a row that brought the customer no further, this one included. */
  stalled_turns?: number | undefined;
  /** More happened than is kept here. */
  truncated: boolean;
}

const milliseconds = z.number().min(0);
const score = z.number();

export const TurnRecordSchema: z.ZodType<TurnRecord> = z.object({
  trace_id: z.string(),
  session_id: z.string(),
  agent_id: z.string(),
  creation_utc: z.string().meta({ format: 'date-time' }),
  milliseconds,
  outcome: z.enum(TURN_OUTCOMES),
  answers: z.int().nullable(),
  triggers: z.array(
    z.object({
      reason: z.string(),
      held_back: z.enum(HELD_BACK).optional(),
      evidence: z.object({
        trigger: z.string(),
        offset: z.int().nullable(),
        score: z.number().nullable(),
        threshold: z.number().nullable(),
        quote: z.string().nullable(),
      }),
    }),
  ),
  guidelines: z.array(
    z.object({
      id: z.string(),
      condition: z.string(),
      score,
      rationale: z.string(),
      kept: z.boolean(),
      dropped: z.string().nullable(),
    }),
  ),
  journeys: z.array(
    z.object({
      journey_id: z.string(),
      from: z.string().nullable(),
      to: z.string(),
      score: score.nullable(),
      rationale: z.string(),
    }),
  ),
  tools: z.array(z.object({ tool_id: z.string(), milliseconds, error: z.string().nullable() })),
  canned_responses: z.array(z.string()),
  stages: z.array(z.object({ stage: z.string(), milliseconds })),
  model_calls: z.array(
    z.object({
      purpose: z.string(),
      model: z.string(),
      input_tokens: z.int(),
      output_tokens: z.int(),
      milliseconds,
    }),
  ),
  fallbacks: z.array(z.object({ stage: z.string(), reason: z.string() })),
  preamble: z.string().nullable(),
  confidence: z.number().optional(),
  stalled_turns: z.int().optional(),
  truncated: z.boolean(),
});
