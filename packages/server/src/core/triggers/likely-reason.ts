import { scoreFrustration } from '../nlp/frustration/score-frustration.ts';
import type { FrustrationAids } from '../nlp/frustration/frustration-aids.ts';
import {
  MAYBE_REQUEST,
  REQUEST_THRESHOLD,
  scoreHumanRequest,
} from '../nlp/human-request/score-human-request.ts';
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
  if (offered) return 'customer_requested';
  const asked = Math.max(0, ...messages.map(({ text }) => scoreHumanRequest(text)?.score ?? 0));
  if (asked >= REQUEST_THRESHOLD) return 'customer_requested';
  const texts = said.map(({ text }) => text);
  if (scoreFrustration(texts, aids) >= LIKELY_FRUSTRATION) return 'high_frustration';
  return asked >= MAYBE_REQUEST ? 'customer_requested' : null;
}
