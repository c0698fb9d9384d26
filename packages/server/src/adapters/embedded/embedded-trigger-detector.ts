import { findRepeated } from '../../core/nlp/frustration/find-repeated.ts';
import type { Cosine, FrustrationAids } from '../../core/nlp/frustration/frustration-aids.ts';
import { scoreFrustration } from '../../core/nlp/frustration/score-frustration.ts';
import { offersPerson } from '../../core/nlp/human-request/offers-person.ts';
import { scoreHumanRequest } from '../../core/nlp/human-request/score-human-request.ts';
import { findPolicyTopic, TOPIC_THRESHOLD } from '../../core/nlp/policy-topic/find-policy-topic.ts';
import { compileOwnTopic } from '../../core/nlp/policy-topic/own-topic.ts';
import type { OwnTopic, PolicyTopicDefinition } from '../../core/nlp/policy-topic/own-topic.ts';
import { readAnswer } from '../../core/nlp/read-answer.ts';
import type { HistoryMessage } from '../../engine/conversation-context.ts';
import type { TurnContext } from '../../engine/turn-context.ts';
import type { Composition, Trigger, TriggerDetector } from '../../ports/engine-stages.ts';
import { readState } from './embedded-state.ts';
import { sentimentOf } from './sentiment.ts';
import type { Thresholds } from './thresholds.ts';
import { lastSaid, unansweredMessages } from './unanswered.ts';

const ACCEPTED_OFFER = 0.95;
const QUOTE_CHARACTERS = 300;
/** Of the newest unanswered messages so much is read, some 30 ms of work; of those before only how they begin. */
const READ_CHARACTERS = 24_000;
const BEGINNING = 200;

export interface TriggerOptions {
  /** Topics of the application's own that always go to a person (H4.3). */
  readonly topics?: readonly PolicyTopicDefinition[];
  /** Nearness of meaning, where an encoder is at hand: finds a question that was reworded (H4.2). */
  readonly cosine?: Cosine;
}

/**
 * Calls for a person by rules and small models (H4). It reads the messages of this turn and, for frustration, the ones before,
 * none of them older than the end of the last stretch: a request that a person has dealt with does not fire again.
 */
export class EmbeddedTriggerDetector implements TriggerDetector {
  readonly #thresholds: Thresholds;
  readonly #topics: readonly OwnTopic[];
  readonly #topicsOfAgents = new WeakMap<readonly PolicyTopicDefinition[], readonly OwnTopic[]>();
  readonly #aids: FrustrationAids;

  /** Throws a RangeError that names the topic when one of `topics` cannot match anything. */
  constructor(thresholds: Thresholds, { topics = [], cosine }: TriggerOptions = {}) {
    this.#thresholds = thresholds;
    this.#topics = topics.map(compileOwnTopic);
    this.#aids = { sentiment: sentimentOf, ...(cosine !== undefined && { cosine }) };
  }

  async detect(context: TurnContext): Promise<Trigger | null> {
    const messages = withinReach(unansweredMessages(context));
    const topic = firstOf(messages, (message) => this.#topic(message, this.#topicsOf(context)));
    if (topic !== null && topic.reason === 'sensitive_topic') return topic;
    return (
      this.#acceptedOffer(context, messages) ??
      firstOf(messages, (message) => requestTrigger(message, this.#thresholdsOf(context).request)) ??
      topic ??
      this.#impatience(context, messages)
    );
  }

  async review(context: TurnContext, composition: Composition): Promise<Trigger | null> {
    const { confidence, unsureTurns, stalledTurns } = this.#thresholdsOf(context);
    const { latest } = context;
    if (latest === null) return null;
    const { unsure, stalled } = readState(context, composition.state);
    if (composition.confidence < confidence && unsure >= unsureTurns) {
      return trigger('low_confidence', latest, 'low-confidence', composition.confidence, confidence);
    }
    if (stalled < stalledTurns) return null;
    return trigger('max_turns_exceeded', latest, 'no-progress', null, null);
  }

  /** The agent's own settings go before the server's. */
  #thresholdsOf({ behaviour }: TurnContext): Thresholds {
    const { confidence, frustration, stalledTurns, request } = behaviour.binding.triggers ?? {};
    const own = { confidence, frustration, stalledTurns, request };
    const given = Object.entries(own).filter(([, value]) => value !== undefined);
    return { ...this.#thresholds, ...Object.fromEntries(given) };
  }

  /** "Would you like me to get a person?" "Yes, please." */
  #acceptedOffer(context: TurnContext, messages: readonly HistoryMessage[]): Trigger | null {
    const said = lastSaid(context);
    const [first] = messages;
    if (said === null || first === undefined || said.author !== 'ai') return null;
    if (!readState(context).offered && !offersPerson(said.text)) return null;
    if (readAnswer(first.text) !== 'yes') return null;
    return trigger(
      'customer_requested',
      first,
      'explicit-request',
      ACCEPTED_OFFER,
      this.#thresholdsOf(context).request,
    );
  }

  /** The application's topics and those of the agent, which are made ready once. */
  #topicsOf(context: TurnContext): readonly OwnTopic[] {
    const definitions = context.behaviour.binding.triggers?.topics ?? [];
    if (definitions.length === 0) return this.#topics;
    const known = this.#topicsOfAgents.get(definitions);
    if (known !== undefined) return known;
    const compiled = [...this.#topics, ...definitions.map(compileOwnTopic)];
    this.#topicsOfAgents.set(definitions, compiled);
    return compiled;
  }

  #topic(message: HistoryMessage, topics: readonly OwnTopic[]): Trigger | null {
    const found = findPolicyTopic(message.text, topics);
    if (found === null) return null;
    return trigger(
      found.reason,
      message,
      `topic:${found.topic}`,
      round(found.score),
      TOPIC_THRESHOLD,
      found.quote,
    );
  }

  /** Frustration, and the same question again and again: both are seen over turns, never in one message. */
  #impatience(context: TurnContext, messages: readonly HistoryMessage[]): Trigger | null {
    const latest = messages.at(-1);
    if (latest === undefined) return null;
    const { frustration, repeated } = this.#thresholdsOf(context);
    const since = Math.max(context.stretch?.endedOffset ?? -1, readState(context).calmAfter);
    const said = context.history.filter(
      (entry): entry is HistoryMessage =>
        entry.type === 'message' &&
        entry.author === 'customer' &&
        entry.offset > since &&
        entry.offset <= latest.offset,
    );
    const texts = said.map((message) => message.text);
    const score = scoreFrustration(texts, this.#aids);
    if (score >= frustration)
      return trigger('high_frustration', latest, 'frustration', round(score), frustration);
    const found = findRepeated(texts, this.#aids.cosine, repeated);
    if (found === null) return null;
    return trigger('complex_issue', latest, 'repeated-question', null, null);
  }
}

/** A customer who sends one long message after another must not hold everybody up: each of them begins a turn anew. */
function withinReach(messages: readonly HistoryMessage[]): readonly HistoryMessage[] {
  let left = READ_CHARACTERS;
  const reached = messages.toReversed().map((message, age) => {
    left -= message.text.length;
    return age === 0 || left >= 0 ? message : { ...message, text: message.text.slice(0, BEGINNING) };
  });
  return reached.toReversed();
}

function requestTrigger(message: HistoryMessage, threshold: number): Trigger | null {
  const found = scoreHumanRequest(message.text);
  if (found === null || found.score < threshold) return null;
  return trigger('customer_requested', message, 'explicit-request', found.score, threshold, found.quote);
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
  reason: string,
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
