import type { Json, JsonObject } from '@baton/protocol';
import { z } from 'zod';
import type { PromptSection } from '../../../core/prompt/prompt-sections.ts';
import type { TurnContext } from '../../../engine/turn-context.ts';
import type { ExecutedCall } from '../../../engine/tool-definition.ts';
import { readState } from '../../embedded/embedded-state.ts';
import { DATA_RULES, SECTION_RULES } from '../prompt/data-rules.ts';
import {
  conversationSection,
  customerSection,
  glossarySection,
  resultsSection,
  stretchSection,
} from '../prompt/turn-sections.ts';
import type { Question } from '../stage-model.ts';
import type { WantedParameter, WantedTool } from './wanted-tool.ts';

export type ArgumentValue = string | number | boolean | null | (string | number | boolean)[];

export interface PlannedArgument {
  readonly name: string;
  readonly value: ArgumentValue;
  /** The words it was taken from. */
  readonly said: string;
  readonly sure: boolean;
}

export interface PlannedTool {
  readonly tool: number;
  readonly why: string;
  readonly run: boolean;
  readonly arguments: PlannedArgument[];
}

const scalar: z.ZodType<string | number | boolean> = z.union([z.string(), z.number(), z.boolean()]);
const argument: z.ZodType<PlannedArgument> = z.object({
  name: z.string(),
  value: z.union([scalar, z.null(), z.array(scalar)]),
  said: z.string(),
  sure: z.boolean(),
});

export const PlanAnswer: z.ZodType<{ readonly calls: PlannedTool[] }> = z.object({
  calls: z.array(
    z.object({ tool: z.number(), why: z.string(), run: z.boolean(), arguments: z.array(argument) }),
  ),
});

const RULES = [
  'You prepare calls of tools in a conversation between a customer and the AI of a company.',
  '"tools" can help with what applies now. For every tool answer with one entry of "calls": "why" in at most 12',
  'words; "run": true when the newest messages call for it now, also when arguments are still missing; false when',
  'they do not, or the customer has dropped it. A tool that is wanted for several things has an entry for each. Of',
  'tools that name each other under "instead_of" run only the one that fits best.',
  '"arguments": those that are known, and only those. Take each from the conversation, the results or what is known',
  'of the customer; never invent, complete or guess one. Leave out what nobody has given: it will be asked for.',
  '"said": the exact words it was taken from, copied as they stand. "sure": false when several values could be',
  'meant. A parameter with from: "customer" counts only in the words of the customer. Dates are written YYYY-MM-DD,',
  'numbers as numbers, choices exactly as listed; a value that is an object is written as JSON text.',
].join('\n');

const TOOLS = 24_000;

/** One question for the arguments of all tools together. */
export function toolQuestion(
  context: TurnContext,
  tools: readonly WantedTool[],
  calls: readonly ExecutedCall[],
  now: Date,
): Question {
  return {
    purpose: 'plan',
    system: [RULES, DATA_RULES, SECTION_RULES].join('\n'),
    sections: [
      { name: 'tools', entries: tools.map((tool, index) => toolLine(tool, index + 1)), most: TOOLS },
      todaySection(now),
      customerSection(context),
      glossarySection(context),
      stretchSection(context),
      givenSection(context, tools),
      conversationSection(context, false),
      resultsSection(calls),
    ],
    task: 'Which tools are to be called, with which arguments? Answer in JSON.',
  };
}

function toolLine({ tool, matches, parameters, instead }: WantedTool, id: number): JsonObject {
  return {
    tool: id,
    name: tool.name,
    does: tool.description,
    wanted_for: matches.map(({ guideline }) =>
      [guideline.condition, guideline.action ?? ''].filter(Boolean).join(': '),
    ),
    ...(tool.consequential === true && { consequential: true }),
    ...(instead.length > 0 && { instead_of: [...instead] }),
    parameters: parameters.map(parameterLine),
  };
}

function parameterLine({ name, required, schema, kind, choices, options }: WantedParameter): JsonObject {
  const { source, significance, examples } = options;
  return {
    name,
    required,
    is: schema,
    ...(kind === 'date' && { kind: 'date' }),
    ...(choices.length > 0 && { choices: [...choices] }),
    ...(source !== undefined && source !== 'any' && { from: source }),
    ...(significance !== undefined && { good_for: significance }),
    ...(examples !== undefined && examples.length > 0 && { examples: [...examples] }),
  };
}

function todaySection(now: Date): PromptSection {
  const weekday = now.toLocaleDateString('en', { weekday: 'long', timeZone: 'UTC' });
  return { name: 'today', entries: [`${weekday} ${now.toISOString().slice(0, 10)}`] };
}

/** Arguments that were given in earlier turns, which the conversation may no longer show. */
function givenSection(context: TurnContext, tools: readonly WantedTool[]): PromptSection {
  const { pending } = readState(context);
  const index = tools.findIndex(({ tool }) => tool.name === pending?.tool);
  const entries: Json[] =
    pending === null || index < 0 ? [] : [{ tool: index + 1, arguments: pending.given }];
  return { name: 'given_so_far', entries };
}
