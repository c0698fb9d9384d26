import { findRepeated } from '../nlp/frustration/find-repeated.ts';
import type { FrustrationAids } from '../nlp/frustration/frustration-aids.ts';
import { assessFrustration } from '../nlp/frustration/score-frustration.ts';
import { scoreHumanRequest } from '../nlp/human-request/score-human-request.ts';
import { TOPIC_THRESHOLD, findPolicyTopics } from '../nlp/policy-topic/find-policy-topic.ts';
import { readAnswer } from '../nlp/read-answer.ts';
import type { CompiledPolicy } from './compile-policy.ts';
import { PHRASE_SCORE, findPhrase } from './find-phrase.ts';
import { findRise } from './find-rise.ts';
import { orderTriggers } from './order-triggers.ts';
import { evidenceOf } from './signal.ts';
import type { Said, Signal } from './signal.ts';
import type { TriggerMode, TriggerName } from '@baton/protocol';

/** What the triggers of a message look at: nothing from before a person last held the session (H8.4). */
export interface MessageView {
  /** What nobody has answered yet, oldest first. */
  readonly messages: readonly Said[];
  /** All of the customer's up to the newest of `messages`, from where impatience counts. */
  readonly said: readonly Said[];
  /** The last thing the AI said was the offer of a person. */
  readonly offered: boolean;
  /** Whether what a person said before he left answers it: then words that only sound like a request are none. */
  readonly answered?: (text: string) => boolean;
}

const ACCEPTED_OFFER = 0.95;
/** No rule has seen a request, the trained model alone has. */
const STATISTICAL = 'n-grams';

/**
 * The triggers that what a customer wrote makes fire, in their order; each at most once, except topics. Those that
 * are off are not looked for.
 */
export function messageSignals(
  view: MessageView,
  policy: CompiledPolicy,
  aids: FrustrationAids,
): readonly Signal[] {
  return orderTriggers([
    ...topicSignals(view, policy),
    ...requestSignal(view, policy),
    ...impatienceSignals(view, policy, aids),
  ]);
}

function topicSignals({ messages }: MessageView, { modes, topics, topicModes }: CompiledPolicy): Signal[] {
  const seen = new Set<string>();
  const signals: Signal[] = [];
  for (const message of messages) {
    for (const { topic, reason, score, quote } of findPolicyTopics(message.text, topics)) {
      const trigger: TriggerName = topic === 'danger' ? 'sensitive_topic' : 'policy_topic';
      const mode = topicModes.get(topic) ?? modes[trigger];
      if (mode === 'off' || seen.has(topic)) continue;
      seen.add(topic);
      const measured = { score, threshold: TOPIC_THRESHOLD };
      signals.push({
        trigger,
        mode,
        reason,
        evidence: evidenceOf(`topic:${topic}`, message, measured, quote),
      });
    }
  }
  return signals;
}

/** "Would you like me to get a person?" "Yes, please." Else the customer's own words. */
function requestSignal({ messages, offered, answered }: MessageView, policy: CompiledPolicy): Signal[] {
  const mode = policy.modes.explicit_request;
  if (mode === 'off') return [];
  const { request: threshold } = policy.thresholds;
  const signal = (said: Said, score: number, quote?: string): Signal[] => [
    {
      trigger: 'explicit_request',
      mode,
      reason: 'customer_requested',
      evidence: evidenceOf('explicit-request', said, { score, threshold }, quote),
    },
  ];
  const [first] = messages;
  if (offered && first !== undefined && readAnswer(first.text) === 'yes')
    return signal(first, ACCEPTED_OFFER);
  for (const message of messages) {
    const found = scoreHumanRequest(message.text);
    const onlySounds = found?.rule === STATISTICAL && answered?.(message.text) === true;
    if (found !== null && !onlySounds && found.score >= threshold)
      return signal(message, found.score, found.quote);
    const quote = PHRASE_SCORE >= threshold ? findPhrase(message.text, policy.phrases) : null;
    if (quote !== null) return signal(message, PHRASE_SCORE, quote);
  }
  return [];
}

/** Frustration and the same question again and again are seen over turns, never in one message. */
function impatienceSignals({ said }: MessageView, policy: CompiledPolicy, aids: FrustrationAids): Signal[] {
  const latest = said.at(-1);
  if (latest === undefined) return [];
  const texts = said.map(({ text }) => text);
  const { modes, thresholds } = policy;
  const signals: Signal[] = [];
  const add = (
    trigger: TriggerName,
    reason: string,
    name: string,
    measured: { readonly score: number; readonly threshold: number },
  ): void => {
    const mode: TriggerMode = modes[trigger];
    if (mode !== 'off') signals.push({ trigger, mode, reason, evidence: evidenceOf(name, latest, measured) });
  };
  const { frustration, frustrationRise, repeated } = thresholds;
  if (modes.frustration !== 'off') {
    const { score } = assessFrustration(texts, aids);
    if (score >= frustration)
      add('frustration', 'high_frustration', 'frustration', { score, threshold: frustration });
  }
  if (modes.rising_frustration !== 'off') {
    const rise = findRise(texts, { level: frustration, rise: frustrationRise }, aids);
    const measured = { score: rise ?? 0, threshold: frustrationRise };
    if (rise !== null) add('rising_frustration', 'high_frustration', 'rising-frustration', measured);
  }
  if (modes.repeated_question !== 'off') {
    const found = findRepeated(texts, aids.cosine, repeated);
    const measured = { score: found?.times ?? 0, threshold: repeated };
    if (found !== null) add('repeated_question', 'complex_issue', 'repeated-question', measured);
  }
  return signals;
}
