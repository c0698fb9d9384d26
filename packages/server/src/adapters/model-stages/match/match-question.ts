import { stateTag } from '../../../core/behaviour/journey-record.ts';
import type { JsonObject } from '@baton/protocol';
import { z } from 'zod';
import { promptLine } from '../../../core/prompt/prompt-sections.ts';
import type { PromptSection } from '../../../core/prompt/prompt-sections.ts';
import type { JourneyEdge } from '../../../core/behaviour/journey-record.ts';
import type { Guideline } from '../../../engine/behaviour.ts';
import type { TurnContext } from '../../../engine/turn-context.ts';
import type { JourneyPosition, MatchInput } from '../../../ports/engine-stages.ts';
import { readState } from '../../embedded/embedded-state.ts';
import { DATA_RULES, SECTION_RULES } from '../prompt/data-rules.ts';
import {
  conversationSection,
  customerSection,
  resultsSection,
  stretchSection,
} from '../prompt/turn-sections.ts';
import type { Question } from '../stage-model.ts';

export interface JudgedCondition {
  readonly id: number;
  readonly why: string;
  readonly score: number;
}

export interface JudgedStep {
  readonly journey: number;
  readonly why: string;
  /** Null: it stays. */
  readonly way: number | null;
  readonly leaves: boolean;
  readonly score: number;
}

const judged: z.ZodType<JudgedCondition> = z.object({
  id: z.number(),
  why: z.string(),
  score: z.number(),
});
const step: z.ZodType<JudgedStep> = z.object({
  journey: z.number(),
  why: z.string(),
  way: z.number().nullable(),
  leaves: z.boolean(),
  score: z.number(),
});

export const MatchAnswer: z.ZodType<{ readonly matches: JudgedCondition[] }> = z.object({
  matches: z.array(judged),
});
export const MatchAndStepAnswer: z.ZodType<{
  readonly matches: JudgedCondition[];
  readonly steps: JudgedStep[];
}> = z.object({ matches: z.array(judged), steps: z.array(step) });

/** A position with the ways that are to be judged. */
export interface JudgedPosition {
  readonly position: JourneyPosition;
  readonly ways: readonly JourneyEdge[];
}

const RULES = [
  'You judge which conditions hold in a conversation between a customer and the AI of a company.',
  'A condition holds when it is true now, at the newest messages of the customer, by their meaning and in any',
  'language. It also holds while the conversation is still about it, e.g. the customer gives a detail that was',
  'asked for; then it is under "waiting". It does not hold when the customer denies it, has dropped it, only',
  'quotes it, or when it was dealt with and he has moved on. Several may hold, or none.',
  'Answer with "matches": only the conditions that hold, each with its id, why in at most 12 words, and a score',
  'from 0 to 1 for how sure it is.',
].join('\n');

const STEP_RULES = [
  '"journeys" are processes. In an open one the conversation stands at "now"; "ways" lead on. Answer with "steps":',
  'for every journey at most one, the way whose condition holds by what has been said or found since, or null to',
  'stay; "leaves": true only when the customer has dropped the matter. For one that is not open: the way that holds',
  'if it begins now.',
].join('\n');

const EXAMPLES = 2;
const LONGEST_CONDITION = 800;
const JOURNEYS = 8000;

/** One question for all. The conditions stand first: they are the same in every turn of an agent. */
export function matchQuestion(
  context: TurnContext,
  input: MatchInput,
  guidelines: readonly Guideline[],
  journeys: readonly JudgedPosition[],
): Question {
  const conditions = guidelines.map((guideline, index) =>
    promptLine(conditionLine(guideline, index + 1), LONGEST_CONDITION),
  );
  const system = [
    RULES,
    ...(journeys.length > 0 ? [STEP_RULES] : []),
    DATA_RULES,
    SECTION_RULES,
    'Conditions, one a line:',
    ...(conditions.length > 0 ? conditions : ['(none)']),
  ].join('\n');
  return {
    purpose: 'match',
    system,
    sections: [
      journeySection(context, journeys),
      waitingSection(context, guidelines),
      customerSection(context),
      stretchSection(context),
      conversationSection(context, true),
      resultsSection(input.calls),
    ],
    task: 'Which conditions hold now? Answer in JSON.',
  };
}

function conditionLine({ condition, description, examples }: Guideline, id: number): JsonObject {
  return {
    id,
    when: condition,
    ...(description !== null && { about: description }),
    ...(examples.length > 0 && { said: examples.slice(0, EXAMPLES) }),
  };
}

function journeySection(context: TurnContext, journeys: readonly JudgedPosition[]): PromptSection {
  const { pending } = readState(context);
  const entries = journeys.map(({ position, ways }, index) => ({
    journey: index + 1,
    title: position.journey.title,
    open: position.open,
    now: position.node.action,
    ...(pending?.guidelineId === stateTag(position.node.id) && { asked_for: pending.asked }),
    ways: ways.map(({ condition, examples }, way) => ({
      way: way + 1,
      when: condition,
      ...(examples.length > 0 && { said: examples.slice(0, EXAMPLES) }),
    })),
  }));
  return { name: 'journeys', entries, most: JOURNEYS };
}

function waitingSection(context: TurnContext, guidelines: readonly Guideline[]): PromptSection {
  const { pending } = readState(context);
  const index = guidelines.findIndex(({ id }) => id === pending?.guidelineId);
  if (pending === null || index < 0) return { name: 'waiting', entries: [] };
  return { name: 'waiting', entries: [{ id: index + 1, asked_for: pending.asked }] };
}
