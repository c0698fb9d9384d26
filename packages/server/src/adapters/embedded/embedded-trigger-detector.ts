import type { HandoffReason } from './handoff-reason.ts';
import { scoreFrustration } from '../../core/nlp/frustration/score-frustration.ts';
import { offersPerson } from '../../core/nlp/human-request/offers-person.ts';
import { scoreHumanRequest } from '../../core/nlp/human-request/score-human-request.ts';
import { findPolicyTopic } from '../../core/nlp/policy-topic/find-policy-topic.ts';
import { readAnswer } from '../../core/nlp/read-answer.ts';
import type { HistoryMessage } from '../../engine/conversation-context.ts';
import type { TurnContext } from '../../engine/turn-context.ts';
import type { Composition, Trigger, TriggerDetector } from '../../ports/engine-stages.ts';
import { readState } from './embedded-state.ts';
import type { Thresholds } from './thresholds.ts';
import { lastSaid, unansweredMessages } from './unanswered.ts';

const ACCEPTED_OFFER = 0.95;
const QUOTE_CHARACTERS = 300;

/**
 * Calls for a person by rules (H4). It reads the messages of this turn and, for frustration, the ones before,
 * none of them older than the end of the last stretch: a request that a person has dealt with does not fire again.
 */
export class EmbeddedTriggerDetector implements TriggerDetector {
  readonly #thresholds: Thresholds;

  constructor(thresholds: Thresholds) {
    this.#thresholds = thresholds;
  }

  async detect(context: TurnContext): Promise<Trigger | null> {
    const messages = unansweredMessages(context);
    const topic = firstOf(messages, topicTrigger);
    if (topic !== null && topic.reason === 'sensitive_topic') return topic;
    return (
      this.#acceptedOffer(context, messages) ??
      firstOf(messages, (message) => this.#request(message)) ??
      topic ??
      this.#frustration(context, messages)
    );
  }

  async review(context: TurnContext, composition: Composition): Promise<Trigger | null> {
    const { confidence, unsureTurns, stalledTurns } = this.#thresholds;
    const { latest } = context;
    if (latest === null) return null;
    const { unsure, stalled } = readState(context, composition.state);
    if (composition.confidence < confidence && unsure >= unsureTurns) {
      return trigger('low_confidence', latest, 'low-confidence', composition.confidence, confidence);
    }
    if (stalled < stalledTurns) return null;
    return trigger('max_turns_exceeded', latest, 'no-progress', null, null);
  }

  #request(message: HistoryMessage): Trigger | null {
    const found = scoreHumanRequest(message.text);
    if (found === null || found.score < this.#thresholds.request) return null;
    return {
      ...trigger(
        'customer_requested',
        message,
        'explicit-request',
        found.score,
        this.#thresholds.request,
        found.quote,
      ),
    };
  }

  /** "Would you like me to get a person?" "Yes, please." */
  #acceptedOffer(context: TurnContext, messages: readonly HistoryMessage[]): Trigger | null {
    const said = lastSaid(context);
    const [first] = messages;
    if (said === null || first === undefined || said.author !== 'ai') return null;
    if (!readState(context).offered && !offersPerson(said.text)) return null;
    if (readAnswer(first.text) !== 'yes') return null;
    return trigger('customer_requested', first, 'explicit-request', ACCEPTED_OFFER, this.#thresholds.request);
  }

  #frustration(context: TurnContext, messages: readonly HistoryMessage[]): Trigger | null {
    const latest = messages.at(-1);
    if (latest === undefined) return null;
    const since = Math.max(context.stretch?.endedOffset ?? -1, readState(context).calmAfter);
    const said = context.history.filter(
      (entry): entry is HistoryMessage =>
        entry.type === 'message' &&
        entry.author === 'customer' &&
        entry.offset > since &&
        entry.offset <= latest.offset,
    );
    const score = scoreFrustration(said.map((message) => message.text));
    if (score < this.#thresholds.frustration) return null;
    return trigger('high_frustration', latest, 'frustration', round(score), this.#thresholds.frustration);
  }
}

function topicTrigger(message: HistoryMessage): Trigger | null {
  const found = findPolicyTopic(message.text);
  if (found === null) return null;
  return trigger(found.reason, message, `topic:${found.topic}`, null, null, found.quote);
}

function firstOf(
  messages: readonly HistoryMessage[],
  find: (message: HistoryMessage) => Trigger | null,
): Trigger | null {
  for (const message of messages) {
    const found = find(message);
    if (found !== null) return found;
  }
  return null;
}

function trigger(
  reason: HandoffReason,
  message: HistoryMessage,
  name: string,
  score: number | null,
  threshold: number | null,
  quote: string = message.text,
): Trigger {
  return {
    reason,
    evidence: {
      trigger: name,
      offset: message.offset,
      score,
      threshold,
      quote: quote.slice(0, QUOTE_CHARACTERS).toWellFormed(),
    },
  };
}

function round(score: number): number {
  return Math.round(score * 100) / 100;
}
