import type { Clause } from '../clauses-of.ts';
import { clausesOf } from '../clauses-of.ts';
import { foldText } from '../fold-text.ts';
import type { ClauseScore } from './clause-score.ts';
import { PHRASES } from './phrase-requests.ts';
import { scoreEnglishClause } from './score-english-clause.ts';
import { scoreOtherLanguages } from './score-other-languages.ts';

/** From this score on a message counts as a request for a person. */
export const REQUEST_THRESHOLD = 0.7;
/** From this score on it may be one: worth asking. */
export const MAYBE_REQUEST = 0.5;

export interface HumanRequest extends ClauseScore {
  /** The customer's words that say so. */
  readonly quote: string;
}

const OTHER_SCRIPT = /[\u0400-\u04ff\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]/;
const PHRASE_SCORE = 0.85;

/** How certainly a message asks for a person; null when nothing in it does. */
export function scoreHumanRequest(message: string): HumanRequest | null {
  const clauses = clausesOf(message);
  const whole = clauses.length === 1;
  let best: HumanRequest | null = null;
  for (const clause of clauses) {
    const found = scoreClause(clause, whole);
    if (found !== null && (best === null || found.score > best.score))
      best = { ...found, quote: clause.quote };
  }
  return best;
}

function scoreClause(clause: Clause, whole: boolean): ClauseScore | null {
  const english = scoreEnglishClause(clause, whole);
  if (english !== null && english.score >= REQUEST_THRESHOLD) return english;
  return scoreOtherLanguages(clause.words, whole) ?? scorePhrases(clause.quote) ?? english;
}

function scorePhrases(quote: string): ClauseScore | null {
  if (!OTHER_SCRIPT.test(quote)) return null;
  const folded = foldText(quote);
  for (const { language, request, refusal } of PHRASES) {
    if (request.test(folded) && !refusal.test(folded))
      return { score: PHRASE_SCORE, rule: 'phrase', language };
  }
  return null;
}
