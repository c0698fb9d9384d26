import type { TurnContext } from '../../../engine/turn-context.ts';
import type { GuidelineMatch } from '../../../ports/engine-stages.ts';
import { readArgument } from '../plan/read-argument.ts';
import { parametersOf } from '../plan/tool-parameters.ts';
import { SURE } from './match-bands.ts';

const MOST_WORDS = 6;
const ONLY_ONE = 0.6;

/**
 * What a bare number is good for: "CL-2041" as a whole message is about whatever looks such a number up. Where
 * several do, they are candidates for the customer to choose from.
 */
export function matchReference(
  context: TurnContext,
  text: string,
  choices: readonly string[],
  now: Date,
): readonly GuidelineMatch[] {
  if (!/\d/.test(text) || text.trim().split(/\s+/).length > MOST_WORDS) return [];
  const guidelines = context.behaviour.guidelines.filter((guideline) => {
    if (choices.length > 0 && !choices.includes(guideline.id)) return false;
    return guideline.tools.some(
      (tool) =>
        tool.consequential !== true &&
        parametersOf(tool).some(
          (parameter) =>
            parameter.kind === 'id' &&
            parameter.pattern !== null &&
            readArgument(parameter, text, false, now).length > 0,
        ),
    );
  });
  const score = guidelines.length === 1 ? ONLY_ONE : SURE - 0.01;
  return guidelines.map((guideline) => ({ guideline, score, rationale: 'takes such a number' }));
}
