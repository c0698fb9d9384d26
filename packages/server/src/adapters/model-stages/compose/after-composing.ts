import type { JsonObject } from '@baton/protocol';
import { offersPerson } from '../../../core/nlp/human-request/offers-person.ts';
import type { TurnContext } from '../../../engine/turn-context.ts';
import type { CompositionInput } from '../../../ports/engine-stages.ts';
import { readState, withConfidence, writeState } from '../../embedded/embedded-state.ts';
import { DEFAULT_THRESHOLDS } from '../../../core/triggers/thresholds.ts';
import { lastSaid } from '../../embedded/unanswered.ts';

/** What the triggers of this and of the next turn look at. */
export function afterComposing(
  context: TurnContext,
  input: CompositionInput,
  text: string,
  confidence: number,
): JsonObject {
  const before = readState(context, input.state);
  const least = context.behaviour.binding.triggers?.confidence ?? DEFAULT_THRESHOLDS.confidence;
  const isUnsure = confidence < least;
  const repeats = lastSaid(context)?.text === text;
  return writeState(context, input.state, {
    choices: [],
    confidences: withConfidence(before, confidence),
    stalled: isUnsure || repeats ? before.stalled + 1 : 0,
    offered: offersPerson(text),
  });
}

export function afterHandoff(context: TurnContext, state: JsonObject): JsonObject {
  return writeState(context, state, {
    pending: null,
    choices: [],
    confidences: [],
    stalled: 0,
    offered: false,
    calmAfter: context.latest?.offset ?? -1,
  });
}
