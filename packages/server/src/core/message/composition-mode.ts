import type { CompositionMode } from '@baton/protocol';

const STRICTNESS: readonly CompositionMode[] = [
  'fluid',
  'canned_fluid',
  'composited_canned',
  'strict_canned',
];

/**
 * How an answer is composed: as the agent's mode says, or as the strictest of what applies, which an agent that
 * composes freely does not heed and a strict one cannot be freed by.
 */
export function compositionMode(
  agent: CompositionMode,
  applying: readonly (CompositionMode | null)[],
): CompositionMode {
  if (agent === 'fluid' || agent === 'strict_canned') return agent;
  const strictest = Math.max(...applying.map((mode) => (mode === null ? -1 : STRICTNESS.indexOf(mode))), 0);
  return strictest > 0 ? (STRICTNESS[strictest] ?? agent) : agent;
}
