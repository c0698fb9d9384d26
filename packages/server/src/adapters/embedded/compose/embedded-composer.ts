import type { JsonObject } from '@baton/protocol';
import { offersPerson } from '../../../core/nlp/human-request/offers-person.ts';
import type { TurnContext } from '../../../engine/turn-context.ts';
import type { Composer, Composition, CompositionInput, HandoffNotice } from '../../../ports/engine-stages.ts';
import { readState, writeState } from '../embedded-state.ts';
import type { Thresholds } from '../thresholds.ts';
import { lastSaid, unansweredText } from '../unanswered.ts';
import { chooseReply } from './choose-reply.ts';
import { handoffNotice } from './handoff-notice.ts';
import { NOT_UNDERSTOOD } from './notice-texts.ts';
import type { Reply } from './reply.ts';
import { sayAction } from './say-action.ts';
import { greet } from './small-talk.ts';
import { resultTexts } from './tell-results.ts';

const FOREIGN_OFFERS: ReadonlySet<string> = new Set(Object.values(NOT_UNDERSTOOD));

/**
 * Composes answers from what is there in words already: tool results, the author's sentences, definitions, what a
 * person said. It writes nothing that nobody wrote; where that leaves nothing to say, it says so and asks.
 */
export class EmbeddedComposer implements Composer {
  readonly #thresholds: Thresholds;

  constructor(thresholds: Thresholds) {
    this.#thresholds = thresholds;
  }

  async compose(context: TurnContext, input: CompositionInput): Promise<Composition> {
    if (input.handoff !== null) return handOver(context, input, input.handoff);
    if (context.instructions.length > 0) return speak(context, input.state);
    if (context.latest === null) return open(context, input.state);
    const reply = chooseReply(context, input, unansweredText(context));
    return {
      messages: [{ text: reply.text }],
      confidence: reply.confidence,
      state: this.#after(context, input.state, reply),
    };
  }

  #after(context: TurnContext, given: JsonObject, reply: Reply): JsonObject {
    const { unsure, stalled } = readState(context, given);
    const repeats = lastSaid(context)?.text === reply.text;
    const progress = repeats && reply.progress === true ? false : reply.progress;
    return writeState(context, given, {
      ...(reply.settled === true && { pending: null }),
      choices: [...(reply.choices ?? [])],
      unsure: reply.confidence < this.#thresholds.confidence ? unsure + 1 : 0,
      stalled: progress === null ? stalled : progress ? 0 : stalled + 1,
      offered: FOREIGN_OFFERS.has(reply.text) || offersPerson(reply.text),
    });
  }
}

/** The transition message (H3.2), after what this turn found out before it. */
function handOver(context: TurnContext, input: CompositionInput, notice: HandoffNotice): Composition {
  const message = [...resultTexts(context, input), handoffNotice(context, notice)].join('\n');
  const state = writeState(context, input.state, {
    pending: null,
    choices: [],
    unsure: 0,
    stalled: 0,
    offered: false,
    calmAfter: context.latest?.offset ?? -1,
  });
  return { messages: [{ text: message }], confidence: 1, state };
}

/** The AI was told to say something. */
function speak(context: TurnContext, given: JsonObject): Composition {
  const words = context.instructions.flatMap((instruction) => sayAction(instruction) ?? []);
  const text = words.length > 0 ? words.join(' ') : 'Is there anything I can do for you?';
  return {
    messages: [{ text }],
    confidence: 1,
    state: writeState(context, given, { offered: offersPerson(text) }),
  };
}

/** A turn without a message to answer: the first words of a new conversation, silence in a running one. */
function open(context: TurnContext, state: JsonObject): Composition {
  const begun = context.history.some((entry) => entry.type === 'message');
  return { messages: begun ? [] : [{ text: greet(context) }], confidence: 1, state };
}
