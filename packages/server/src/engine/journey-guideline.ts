import { isStateTag, stateTag } from '../core/behaviour/journey-record.ts';
import type { GuidelineMatch } from '../ports/engine-stages.ts';
import type { Guideline, Journey, JourneyNode } from './behaviour.ts';

/** For a state whose words the customer has heard already: what else applies comes first. */
const WAITING_SCORE = 0.5;

/** A journey's state as a guideline, for the stages that know guidelines only. */
function journeyGuideline(journey: Journey, node: JourneyNode): Guideline {
  const { matcher: _matcher, ...binding } = journey.binding;
  return {
    id: stateTag(node.id),
    createdAt: journey.createdAt,
    condition: journey.title,
    action: node.action,
    description: node.description,
    title: null,
    criticality: 'medium',
    enabled: true,
    tags: [`journey:${journey.id}`, stateTag(node.id)],
    metadata: node.metadata,
    compositionMode: node.compositionMode ?? journey.compositionMode,
    track: true,
    labels: [...journey.labels, ...node.labels],
    priority: journey.priority,
    toolIds: node.toolIds,
    say: node.say,
    examples: [],
    tools: node.tools,
    binding,
  };
}

export function isJourneyGuideline({ id }: Pick<Guideline, 'id'>): boolean {
  return isStateTag(id);
}

/** The state's own id. */
export function nodeIdOf({ id }: Pick<Guideline, 'id'>): string {
  return id.slice(stateTag('').length);
}

/**
 * The states that a turn follows. A chat state that was said stays only where nothing else is to be done: a
 * question is not repeated to a customer who has asked something else.
 */
export function journeyMatches(
  places: readonly { readonly journey: Journey; readonly node: JourneyNode; readonly said: boolean }[],
  others: readonly GuidelineMatch[],
): GuidelineMatch[] {
  const busy = others.some(({ guideline }) => guideline.action !== null || guideline.tools.length > 0);
  return places.flatMap(({ journey, node, said }) => {
    const guideline = journeyGuideline(journey, node);
    if (!said) {
      if (node.kind === 'fork') return [];
      return [{ guideline, score: 1, rationale: `where “${journey.title}” stands` }];
    }
    if (busy || node.kind !== 'chat') return [];
    return [{ guideline, score: WAITING_SCORE, rationale: `“${journey.title}” still waits for an answer` }];
  });
}
