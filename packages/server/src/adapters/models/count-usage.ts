import { ModelBudgetError } from '../../ports/model.ts';
import type { ModelBudget, ModelUsage } from '../../ports/model.ts';
import type { Answer, Question } from './provider-calls.ts';

/** A token is about four bytes of text: of English four letters, of Chinese a character and a third. */
const BYTES_PER_TOKEN = 4;

/** Tokens that a text has, roughly. */
export function estimateTokens(text: string): number {
  return Math.ceil(Buffer.byteLength(text) / BYTES_PER_TOKEN);
}

function questionTokens({ system, messages, json }: Question): number {
  const schema = json === null ? 0 : estimateTokens(JSON.stringify(json.schema));
  return messages.reduce(
    (sum, { content }) => sum + estimateTokens(content),
    estimateTokens(system) + schema,
  );
}

/**
 * Takes one call out of the budget before it is made, so that calls side by side cannot overrun it together.
 * Tokens are counted afterwards, therefore the last call may go beyond them by its own.
 */
export function takeCall(budget: ModelBudget | undefined, question: Question, purpose: string): void {
  if (budget === undefined) return;
  if (budget.calls >= budget.mostCalls) {
    throw new ModelBudgetError(`The turn has made its ${budget.mostCalls} model calls before "${purpose}"`);
  }
  if (budget.tokens + questionTokens(question) > budget.mostTokens) {
    throw new ModelBudgetError(`The turn would go beyond its ${budget.mostTokens} tokens with "${purpose}"`);
  }
  budget.calls += 1;
}

/** What an answer has cost, estimated where the provider does not say. */
export function usageOf(question: Question, answer: Answer): ModelUsage {
  const estimated = answer.inputTokens === null || answer.outputTokens === null;
  return {
    inputTokens: answer.inputTokens ?? questionTokens(question),
    outputTokens: answer.outputTokens ?? estimateTokens(answer.text),
    ...(estimated ? { estimated: true } : {}),
  };
}

export function addUsage(a: ModelUsage | null, b: ModelUsage): ModelUsage {
  if (a === null) return b;
  return {
    inputTokens: a.inputTokens + b.inputTokens,
    outputTokens: a.outputTokens + b.outputTokens,
    ...(a.estimated === true || b.estimated === true ? { estimated: true } : {}),
  };
}

export function countTokens(budget: ModelBudget | undefined, usage: ModelUsage): void {
  if (budget !== undefined) budget.tokens += usage.inputTokens + usage.outputTokens;
}
