import type { Clause } from '../clauses-of.ts';
import { compilePattern, compileRules } from '../compile-rule.ts';
import {
  ENGLISH_BLOCKS,
  ENGLISH_NEAR_NEGATION,
  ENGLISH_NEGATIONS,
  ENGLISH_NO_PERSON,
  ENGLISH_RESTART,
} from './english-guards.ts';
import { ENGLISH_BARE, ENGLISH_RULES } from './english-rules.ts';
import { ENGLISH_CLASSES, ENGLISH_JOINED } from './english-words.ts';
import { repairWords } from './repair-words.ts';
import { isNegated } from './is-negated.ts';
import type { ClauseScore, RuleVerdict } from './clause-score.ts';

const RULES = compileRules(ENGLISH_RULES, ENGLISH_CLASSES);
const BARE = compilePattern(ENGLISH_BARE, ENGLISH_CLASSES);
const BLOCKS = ENGLISH_BLOCKS.map((pattern) => compilePattern(pattern, ENGLISH_CLASSES));
const NEGATIONS = ENGLISH_NEGATIONS.map((pattern) => compilePattern(pattern, ENGLISH_CLASSES));
const NEAR_NEGATION = compilePattern(ENGLISH_NEAR_NEGATION, ENGLISH_CLASSES);
const RESTART = compilePattern(ENGLISH_RESTART, ENGLISH_CLASSES);
const NO_PERSON = compilePattern(ENGLISH_NO_PERSON, ENGLISH_CLASSES);
const NOUN = compilePattern(' (?:{WHO}|me|us|person to person|live agent) ', ENGLISH_CLASSES);
/** Nothing in a clause without one of these can be a request: most clauses end here. */
const CUE = compilePattern(
  ' (?:(?:to|with) you|{PERSON}|{ANYBODY}|{SERVICE}|{UNIT}|{DEVICE}|transfer|connect|transferred|connected|put|patch|escalate|escalated|call|phone|ring|callback|callbacks|human|live|who|pass|hand|be|redirect|passed|(?:talk|speak) (?:to|with) (?:them|him|her)) ',
  ENGLISH_CLASSES,
);
/** Rules in which the negation is the request. */
const AGAINST_BOT: ReadonlySet<string> = new Set(['no bot', 'not you']);
const BARE_SCORE = 0.9;
const BARE_AMONG_OTHERS_SCORE = 0.75;
const TYPO_COST = 0.02;

/** `whole`: the clause is the whole message; a bare noun means more when nothing else was said. */
export function scoreEnglishClause(clause: Clause, whole: boolean): RuleVerdict {
  const { text, corrections } = canonical(clause.words);
  if (NO_PERSON.test(text)) return 'refused';
  if (!CUE.test(text)) return null;
  const best = bestRule(text, clause, whole);
  if (best === null || typeof best === 'string') return best;
  return { ...best, score: Math.max(0, best.score - TYPO_COST * Math.min(corrections, 5)), language: 'en' };
}

function bestRule(
  text: string,
  clause: Clause,
  whole: boolean,
): Omit<ClauseScore, 'language'> | 'refused' | 'doubtful' | null {
  const { question, sentence } = clause;
  let best: Omit<ClauseScore, 'language'> | null = null;
  if (BARE.test(text) && !(question && !whole)) {
    const certain =
      whole || / (?:please|now) /.test(text) || (sentence && / (?:real|live|human|actual) /.test(text));
    if (certain) best = { score: whole ? BARE_SCORE : BARE_AMONG_OTHERS_SCORE, rule: 'bare noun' };
  }
  let refused = false;
  const blocked = BLOCKS.some((block) => block.test(text));
  for (const { name, score, expression } of RULES) {
    if (best !== null && best.score >= score) continue;
    const match = expression.exec(text);
    if (match === null) continue;
    if (!AGAINST_BOT.has(name) && (blocked || negated(text, match))) {
      refused = true;
      continue;
    }
    if (AGAINST_BOT.has(name) && / (?:are|is|am) (?:not )?(?:you|this|that|it|i|we) | i am not /.test(text))
      continue;
    best = { score, rule: name };
  }
  if (best !== null) return best;
  if (refused) return 'refused';
  return blocked ? 'doubtful' : null;
}

function negated(text: string, match: RegExpExecArray): boolean {
  const start = match.index;
  const noun = NOUN.exec(text.slice(start))?.index ?? 0;
  const end = start + match[0].length;
  return isNegated(text, end, NEGATIONS, RESTART) || NEAR_NEGATION.test(text.slice(0, start + noun + 1));
}

/** The clause as ` words with single spaces `, misspellings of the words that matter put right. */
function canonical(words: readonly string[]): { text: string; corrections: number } {
  const { words: right, corrections } = repairWords(words);
  let text = ` ${right.join(' ')} `;
  for (const [pattern, joined] of ENGLISH_JOINED) text = text.replace(pattern, joined);
  return { text, corrections };
}
