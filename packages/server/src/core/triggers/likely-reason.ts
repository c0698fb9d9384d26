import { scoreFrustration } from '../nlp/frustration/score-frustration.ts';
import type { FrustrationAids } from '../nlp/frustration/frustration-aids.ts';
import { MAYBE_REQUEST, scoreHumanRequest } from '../nlp/human-request/score-human-request.ts';
import { findPolicyTopic } from '../nlp/policy-topic/find-policy-topic.ts';
import type { CompiledPolicy } from './compile-policy.ts';
import type { MessageView } from './message-signals.ts';

/** Where nobody asks for anything, half of what makes a trigger fire is enough to tell why. */
const LIKELY_FRUSTRATION = 0.5;

/**
 * Why a person may be wanted, judged by what the customer wrote: for a tool that asked for one and did not say.
 * Modes play no part: nothing comes of it but a reason. Null when nothing in the words tells.
 */
export function likelyReason(
  { messages, said, offered }: MessageView,
  { topics }: CompiledPolicy,
  aids: FrustrationAids,
): string | null {
  for (const { text } of messages) {
    const topic = findPolicyTopic(text, topics);
    if (topic !== null) return topic.reason;
  }
  const asked = messages.some(({ text }) => (scoreHumanRequest(text)?.score ?? 0) >= MAYBE_REQUEST);
  if (asked || offered) return 'customer_requested';
  const frustration = scoreFrustration(
    said.map(({ text }) => text),
    aids,
  );
  return frustration >= LIKELY_FRUSTRATION ? 'high_frustration' : null;
}
