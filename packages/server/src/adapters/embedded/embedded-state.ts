import type { Json, JsonObject } from '@baton/protocol';
import { z } from 'zod';
import type { TurnContext } from '../../engine/turn-context.ts';

/** A tool that waits for arguments. */
export interface PendingTool {
  readonly guidelineId: string;
  readonly tool: string;
  /** Arguments given so far, as the customer's words were read. */
  readonly given: JsonObject;
  /** The parameter that was asked for. */
  readonly asked: string;
  /** How often in a row it was asked for without an answer. */
  readonly attempts: number;
  /** A value that was put to the customer for a yes or no. */
  readonly suggested: Json;
}

/** What the embedded stages keep between turns. */
export interface EmbeddedState {
  /** The newest offset when it was written. */
  readonly at: number;
  readonly pending: PendingTool | null;
  /** Guidelines the customer was asked to choose from. */
  readonly choices: readonly string[];
  /** The guideline that was followed last: "and the other one?" goes back to it. */
  readonly followed: string | null;
  /** How sure the AI was of its last answers, oldest first: what is too unsure depends on the policy that asks. */
  readonly confidences: readonly number[];
  /** Turns in a row that brought the customer no further. */
  readonly stalled: number;
  /** The last answer ended in an offer to get a person. */
  readonly offered: boolean;
  /** Frustration up to this offset has led to a person already. */
  readonly calmAfter: number;
}

const Pending: z.ZodType<PendingTool> = z.object({
  guidelineId: z.string(),
  tool: z.string(),
  given: z.record(z.string(), z.json()),
  asked: z.string(),
  attempts: z.int(),
  suggested: z.json(),
});

const State: z.ZodType<EmbeddedState> = z.object({
  at: z.int(),
  pending: Pending.nullable(),
  choices: z.array(z.string()),
  followed: z.string().nullable(),
  confidences: z.array(z.number()).default([]),
  stalled: z.int(),
  offered: z.boolean(),
  calmAfter: z.int(),
});

const INITIAL: EmbeddedState = {
  at: -1,
  pending: null,
  choices: [],
  followed: null,
  confidences: [],
  stalled: 0,
  offered: false,
  calmAfter: -1,
};
const KEY = 'embedded';
/** No policy asks for more unsure answers in a row. */
const MOST_CONFIDENCES = 10;

/**
 * Reads what was kept. What was kept before the last time a person held the session no longer holds (H8.4); where
 * nobody came, what the AI was about goes on, and only what would call for a person again is forgotten.
 */
export function readState(context: TurnContext, state: JsonObject = context.state): EmbeddedState {
  const parsed = State.safeParse(state[KEY]);
  if (!parsed.success) return INITIAL;
  const { stretch, dealtWith } = context;
  const kept = parsed.data;
  if (stretch !== null && kept.at <= stretch.endedOffset) return INITIAL;
  if (kept.at > dealtWith) return kept;
  return { ...kept, confidences: [], stalled: 0, offered: false };
}

/** The state with these changes; what other stages keep beside it stays. */
export function writeState(
  context: TurnContext,
  state: JsonObject,
  changes: Partial<Omit<EmbeddedState, 'at'>>,
): JsonObject {
  const next: EmbeddedState = { ...readState(context, state), ...changes, at: newestOffset(context) };
  return { ...state, [KEY]: JSON.parse(JSON.stringify(next)) as Json };
}

/** The confidences with one more. */
export function withConfidence({ confidences }: EmbeddedState, confidence: number): readonly number[] {
  return [...confidences, confidence].slice(-MOST_CONFIDENCES);
}

function newestOffset({ history, latest, stretch, dealtWith }: TurnContext): number {
  const newest = Math.max(history.at(-1)?.offset ?? -1, latest?.offset ?? -1);
  return Math.max(newest, (stretch?.endedOffset ?? -2) + 1, dealtWith + 1);
}
