import type { CandidateContent, CandidateKind } from '@baton/protocol';
import { shorten } from '../package/shorten.ts';
import { cleanAnswer, cleanQuestion } from './clean-text.ts';
import type { Personal } from './clean-text.ts';

const LONGEST_TITLE = 200;
const LONGEST_TEXT = 20_000;
/** Conditions, actions and templates are shorter than articles. */
const LONGEST_RULE = 10_000;

/** What the AI would be given, made from a question and a person's answer. */
export function draftContent(
  kind: CandidateKind,
  { question, answer }: { readonly question: string; readonly answer: string },
  personal: Personal,
): CandidateContent {
  const text = cleanAnswer(answer, personal).slice(0, LONGEST_TEXT).toWellFormed();
  const asked = shorten(cleanQuestion(question, personal) || text, LONGEST_TITLE);
  return { title: kind === 'guideline' ? `The customer asks: ${asked}` : asked, text };
}

/** Why a candidate of this kind may not hold this; null when it may. */
export function contentFault(kind: CandidateKind, { title, text }: CandidateContent): string | null {
  if (title.trim() === '' || text.trim() === '') return 'It needs a title and a text.';
  if (kind === 'article' && title.length > 300) return 'The title of an article may have 300 characters.';
  if (kind !== 'article' && text.length > LONGEST_RULE)
    return `The text of a ${kind === 'guideline' ? 'guideline' : 'canned response'} may have ${LONGEST_RULE} characters.`;
  return null;
}
