import { fillPlaceholders } from '../../../core/canned/placeholder.ts';
import type { CannedCandidate } from '../../../core/canned/canned-candidate.ts';
import { cleanText } from '../../../core/prompt/clean-text.ts';
import type { ComposedMessage } from '../../../ports/engine-stages.ts';
import { bounded } from '../bounded.ts';
import type { FilledField, TemplateAnswer } from './answers.ts';

/** A word or a sentence, not a message of its own. */
const LONGEST_FIELD = 200;
const SYNTAX = /\{\{|\}\}|\{%|%\}|\{#|#\}/;
const LINK = /:\/\/|[\p{L}\p{N}-]\.\p{L}{2,}/u;

/** The message of the template that was chosen; null when none was, it does not fit well enough, or it cannot be filled. */
export function chooseTemplate(
  { template, fit, fields }: TemplateAnswer,
  candidates: readonly CannedCandidate[],
  least: number,
): ComposedMessage | null {
  if (template === null || bounded(fit) < least) return null;
  const chosen = candidates[template - 1];
  if (chosen === undefined) return null;
  const text = fillPlaceholders(chosen.text, filledFields(chosen, fields));
  if (text === null) return null;
  return { text, cannedResponses: [[chosen.id, text]], metadata: chosen.metadata };
}

/** Only short plain words may be put into a template: no template, no link, no second line. */
function filledFields(
  { generative }: CannedCandidate,
  fields: readonly FilledField[],
): ReadonlyMap<string, string> {
  const filled = new Map<string, string>();
  for (const name of generative) {
    const given = fields.find((field) => field.name === name)?.value.trim() ?? '';
    if (given.length > LONGEST_FIELD) continue;
    const value = cleanText(given, LONGEST_FIELD).trim();
    if (value === '' || value.includes('\n')) continue;
    if (SYNTAX.test(value) || LINK.test(value)) continue;
    filled.set(name, value);
  }
  return filled;
}
