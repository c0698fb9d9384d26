import { FAILED_CALL } from '../../core/failed-call.ts';
import type { FrustrationAids } from '../../core/nlp/frustration/frustration-aids.ts';
import { offersPerson } from '../../core/nlp/human-request/offers-person.ts';
import { answerSignals } from '../../core/triggers/answer-signals.ts';
import { compilePolicy } from '../../core/triggers/compile-policy.ts';
import type { CompiledPolicy } from '../../core/triggers/compile-policy.ts';
import { likelyReason } from '../../core/triggers/likely-reason.ts';
import { messageSignals } from '../../core/triggers/message-signals.ts';
import type { MessageView } from '../../core/triggers/message-signals.ts';
import type { Said, Signal } from '../../core/triggers/signal.ts';
import { overlaySettings, settingsOf } from '../../core/triggers/trigger-settings.ts';
import type { TriggerSettings } from '../../core/triggers/trigger-settings.ts';
import { withinReach } from '../../core/triggers/within-reach.ts';
import type { TriggerPolicy } from '../../engine/binding.ts';
import type { HistoryMessage } from '../../engine/conversation-context.ts';
import { toolIdOf } from '../../engine/tool-definition.ts';
import type { TurnContext } from '../../engine/turn-context.ts';
import type { ReviewedAnswer, Trigger, TriggerDetector } from '../../ports/engine-stages.ts';
import { toolKey } from '../../core/behaviour/tool-id.ts';
import { answerFromStretch } from './compose/answer-from-stretch.ts';
import { readState } from './embedded-state.ts';
import type { MessageCosines } from './message-cosines.ts';
import { sentimentOf } from './sentiment.ts';
import { lastSaid, unansweredMessages } from './unanswered.ts';

/** So much of a question that a person's words answer it, and no person has to come for it. */
const CLEARLY_ANSWERED = 0.45;
/** What a call that failed leaves in the log. */

/**
 * Calls for a person by rules and small models (H4). It reads the messages of this turn and, for what is seen over
 * turns, the ones before, none of them older than the end of the last handoff: a request that has been dealt with,
 * by a person or without one, does not fire again (H8.4).
 */
export class EmbeddedTriggerDetector implements TriggerDetector {
  readonly #base: TriggerSettings;
  readonly #cosines: MessageCosines | null;
  readonly #unset: CompiledPolicy;
  readonly #policies = new WeakMap<TriggerPolicy, CompiledPolicy>();

  /**
   * `base`: what holds where an agent says nothing else. `cosines`: where an encoder is at hand. Throws a RangeError
   * that names what in `base` cannot match anything.
   */
  constructor(base: TriggerSettings = {}, cosines: MessageCosines | null = null) {
    this.#base = base;
    this.#cosines = cosines;
    this.#unset = compilePolicy(base);
  }

  async detect(context: TurnContext): Promise<readonly Trigger[]> {
    const policy = this.#policyOf(context);
    const view = messageView(context);
    const aids = await this.#aids(context, view);
    const shadow = policy.shadow === null ? [] : messageSignals(view, policy.shadow, aids);
    return toTriggers(messageSignals(view, policy, aids), shadow);
  }

  async review(context: TurnContext, { composition, calls }: ReviewedAnswer): Promise<readonly Trigger[]> {
    const { latest, history, dealtWith } = context;
    if (latest === null || latest.offset <= dealtWith) return [];
    const policy = this.#policyOf(context);
    const { confidences, stalled } = readState(context, composition.state);
    context.trace.answer(composition.confidence, stalled);
    const before = history.filter((entry) => entry.offset > dealtWith);
    const view = {
      latest,
      // Stages that keep nothing between turns are judged by this answer alone.
      confidences: confidences.length === 0 ? [composition.confidence] : confidences,
      stalled,
      calls: [
        ...before.flatMap((entry) =>
          entry.type === 'tool' && entry.offset < latest.offset
            ? [{ tool: entry.toolId, failed: entry.data === FAILED_CALL }]
            : [],
        ),
        ...calls.map(({ tool, error }) => ({ tool: toolKey(toolIdOf(tool)), failed: error !== null })),
      ],
      answers: countAnswers(before, latest.offset) + 1,
    };
    const shadow = policy.shadow === null ? [] : answerSignals(view, policy.shadow);
    return toTriggers(answerSignals(view, policy), shadow);
  }

  async explain(context: TurnContext): Promise<string | null> {
    return likelyReason(messageView(context), this.#policyOf(context), { sentiment: sentimentOf });
  }

  /** The agent's own settings go before the server's. */
  #policyOf({ behaviour }: TurnContext): CompiledPolicy {
    const { triggers } = behaviour.binding;
    if (triggers === undefined) return this.#unset;
    const known = this.#policies.get(triggers);
    if (known !== undefined) return known;
    const compiled = compilePolicy(overlaySettings(this.#base, settingsOf(triggers)));
    this.#policies.set(triggers, compiled);
    return compiled;
  }

  /** Nearness of meaning where there is something to compare and it can be had in time. */
  async #aids({ trace }: TurnContext, { said }: MessageView): Promise<FrustrationAids> {
    if (this.#cosines === null || said.length < 2) return { sentiment: sentimentOf };
    const cosine = await this.#cosines.between(said.map(({ text }) => text));
    if (cosine !== null) return { sentiment: sentimentOf, cosine };
    trace.fellBack('detect', 'meanings could not be compared in time');
    return { sentiment: sentimentOf };
  }
}

function messageView(context: TurnContext): MessageView {
  const { dealtWith } = context;
  const messages = withinReach(unansweredMessages(context).filter(({ offset }) => offset > dealtWith));
  const { offered, calmAfter } = readState(context);
  const since = Math.max(dealtWith, calmAfter);
  const latest = messages.at(-1);
  const said = context.history.filter(
    (entry): entry is HistoryMessage =>
      entry.type === 'message' &&
      entry.author === 'customer' &&
      entry.offset > since &&
      entry.offset <= (latest?.offset ?? -1),
  );
  const before = lastSaid(context);
  const offers = before !== null && before.author === 'ai' && (offered || offersPerson(before.text));
  const answered = (text: string): boolean =>
    (answerFromStretch(context, text)?.relevance ?? 0) >= CLEARLY_ANSWERED;
  return { messages, said: said.map(toSaid), offered: offers, answered };
}

function toSaid({ text, offset }: HistoryMessage): Said {
  return { text, offset };
}

/** Answers, not messages: one may come in parts. */
function countAnswers(history: TurnContext['history'], before: number): number {
  const authors = history.flatMap((entry) =>
    entry.type === 'message' && entry.offset < before ? [entry.author] : [],
  );
  return authors.filter((author, index) => author === 'ai' && authors[index - 1] !== 'ai').length;
}

function toTriggers(signals: readonly Signal[], shadow: readonly Signal[]): readonly Trigger[] {
  return [
    ...signals.map(({ reason, evidence, mode }): Trigger => {
      return mode === 'act' ? { reason, evidence } : { reason, evidence, heldBack: 'shadow' };
    }),
    ...shadow.map(({ reason, evidence }): Trigger => ({ reason, evidence, heldBack: 'shadow_policy' })),
  ];
}
