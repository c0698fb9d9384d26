import { compilePattern } from '../compile-rule.ts';
import { DUTCH, GERMAN, POLISH } from './germanic-and-slavic-requests.ts';
import { isNegated } from './is-negated.ts';
import { FRENCH, ITALIAN, PORTUGUESE, SPANISH } from './romance-requests.ts';
import type { LanguageRules } from './language-rules.ts';
import type { RuleVerdict } from './clause-score.ts';

interface Compiled {
  readonly language: string;
  readonly requests: readonly RegExp[];
  readonly bare: RegExp;
  readonly blocks: readonly RegExp[];
  readonly negations: readonly RegExp[];
  readonly restart: RegExp;
}

const LANGUAGES: readonly Compiled[] = [SPANISH, FRENCH, GERMAN, PORTUGUESE, ITALIAN, DUTCH, POLISH].map(
  compile,
);
const SCORE = 0.9;
const REFUSED = 'refused';
const DOUBTFUL = 'doubtful';
const AGAINST_BOTS = /bot\|/;

export function scoreOtherLanguages(words: readonly string[], whole: boolean): RuleVerdict {
  const text = ` ${words.join(' ')} `;
  let without: typeof REFUSED | typeof DOUBTFUL | null = null;
  for (const rules of LANGUAGES) {
    const rule = matchingRule(rules, text, whole);
    if (rule === REFUSED) without = REFUSED;
    else if (rule === DOUBTFUL) without ??= DOUBTFUL;
    else if (rule !== null) return { score: SCORE, rule, language: rules.language };
  }
  return without;
}

function matchingRule(rules: Compiled, text: string, whole: boolean): string | null {
  const blocked = rules.blocks.some((block) => block.test(text));
  if (blocked) return rules.requests.some((request) => request.test(text)) ? REFUSED : DOUBTFUL;
  if (whole && rules.bare.test(text)) return 'bare noun';
  let refused = false;
  for (const request of rules.requests) {
    const match = request.exec(text);
    if (match === null) continue;
    if (AGAINST_BOTS.test(request.source)) return 'no bot';
    const end = match.index + match[0].length;
    if (!isNegated(text, end, rules.negations, rules.restart)) return 'request';
    refused = true;
  }
  return refused ? REFUSED : null;
}

function compile(rules: LanguageRules): Compiled {
  const classes = { P: rules.person };
  const compiled = (pattern: string): RegExp => compilePattern(pattern, classes);
  return {
    language: rules.language,
    requests: rules.requests.map(compiled),
    bare: compiled(rules.bare),
    blocks: rules.blocks.map(compiled),
    negations: rules.negations.map(compiled),
    restart: compiled(rules.restart),
  };
}
