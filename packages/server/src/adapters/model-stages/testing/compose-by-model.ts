import type { ExecutedCall } from '../../../engine/tool-definition.ts';
import type { TurnContext } from '../../../engine/turn-context.ts';
import type { Composition, CompositionInput } from '../../../ports/engine-stages.ts';
import { ModelUnavailableError } from '../../../ports/model.ts';
import { compositionInput } from '../../../testing/composition-input.ts';
import type { ScriptedAnswer } from '../../../testing/scripted-model.ts';
import { behaviourOf, recordingTool } from '../../embedded/testing/behaviour.ts';
import { ModelTurn } from './model-turn.ts';

export interface Composed extends Composition {
  readonly turn: ModelTurn;
  readonly texts: readonly string[];
}

/** One answer of the model's composer, on a model that answers so. */
export async function compose(
  answer: ScriptedAnswer,
  over: Partial<CompositionInput> = {},
  context: Partial<TurnContext> & { said?: string } = {},
): Promise<Composed> {
  const turn = new ModelTurn({ compose: answer });
  const { said = 'Can I return my shoes?', ...more } = context;
  const composition = await turn.stages.composer.compose(
    turn.context(said, behaviourOf([]), more),
    compositionInput(over),
  );
  return { ...composition, turn, texts: composition.messages.map(({ text }) => text) };
}

/** No call is expected. */
export const never: ScriptedAnswer = () => {
  throw new Error('no call was expected');
};
export const down: ScriptedAnswer = () => Promise.reject(new ModelUnavailableError('down'));
export const answers: (text: string, confidence?: number) => ScriptedAnswer =
  (text, confidence = 0.9) =>
  () => ({ message: text, confidence });

/** A call that was made. */
export function made(data: string, error: string | null = null): ExecutedCall {
  return { tool: recordingTool('look', {}), arguments: {}, result: { data }, error };
}
