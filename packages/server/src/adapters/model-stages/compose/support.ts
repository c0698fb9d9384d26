import type { TurnContext } from '../../../engine/turn-context.ts';
import type { CompositionInput, GuidelineMatch } from '../../../ports/engine-stages.ts';
import { readState } from '../../embedded/embedded-state.ts';
import { bounded } from '../bounded.ts';

const CRITICALITY = { low: 0, medium: 1, high: 2 } as const;

/* What a model thinks of its own answer is too good; these bring it near the scale of the embedded composer. */
const UNSUPPORTED = 0.8;
const AFTER_FAILURE = 0.3;
/** What was asked for and not given is asked for again: twice running brings a person. */
const ASKS_AGAIN = 0.35;

/**
 * How sure an answer is: the model's own estimate, less where nothing but the model stands behind it, low where
 * a tool has failed and none has answered, or the customer does not give what is asked for.
 */
export function supportedConfidence(estimate: number, context: TurnContext, input: CompositionInput): number {
  const own = bounded(estimate);
  const failed = input.calls.some(({ error }) => error !== null);
  const found = input.calls.some(({ error }) => error === null);
  if (failed && !found) return Math.min(own, AFTER_FAILURE);
  const { pending } = readState(context, input.state);
  if (input.missing.length > 0 && (pending?.attempts ?? 0) > 0) return Math.min(own, ASKS_AGAIN);
  return bounded(isSupported(context, input) ? own : own * UNSUPPORTED);
}

function isSupported(context: TurnContext, input: CompositionInput): boolean {
  return (
    input.calls.length > 0 ||
    input.missing.length > 0 ||
    input.retrieved.length > 0 ||
    input.instructions.length > 0 ||
    context.instructions.length > 0 ||
    input.matches.some(({ guideline }) => guideline.action !== null || guideline.say !== null)
  );
}

/** By priority, then by how critical they are, then by how well they match. */
export function orderedMatches(matches: readonly GuidelineMatch[]): GuidelineMatch[] {
  return matches.toSorted(
    (a, b) =>
      b.guideline.priority - a.guideline.priority ||
      CRITICALITY[b.guideline.criticality] - CRITICALITY[a.guideline.criticality] ||
      b.score - a.score,
  );
}
