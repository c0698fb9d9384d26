import type { JsonObject } from '@baton/protocol';
import type { z } from 'zod';
import { renderSections } from '../../core/prompt/prompt-sections.ts';
import type { Model, ModelBudget } from '../../ports/model.ts';

/** Characters; a longer one is not written anew. */
export const LONGEST_DRAFT = 10_000;
const MOST_OUTPUT_TOKENS = 8000;
const MOST_TOKENS = 40_000;
const MOST_CALLS = 1;

export interface DraftTask<T> {
  readonly purpose: 'learn' | 'rewrite';
  readonly system: string;
  /** The draft, as data that is never addressed to the model. */
  readonly entry: JsonObject;
  readonly task: string;
  readonly schema: z.ZodType<T>;
  readonly signal: AbortSignal;
  /** Sets the draft apart; an answer that has it shows its prompt. */
  readonly code: string;
}

/** Has a draft of a person written anew by a language model, in one call. */
export async function writeDraft<T>(
  model: Model,
  { purpose, system, entry, task, schema, signal, code }: DraftTask<T>,
): Promise<T> {
  const budget: ModelBudget = { mostCalls: MOST_CALLS, mostTokens: MOST_TOKENS, calls: 0, tokens: 0 };
  // Every character of a draft counts double where all of them are escaped.
  const section = { name: 'draft', entries: [entry], most: LONGEST_DRAFT * 2 };
  const content = `CODE ${code}\n${renderSections([section], code)}\n${task}`;
  const { value } = await model.structured({
    purpose,
    system,
    messages: [{ role: 'user', content }],
    mostOutputTokens: MOST_OUTPUT_TOKENS,
    signal,
    budget,
    schema,
  });
  return value;
}
