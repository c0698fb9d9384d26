import { TRIGGER_NAMES } from '@baton/protocol';
import type { TriggerName } from '@baton/protocol';

const BY_EVIDENCE: Readonly<Record<string, TriggerName>> = {
  'topic:danger': 'sensitive_topic',
  'explicit-request': 'explicit_request',
  frustration: 'frustration',
  'rising-frustration': 'rising_frustration',
  'repeated-question': 'repeated_question',
  'failing-tools': 'failing_tools',
  'low-confidence': 'low_confidence',
  'no-progress': 'no_progress',
  'most-turns': 'most_turns',
};

/** Which trigger a piece of evidence is of, by its name there; null for what is no trigger that can be set. */
export function triggerOf(evidence: string): TriggerName | null {
  if (Object.hasOwn(BY_EVIDENCE, evidence)) return BY_EVIDENCE[evidence] ?? null;
  if (evidence.startsWith('topic:')) return 'policy_topic';
  return evidence.startsWith('custom:') ? 'custom' : null;
}

/** In the order in which they give a handoff its reason; what is no trigger that can be set comes first, as it came. */
export function orderTriggers<T extends { readonly evidence: { readonly trigger: string } }>(
  triggers: readonly T[],
): readonly T[] {
  const rank = ({ evidence }: T): number => {
    const name = triggerOf(evidence.trigger);
    return name === null ? -1 : TRIGGER_NAMES.indexOf(name);
  };
  return triggers.toSorted((a, b) => rank(a) - rank(b));
}
