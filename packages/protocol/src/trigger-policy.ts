import { z } from 'zod';

/* When an agent has a person asked for without a tool: `/agents/{id}/triggers` (H4). */

/**
 * The triggers that can be set, in the order in which they give a handoff its reason: of several that fire in one
 * turn the first that may act does. Danger comes before everything, what the customer wants before what is thought
 * of him, and what the company has decided before what is guessed.
 */
export const TRIGGER_NAMES = [
  'sensitive_topic',
  'explicit_request',
  'policy_topic',
  'custom',
  'failing_tools',
  'frustration',
  'repeated_question',
  'rising_frustration',
  'low_confidence',
  'no_progress',
  'most_turns',
] as const;
export type TriggerName = (typeof TRIGGER_NAMES)[number];

/** `act`: brings a person. `shadow`: is noted in the turn's record and does nothing (H4.6). `off`: is not looked for. */
export const TRIGGER_MODES = ['act', 'shadow', 'off'] as const;
export type TriggerMode = (typeof TRIGGER_MODES)[number];

/** From where on triggers fire (H4.2). */
export interface TriggerThresholds {
  /** Score from which a message is a request for a person, 0..1. */
  request: number;
  /** Score from which a customer is frustrated, 0..1. */
  frustration: number;
  /** Rise of that score over a few messages, 0..1, from which he counts as frustrated before it is high. */
  frustration_rise: number;
  /** Times the same question is put. */
  repeated_questions: number;
  /** Calls of tools that failed in a row. */
  failing_tools: number;
  /** Confidence below which an answer is unsure, 0..1. */
  confidence: number;
  /** Unsure answers in a row. */
  unsure_turns: number;
  /** Turns in a row that bring the customer no further. */
  stalled_turns: number;
  /** Answers of the AI in one conversation, for the trigger `most_turns`, which is off unless set. */
  most_turns: number;
}

/** A topic that always goes to a person. One without examples and patterns changes the one of that name. */
export interface TriggerTopic {
  /** Goes into the evidence as `topic:<name>`. */
  name: string;
  /** Default `policy_required`. */
  reason?: string | null | undefined;
  /** Sentences customers might write. */
  examples?: string[] | null | undefined;
  /**
   * Words that follow one another; `*` stands for up to three words, `(a|b)` for one of several. Between slashes an
   * expression of characters, classes and one count without an end, or two short ones, without groups; at most 200.
   */
  patterns?: string[] | null | undefined;
  /** Default that of `policy_topic`. */
  mode?: TriggerMode | null | undefined;
}

type Settable<T> = { [K in keyof T]?: T[K] | null | undefined };

/** A policy that is tried beside the agent's own: what it would do is noted and nothing comes of it. */
export interface ShadowPolicy {
  thresholds?: Settable<TriggerThresholds> | null | undefined;
  modes?: Settable<Record<TriggerName, TriggerMode>> | null | undefined;
  phrases?: string[] | null | undefined;
  topics?: TriggerTopic[] | null | undefined;
}

/**
 * What is set over REST: the rest is as the agent's code says, or as by default. In a `PATCH` null takes a setting
 * back, thresholds and modes one by one; lists and the shadow policy are replaced as a whole.
 */
export interface TriggerSettings extends ShadowPolicy {
  /** Of triggers in the agent's code, by name; default that of `custom`. */
  custom?: Record<string, TriggerMode | null> | null | undefined;
  shadow?: ShadowPolicy | null | undefined;
}

/** What holds for an agent from its next turn on. */
export interface TriggerPolicy {
  agent_id: string;
  thresholds: TriggerThresholds;
  modes: Record<TriggerName, TriggerMode>;
  /** Triggers in the agent's code, by name. */
  custom: Record<string, TriggerMode>;
  phrases: string[];
  topics: { name: string; reason: string; examples: string[]; patterns: string[]; mode: TriggerMode }[];
  shadow: ShadowPolicy | null;
  /** What of it was set over REST; null when nothing was. */
  stored: TriggerSettings | null;
}

const share = z.number().min(0).max(1).nullish();
const count = (most: number): z.ZodType<number | null | undefined> => z.int().min(1).max(most).nullish();
const mode = z.enum(TRIGGER_MODES);
const name = z.string().min(1).max(100);

const thresholds = z
  .strictObject({
    request: share,
    frustration: share,
    frustration_rise: share,
    repeated_questions: z.int().min(2).max(12).nullish(),
    failing_tools: count(100),
    confidence: share,
    unsure_turns: count(10),
    stalled_turns: count(1000),
    most_turns: count(1000),
  })
  .nullish();
const modes = z
  .strictObject(Object.fromEntries(TRIGGER_NAMES.map((trigger) => [trigger, mode.nullish()])))
  .nullish();
const topics = z
  .array(
    z.strictObject({
      name,
      reason: name.nullish(),
      examples: z.array(z.string().min(1).max(200)).max(100).nullish(),
      patterns: z.array(z.string().min(1).max(200)).max(100).nullish(),
      mode: mode.nullish(),
    }),
  )
  .max(50)
  .nullish();
const phrases = z.array(z.string().min(1).max(100)).max(100).nullish();
const policy = { thresholds, modes, phrases, topics };
const shadow = z.strictObject(policy).nullish();

export const TriggerSettingsSchema: z.ZodType<TriggerSettings> = z.strictObject({
  ...policy,
  custom: z.record(name, mode.nullable()).nullish(),
  shadow,
});

const anyShadow = z
  .object({ thresholds: z.any(), modes: z.any(), phrases: z.any(), topics: z.any() })
  .partial();

export const TriggerPolicySchema: z.ZodType<TriggerPolicy> = z.object({
  agent_id: z.string(),
  thresholds: z.object({
    request: z.number(),
    frustration: z.number(),
    frustration_rise: z.number(),
    repeated_questions: z.int(),
    failing_tools: z.int(),
    confidence: z.number(),
    unsure_turns: z.int(),
    stalled_turns: z.int(),
    most_turns: z.int(),
  }),
  modes: z.record(z.enum(TRIGGER_NAMES), mode),
  custom: z.record(z.string(), mode),
  phrases: z.array(z.string()),
  topics: z.array(
    z.object({
      name: z.string(),
      reason: z.string(),
      examples: z.array(z.string()),
      patterns: z.array(z.string()),
      mode,
    }),
  ),
  shadow: anyShadow.nullable(),
  stored: anyShadow.extend({ custom: z.any(), shadow: z.any() }).partial().nullable(),
});
