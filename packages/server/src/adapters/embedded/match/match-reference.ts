import type { Guideline, Journey } from '../../../engine/behaviour.ts';
import type { ToolDefinition } from '../../../engine/tool-definition.ts';
import type { TurnContext } from '../../../engine/turn-context.ts';
import { waysOn } from '../../../core/journey/ways-on.ts';
import type { GuidelineMatch } from '../../../ports/engine-stages.ts';
import { readArgument } from '../plan/read-argument.ts';
import { parametersOf } from '../plan/tool-parameters.ts';
import { SURE } from '../../../core/nlp/match/match-bands.ts';

const FEW_WORDS = 6;
/** With more words around it a number is only good for what nothing else takes. */
const MOST_WORDS = 20;
const ONLY_ONE = 0.6;

/**
 * What a number is good for when nothing else says what is wanted: "CL-2041" is about whatever looks such a number
 * up. Where several do, they are candidates for the customer to choose from.
 */
export function matchReference(
  context: TurnContext,
  text: string,
  choices: readonly string[],
  now: Date,
): readonly GuidelineMatch[] {
  const words = text.trim().split(/\s+/).length;
  if (!/\d/.test(text) || words > MOST_WORDS) return [];
  const { guidelines: all, journeys } = context.behaviour;
  const guidelines = all.filter(
    (guideline) =>
      (choices.length === 0 || choices.includes(guideline.id)) &&
      toolsFor(guideline, journeys).some((tool) => looksUp(tool, text, now)),
  );
  if (guidelines.length > 1 && words > FEW_WORDS) return [];
  const score = guidelines.length === 1 ? ONLY_ONE : SURE - 0.01;
  return guidelines.map((guideline) => ({ guideline, score, rationale: 'takes such a number' }));
}

/** A guideline's own tools; of one that begins a journey, those of the states it begins with. */
function toolsFor(guideline: Guideline, journeys: readonly Journey[]): readonly ToolDefinition[] {
  const begun = journeys.filter(({ triggers }) => triggers.includes(guideline.id));
  const first = begun.flatMap((journey) => {
    const targets = new Set([journey.rootId, ...waysOn(journey, journey.rootId).map(({ target }) => target)]);
    return journey.nodes.filter(({ id }) => targets.has(id)).flatMap(({ tools }) => tools);
  });
  return [...guideline.tools, ...first];
}

function looksUp(tool: ToolDefinition, text: string, now: Date): boolean {
  if (tool.consequential === true) return false;
  return parametersOf(tool).some(
    (parameter) =>
      parameter.kind === 'id' &&
      parameter.pattern !== null &&
      readArgument(parameter, text, false, now).length > 0,
  );
}
