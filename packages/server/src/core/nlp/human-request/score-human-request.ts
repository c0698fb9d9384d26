import type { Clause } from '../clauses-of.ts';
import { clausesOf } from '../clauses-of.ts';
import { foldText } from '../fold-text.ts';
import { guessLanguage } from '../guess-language.ts';
import type { ClauseScore, RuleVerdict } from './clause-score.ts';
import { PHRASES } from './phrase-requests.ts';
import { repairForeignWords } from './repair-foreign-words.ts';
import { requestProbability } from './request-model.ts';
import { scoreEnglishClause } from './score-english-clause.ts';
import { scoreOtherLanguages } from './score-other-languages.ts';
import { withoutMentions } from './without-mentions.ts';

/** From this score on a message counts as a request for a person: act. */
export const REQUEST_THRESHOLD = 0.7;
/** From this score on it may be one: ask. */
export const MAYBE_REQUEST = 0.5;

export interface HumanRequest extends ClauseScore {
  /** The customer's words that say so. */
  readonly quote: string;
}

const OTHER_SCRIPT = /[\u0400-\u04ff\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]/;
const PHRASE_SCORE = 0.85;
const REPAIR_COST = 0.05;
/** A rule that the n-grams all but rule out only asks. English rules are many and narrow, the others few and wide. */
const VETO_ENGLISH = 0.0015;
const VETO_OTHERS = 0.01;
const VETOED_SCORE = 0.55;
/** "No bots!" reads to the n-grams like "no humans!", and Polish they have never read: there the rules decide. */
const NO_VETO_RULE = 'no bot';
const NO_VETO_LANGUAGE = 'pl';
/** Where rules see that a person is only spoken of, the n-grams may ask and not act. */
const DOUBTFUL_SCORE = 0.65;
/** "Who is this, a human?": the end of a question about something else. */
const ASIDE_WORDS = 3;
/** From this probability on the n-grams alone ask, and from REQUEST_THRESHOLD on they act. */
const ASKED_PROBABILITY = 0.45;
/** "How do I contact support?" may want an address, "who do I talk to about fees?" an answer: they are asked. */
const ONLY_ASKED: ReadonlySet<string> = new Set(['service line', 'who to talk to about']);

/**
 * How certainly a message asks for a person; null when nothing in it does. Rules and a trained n-gram model read
 * every clause: the rules know the usual ways of asking, the model the unusual ones and what only looks like them.
 */
export function scoreHumanRequest(message: string): HumanRequest | null {
  const clauses = clausesOf(withoutMentions(message));
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
  const rule = scoreByRules(clause, whole);
  if (rule === 'refused') return null;
  if (rule !== null && rule !== 'doubtful' && rule.rule === 'phrase') return rule;
  const probability = requestProbability(clause.words);
  const aside = clause.question && !clause.sentence && clause.words.length <= ASIDE_WORDS;
  if (rule === 'doubtful' || (rule === null && aside))
    return scoreByModel(clause, Math.min(DOUBTFUL_SCORE, probability));
  if (rule === null) return scoreByModel(clause, probability);
  if (rule.score >= REQUEST_THRESHOLD)
    return isVetoed(rule, probability) ? { ...rule, score: VETOED_SCORE } : rule;
  return ONLY_ASKED.has(rule.rule) ? rule : (scoreByModel(clause, probability) ?? rule);
}

function isVetoed({ rule, language }: ClauseScore, probability: number): boolean {
  if (rule === NO_VETO_RULE || language === NO_VETO_LANGUAGE) return false;
  return probability < (language === 'en' ? VETO_ENGLISH : VETO_OTHERS);
}

function scoreByModel(clause: Clause, probability: number): ClauseScore | null {
  if (probability < ASKED_PROBABILITY) return null;
  const score = Math.round(Math.max(MAYBE_REQUEST, probability) * 100) / 100;
  return { score, rule: 'n-grams', language: guessLanguage(clause.quote) ?? 'en' };
}

function scoreByRules(clause: Clause, whole: boolean): RuleVerdict {
  const english = scoreEnglishClause(clause, whole);
  if (isRequest(english) && english.score >= REQUEST_THRESHOLD) return english;
  const other = scoreOtherLanguages(clause.words, whole) ?? scoreRepaired(clause, whole);
  if (isRequest(other)) return other;
  const phrase = scorePhrases(clause.quote);
  if (phrase !== null) return phrase;
  if (english === 'refused' || other === 'refused') return 'refused';
  return english ?? other;
}

/** What the rules of other languages make of a clause once its misspellings are put right. */
function scoreRepaired({ words }: Clause, whole: boolean): RuleVerdict {
  const repaired = repairForeignWords(words);
  const verdict = repaired === null ? null : scoreOtherLanguages(repaired, whole);
  return isRequest(verdict) ? { ...verdict, score: verdict.score - REPAIR_COST } : verdict;
}

function isRequest(verdict: RuleVerdict): verdict is ClauseScore {
  return verdict !== null && typeof verdict !== 'string';
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
