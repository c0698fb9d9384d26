import { safePattern } from '../../safe-pattern.ts';
import type { Clause } from '../clauses-of.ts';
import { overlap, stemsOf } from '../content-stems.ts';
import { foldText } from '../fold-text.ts';
import { tokenise } from '../tokenise.ts';

/**
 * A topic of the application's own that always goes to a person, as it stands in the configuration. At least one
 * of `patterns` and `examples` says what it is about.
 */
export interface PolicyTopicDefinition {
  /** Goes into the evidence as `topic:<name>`. */
  readonly name: string;
  /** Default `policy_required`. */
  readonly reason?: string;
  /**
   * Words that must follow one another, whatever their case and accents: `medical *  advice`. `*` stands for up to
   * three words, `(dose|dosage)` for one of several. An expression is run on single sentences instead, as they were
   * written and in plain letters; it must not be slow. One written as a text between slashes, `/\\bRMA-\\d{4}/`, has
   * to be one that cannot be: characters, classes and one count without an end, or two short ones.
   */
  readonly patterns?: readonly (string | RegExp)[];
  /** Sentences customers might write; a clause with most of an example's words is about the topic. */
  readonly examples?: readonly string[];
}

/** A definition made ready for matching, once per configuration. */
export interface OwnTopic {
  readonly name: string;
  readonly reason: string;
  /** How certainly a clause is about the topic, 0..1. */
  score(clause: Clause): number;
}

const PATTERN_SCORE = 0.95;
/** Words in common (Dice) with an example from which a clause is about the same. */
const ALIKE = 0.6;
/** All of an example's words within a longer clause. */
const HOLDS_ALL = 0.8;
const FEWEST_STEMS = 2;
const MOST_PATTERNS = 200;
const PATTERN_CHARACTERS = 200;
/** Each may stand for none to three words: so many can be tried in no time whatever the text. */
const MOST_STARS = 4;
/** What an expression of the application's is run on: a sentence, not a book. */
const EXPRESSION_CHARACTERS = 400;

/**
 * Where two counts vary, both are tried at each place: so many ways, no more. Two without an end took 150 ms for one
 * sentence, and a message has sixty.
 */
const MOST_WAYS = 1000;

/** Throws a RangeError that names the topic when it has neither patterns nor examples, or too many or too long ones. */
export function compileOwnTopic({
  name,
  reason = 'policy_required',
  patterns = [],
  examples = [],
}: PolicyTopicDefinition): OwnTopic {
  if (patterns.length + examples.length === 0)
    throw new RangeError(`The policy topic ${name} needs patterns or examples.`);
  if (patterns.length + examples.length > MOST_PATTERNS)
    throw new RangeError(`The policy topic ${name} has more than ${MOST_PATTERNS} patterns and examples.`);
  const expressions = patterns.map((pattern) =>
    typeof pattern === 'string' ? compileText(name, pattern) : withoutState(pattern),
  );
  const known = examples.map((example) => stemsOf(tokenise(foldText(example.slice(0, PATTERN_CHARACTERS)))));
  return {
    name,
    reason,
    score({ words, quote }) {
      const text = ` ${words.join(' ')} `.slice(0, EXPRESSION_CHARACTERS);
      if (expressions.some((expression) => expression.test(text) || expression.test(quote)))
        return PATTERN_SCORE;
      const stems = stemsOf(words);
      const likest = Math.max(0, ...known.map((example) => likenessOf(example, stems)));
      return likest >= ALIKE ? likest : 0;
    },
  };
}

function likenessOf(example: readonly string[], stems: readonly string[]): number {
  const all = example.length >= FEWEST_STEMS && example.every((word) => stems.includes(word));
  return Math.max(overlap(example, stems), all ? HOLDS_ALL : 0);
}

/** `test` of an expression that is global starts where the last one ended. */
function withoutState(pattern: RegExp): RegExp {
  return new RegExp(pattern.source, pattern.flags.replace(/[gy]/g, ''));
}

function compileText(name: string, pattern: string): RegExp {
  if (!/^\/.+\/$/s.test(pattern)) return compileWords(name, pattern);
  const source = pattern.slice(1, -1);
  const safe = safePattern(source, 'iu');
  if (safe !== null && (source.startsWith('^') || waysOf(source) <= MOST_WAYS)) return safe;
  throw new RangeError(
    `The expression ${pattern} of the policy topic ${name} might be slow: use characters, classes and one count without an end, or two short ones.`,
  );
}

/** In how many ways the counts of an expression can be divided up, behind one place where it may begin. */
function waysOf(source: string): number {
  const outside = source.replace(/\[(?:\\.|[^\]\\])*\]|\\./gu, 'x');
  let ways = 1;
  for (const [count, least, comma, most] of outside.matchAll(/\{(\d+)(,?)(\d*)\}|[*+?]/gu)) {
    if (count === '?') ways *= 2;
    else if (count === '*' || count === '+' || (comma === ',' && most === '')) ways *= EXPRESSION_CHARACTERS;
    else if (comma === ',') ways *= Math.max(1, Number(most) - Number(least) + 1);
  }
  return ways;
}

function compileWords(name: string, pattern: string): RegExp {
  if (pattern.length > PATTERN_CHARACTERS)
    throw new RangeError(
      `A pattern of the policy topic ${name} is longer than ${PATTERN_CHARACTERS} characters.`,
    );
  const parts = foldText(pattern).match(/\*|\([^()]*\)|[^\s*()]+/g) ?? [];
  if (parts.filter((part) => part === '*').length > MOST_STARS)
    throw new RangeError(`A pattern of the policy topic ${name} has more than ${MOST_STARS} stars.`);
  const source = parts.map((part) => {
    if (part === '*') return '(?:[^ ]+ ){0,3}';
    const choices = part
      .replace(/[()]/g, '')
      .split('|')
      .map((choice) => tokenise(choice).join(' '));
    const written = choices.filter((choice) => choice !== '');
    if (written.length === 0)
      throw new RangeError(`A pattern of the policy topic ${name} has no words: ${pattern}`);
    return `(?:${written.join('|')}) `;
  });
  if (source.every((part) => part.startsWith('(?:[^')))
    throw new RangeError(`A pattern of the policy topic ${name} has no words: ${pattern}`);
  return new RegExp(` ${source.join('')}`, 'u');
}
