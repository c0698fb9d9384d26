import type { TurnContext } from '../../engine/turn-context.ts';
import { ModelBudgetError, ModelUnavailableError } from '../../ports/model.ts';

/** The model answered in the right form with what cannot be used. */
export class UnusableAnswerError extends Error {}

/** What was not the model's failure and has to leave the stage as it is. */
export class NotTheModels extends Error {
  constructor(cause: unknown) {
    super('the turn stops', { cause });
  }
}

/** Does a stage by the model and, when that fails in whatever way, without it: no model's failure fails a turn. */
export async function orFallBack<T>(
  context: TurnContext,
  stage: string,
  byModel: () => Promise<T>,
  without: () => Promise<T>,
): Promise<T> {
  try {
    return await byModel();
  } catch (error) {
    context.signal.throwIfAborted();
    if (error instanceof NotTheModels) throw error.cause;
    context.trace.fellBack(stage, reasonOf(error));
    return without();
  }
}

/** In words of ours: what a provider says may hold what nobody should read. */
function reasonOf(error: unknown): string {
  if (error instanceof ModelBudgetError) return 'the turn has spent what it may';
  if (error instanceof ModelUnavailableError) return 'no model gave a usable answer';
  if (error instanceof UnusableAnswerError) return error.message;
  return `unexpected: ${error instanceof Error ? error.name : typeof error}`;
}
