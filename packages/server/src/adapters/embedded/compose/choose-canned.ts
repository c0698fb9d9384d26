import type { CannedCandidate } from '../../../core/canned/canned-candidate.ts';
import { LIKELY_MEANT, SURELY_MEANT, nearestTemplate } from '../../../core/canned/nearest-template.ts';
import type { ComposedMessage } from '../../../ports/engine-stages.ts';

/** What a strict agent says when none of its templates fits. */
export const NO_TEMPLATE_FITS = 'Not sure I understand. Could you please say that another way?';

/** The draft or the template that is surely meant by it. */
export function preferCanned(
  candidates: readonly CannedCandidate[],
  draft: string,
  question: string,
): ComposedMessage {
  return chosen(candidates, draft, question, SURELY_MEANT) ?? { text: draft };
}

/** A template and nothing else; null when none fits. */
export function onlyCanned(
  candidates: readonly CannedCandidate[],
  draft: string,
  question: string,
): ComposedMessage | null {
  return chosen(candidates, draft, question, LIKELY_MEANT);
}

function chosen(
  candidates: readonly CannedCandidate[],
  draft: string,
  question: string,
  least: number,
): ComposedMessage | null {
  const nearest = nearestTemplate(candidates, draft, question);
  if (nearest === null || nearest.score < least) return null;
  const { id, text, metadata } = nearest.template;
  return { text, draft, cannedResponses: [[id, text]], metadata };
}
