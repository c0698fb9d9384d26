import { wordsOf } from '../plan/tool-parameters.ts';
import type { Json } from '@baton/protocol';
import { findEmails, findPhones } from '../../../core/nlp/extract/find-contacts.ts';
import { findDates } from '../../../core/nlp/extract/find-dates.ts';
import { findCodes } from '../../../core/nlp/extract/find-ids.ts';
import { findAmounts, findNumbers } from '../../../core/nlp/extract/find-numbers.ts';
import { foldText } from '../../../core/nlp/fold-text.ts';
import { doesNotKnow, isNeverMind, readAnswer } from '../../../core/nlp/read-answer.ts';
import { stem } from '../../../core/nlp/stem.ts';
import { tokenise } from '../../../core/nlp/tokenise.ts';
import type { ExecutedCall } from '../../../engine/tool-definition.ts';

/** What a way's condition is held against. */
export interface ConditionEvidence {
  /** What the customer has said since the state was reached; empty when nothing. */
  readonly text: string;
  /** Made in this turn by the state's own tools. */
  readonly calls: readonly ExecutedCall[];
  readonly now: Date;
}

const NEGATED =
  /\b(?:not|no|never|cannot|can't|isn't|wasn't|doesn't|didn't|hasn't|aren't|won't|without|unable|neither)\b/i;
const DECLINES =
  /\b(?:declin\w*|refus\w*|reject\w*|disagree\w*|says? no|cancels?|chang\w+ (?:his|her|their) mind|drops? it)\b/i;
const AGREES =
  /\b(?:confirm\w*|agree\w*|accept\w*|approv\w*|says? yes|is (?:ok|okay|fine|happy) with|wants? to (?:go on|go ahead|proceed|continue)|correct)\b/i;
const FAILED = /\b(?:fail\w*|error|did not work|does not work|goes wrong|went wrong|unsuccessful\w*)\b/i;
const WORKED = /\b(?:succe\w*|works?|worked|goes through|went through|done)\b/i;
const GIVES =
  /\b(?:gives?|gave|given|provid\w+|tells?|told|names?|named|stat\w+|enters?|entered|shares?|shared|supplie\w+|specifie\w+|mention\w*|answer\w*|describe\w*|choose\w*|chose\w*|picks?|picked)\b/i;

/**
 * Whether a way's condition holds, by rules that read what most conditions say: the customer agrees or declines,
 * gives what was asked for, a tool worked or what it answered. Null when no rule reads it: its words decide then.
 */
export function conditionVerdict(condition: string, evidence: ConditionEvidence): boolean | null {
  const negated = NEGATED.test(condition);
  const { calls, text } = evidence;
  if (calls.length > 0) return outcomeVerdict(condition, negated, calls);
  if (text === '') return null;
  const answer = isNeverMind(text) ? 'no' : readAnswer(text);
  if (DECLINES.test(condition)) return answer === null ? null : (answer === 'no') !== negated;
  if (AGREES.test(condition)) return answer === null ? null : (answer === 'yes') !== negated;
  if (GIVES.test(condition)) return givesVerdict(condition, evidence) !== negated;
  return null;
}

/** A call that failed, and fields of what a tool answered whose names stand in the condition. */
function outcomeVerdict(condition: string, negated: boolean, calls: readonly ExecutedCall[]): boolean | null {
  const failed = calls.some(({ error }) => error !== null);
  const words = new Set(tokenise(foldText(condition)).map(stem));
  for (const { result, error } of calls) {
    if (error !== null) continue;
    const field = fieldVerdict(result.data, words);
    if (field !== null) return field !== negated;
  }
  if (FAILED.test(condition)) return failed !== negated;
  if (WORKED.test(condition)) return !failed !== negated;
  return failed ? false : null;
}

function fieldVerdict(data: Json, words: ReadonlySet<string>): boolean | null {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return null;
  for (const [name, value] of Object.entries(data)) {
    const named = wordsOf(name).map(stem);
    if (typeof value === 'boolean' && named.some((word) => words.has(word))) return value;
    if (typeof value !== 'string' || value.length > 60) continue;
    const said = tokenise(foldText(value)).map(stem);
    // `status: rejected` decides for "the claim was rejected"; another status decides nothing.
    if (said.length > 0 && said.every((word) => words.has(word))) return true;
  }
  return null;
}

function givesVerdict(condition: string, { text, now }: ConditionEvidence): boolean {
  if (doesNotKnow(text) || isNeverMind(text)) return false;
  if (/\b(?:dates?|days?|when|time)\b/i.test(condition)) {
    const today = { year: now.getFullYear(), month: now.getMonth() + 1, day: now.getDate() };
    return findDates(text, today).length > 0;
  }
  if (/\be-?mail\b/i.test(condition)) return findEmails(text).length > 0;
  if (/\b(?:phone|telephone|mobile)\b/i.test(condition)) return findPhones(text).length > 0;
  if (/\b(?:amount|price|sum|budget)\b/i.test(condition))
    return findAmounts(text).length > 0 || findNumbers(text).length > 0;
  if (/\b(?:number|id|code|reference)\b/i.test(condition)) return findCodes(text).length > 0;
  return /\p{L}.*\p{L}/su.test(text) && readAnswer(text) !== 'no' && !/\?\s*$/.test(text);
}
