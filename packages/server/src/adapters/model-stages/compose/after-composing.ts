import type { JsonObject } from '@baton/protocol';
import { offersPerson } from '../../../core/nlp/human-request/offers-person.ts';
import type { TurnContext } from '../../../engine/turn-context.ts';
import type { CompositionInput } from '../../../ports/engine-stages.ts';
import { readState, writeState } from '../../embedded/embedded-state.ts';
import { DEFAULT_THRESHOLDS } from '../../embedded/thresholds.ts';
import { lastSaid } from '../../embedded/unanswered.ts';

/** What the triggers of this and of the next turn look at. */
export function afterComposing(
  context: TurnContext,
  input: CompositionInput,
  text: string,
  confidence: number,
): JsonObject {
  const { unsure, stalled } = readState(context, input.state);
  const least = context.behaviour.binding.triggers?.confidence ?? DEFAULT_THRESHOLDS.confidence;
  const isUnsure = confidence < least;
  const repeats = lastSaid(context)?.text === text;
  return writeState(context, input.state, {
    choices: [],
    unsure: isUnsure ? unsure + 1 : 0,
    stalled: isUnsure || repeats ? stalled + 1 : 0,
    offered: offersPerson(text),
  });
}

export function afterHandoff(context: TurnContext, state: JsonObject): JsonObject {
  return writeState(context, state, {
    pending: null,
    choices: [],
    unsure: 0,
    stalled: 0,
    offered: false,
    calmAfter: context.latest?.offset ?? -1,
  });
}
