import type { JsonObject } from '@baton/protocol';
import { findPromiseOfNow } from '../../../core/nlp/transfer-promise/find-promise-of-now.ts';
import { offersPerson } from '../../../core/nlp/human-request/offers-person.ts';
import type { TurnContext } from '../../../engine/turn-context.ts';
import type {
  ComposedMessage,
  Composer,
  Composition,
  CompositionInput,
  HandoffNotice,
} from '../../../ports/engine-stages.ts';
import { readState, withConfidence, writeState } from '../embedded-state.ts';
import { lastSaid, unansweredText } from '../unanswered.ts';
import { CANNOT_READ } from './cannot-read.ts';
import { NO_TEMPLATE_FITS, onlyCanned, preferCanned } from './choose-canned.ts';
import { chooseReply } from './choose-reply.ts';
import { handoffNotice } from './handoff-notice.ts';
import { NOT_UNDERSTOOD } from './not-understood.ts';
import type { Reply } from './reply.ts';
import { sayAction } from './say-action.ts';
import { greet } from './small-talk.ts';
import { resultTexts } from './tell-results.ts';

const TEMPLATE = 0.8;
const NOTHING_FITS = 0.2;
const FOREIGN_OFFERS: ReadonlySet<string> = new Set([
  ...Object.values(NOT_UNDERSTOOD),
  ...Object.values(CANNOT_READ),
]);

/**
 * Composes answers from what is there in words already: tool results, the author's sentences, definitions, what a
 * person said. It writes nothing that nobody wrote; where that leaves nothing to say, it says so and asks.
 */
export class EmbeddedComposer implements Composer {
  async compose(context: TurnContext, input: CompositionInput): Promise<Composition> {
    if (input.handoff !== null) return handOver(context, input, input.handoff);
    if (context.instructions.length > 0) return speak(context, input.state);
    if (context.latest === null) return open(context, input.state);
    const question = unansweredText(context);
    const reply = withInstructions(chooseReply(context, input, question), input);
    const said = this.#inTemplates(input, reply, question);
    return {
      messages: [said.message],
      confidence: said.confidence,
      state: this.#after(context, input.state, { ...reply, ...said }),
    };
  }

  /** As the agent's composition mode wants it: plain, a template where one is surely meant, or nothing but templates. */
  #inTemplates(
    { mode, canned }: CompositionInput,
    { text, confidence, citations = [] }: Reply,
    question: string,
  ): { readonly message: ComposedMessage; readonly text: string; readonly confidence: number } {
    const own = { text, ...(citations.length > 0 && { citations }) };
    if (mode === 'fluid') return { message: own, text, confidence };
    const message =
      mode === 'strict_canned' ? onlyCanned(canned, text, question) : preferCanned(canned, text, question);
    if (message !== null && message.cannedResponses === undefined) return { message: own, text, confidence };
    if (message !== null)
      return { message, text: message.text, confidence: withTemplate(message, confidence) };
    return { message: { text: NO_TEMPLATE_FITS }, text: NO_TEMPLATE_FITS, confidence: NOTHING_FITS };
  }

  #after(context: TurnContext, given: JsonObject, reply: Reply): JsonObject {
    const before = readState(context, given);
    const { stalled } = before;
    const repeats = lastSaid(context)?.text === reply.text;
    const progress = repeats && reply.progress === true ? false : reply.progress;
    return writeState(context, given, {
      ...(reply.settled === true && { pending: null }),
      choices: [...(reply.choices ?? [])],
      confidences: withConfidence(before, reply.confidence),
      stalled: progress === null ? stalled : progress ? 0 : stalled + 1,
      offered: FOREIGN_OFFERS.has(reply.text) || offersPerson(reply.text),
    });
  }
}

/** An author's template that fits is an answer, whatever the draft was worth. */
function withTemplate({ cannedResponses }: ComposedMessage, confidence: number): number {
  return cannedResponses === undefined ? confidence : Math.max(confidence, TEMPLATE);
}

/** What tools and retrievers want said besides. */
function withInstructions(reply: Reply, { instructions }: CompositionInput): Reply {
  const more = instructions.flatMap(({ action }) => sayAction(action) ?? []);
  return more.length === 0 ? reply : { ...reply, text: [reply.text, ...more].join(' ') };
}

/** The transition message (H3.2), after what this turn found out before it. */
function handOver(context: TurnContext, input: CompositionInput, notice: HandoffNotice): Composition {
  // H4.5: nor may an author's words promise somebody for now where nobody can come.
  const mayBeSaid = (text: string): boolean => notice.available !== false || findPromiseOfNow(text) === null;
  const results = resultTexts(context, input).filter(mayBeSaid);
  const message = [...results, handoffNotice(context, notice)].join('\n');
  const state = writeState(context, input.state, {
    pending: null,
    choices: [],
    confidences: [],
    stalled: 0,
    offered: false,
    calmAfter: context.latest?.offset ?? -1,
  });
  // A strict agent says nothing that is no template of its author's: the desk then tells that a person comes.
  const said = input.mode === 'strict_canned' ? onlyCanned(input.canned, message, '') : { text: message };
  const messages = said === null || !mayBeSaid(said.text) ? [] : [said];
  return { messages, confidence: 1, state };
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
