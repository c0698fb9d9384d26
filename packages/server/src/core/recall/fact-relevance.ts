import { foldText } from '../nlp/fold-text.ts';
import { headOf } from '../nlp/match/synonyms.ts';
import { stem } from '../nlp/stem.ts';
import { tokenise } from '../nlp/tokenise.ts';
import { conceptsOf } from './concepts.ts';
import { askedKinds, namesKind, toldKinds } from './fact-kinds.ts';
import type { FactKind } from './fact-kinds.ts';
import { SMALL_WORDS } from './small-words.ts';

/** A word that stands for the same idea as one of the question's is worth less than the word itself. */
const BY_CONCEPT = 0.85;
/** A fact of the kind that is asked for … */
const BY_KIND = 0.3;
/** … and of another kind: times, sums and numbers cannot be overlooked, places, persons and reasons can. */
const OTHER_KIND = 0.5;
const NOT_SEEN_TO_BE = 0.9;
const SURELY_SEEN: ReadonlySet<FactKind> = new Set(['when', 'how-much', 'number', 'email', 'url']);
/** Of a question that names nothing ("how much do I get?") a fitting kind of fact is the answer. */
const BY_KIND_ALONE = 0.65;
const READ_CHARACTERS = 1000;
const MOST_WORDS = 60;
/** Forms of one word begin alike: so many letters, and so much of the longer one. */
const ALIKE_LETTERS = 4;
const ALIKE_SHARE = 0.55;
const COMPOUND_LETTERS = 5;

interface Form {
  readonly text: string;
  /** What English uses it for. */
  readonly head: string;
}

interface Word {
  readonly word: string;
  readonly forms: readonly Form[];
  readonly concepts: readonly number[];
}

/** Judges sentences by one question. */
export class AskedFact {
  readonly #kinds: ReadonlySet<FactKind>;
  readonly #surelySeen: boolean;
  readonly #wanted: readonly Word[];
  readonly #wantedOfKind: readonly Word[];

  /** `aside`: folded words that name nobody's matter, e.g. who said it. */
  constructor(question: string, aside: ReadonlySet<string>) {
    this.#kinds = askedKinds(question);
    this.#surelySeen = [...this.#kinds].some((kind) => SURELY_SEEN.has(kind));
    this.#wanted = contentOf(question).filter(({ word }) => !aside.has(word));
    this.#wantedOfKind = this.#wanted.filter(({ word }) => !namesKind(word));
  }

  /** How much of the question a sentence answers, 0..1. */
  relevance(fact: string): number {
    const words = contentOf(fact);
    const covered = coverage(this.#wanted, words);
    // Most sentences are about something else altogether: what they tell need not be found out.
    if (this.#kinds.size === 0 || (covered === 0 && this.#wantedOfKind.length > 0)) return covered;
    const told = toldKinds(fact);
    if (![...this.#kinds].some((kind) => told.has(kind)))
      return covered * (this.#surelySeen ? OTHER_KIND : NOT_SEEN_TO_BE);
    if (this.#wantedOfKind.length === 0) return BY_KIND_ALONE;
    const ofKind = coverage(this.#wantedOfKind, words);
    return ofKind === 0 ? 0 : Math.min(1, ofKind + BY_KIND);
  }
}

function coverage(wanted: readonly Word[], words: readonly Word[]): number {
  if (wanted.length === 0) return 0;
  return wanted.reduce((sum, word) => sum + bestMatch(word, words), 0) / wanted.length;
}

function contentOf(text: string): readonly Word[] {
  const words = tokenise(foldText(text.slice(0, READ_CHARACTERS)));
  const content = new Set(words.filter((word) => word.length > 1 && !SMALL_WORDS.has(word)));
  return [...content].slice(0, MOST_WORDS).map((word) => {
    return { word, forms: formsOf(word), concepts: conceptsOf(word) };
  });
}

function bestMatch(wanted: Word, words: readonly Word[]): number {
  if (words.some((other) => isAlike(wanted, other))) return 1;
  const shared = words.some(({ concepts }) => concepts.some((concept) => wanted.concepts.includes(concept)));
  return shared ? BY_CONCEPT : 0;
}

/** Prefixes that German and Dutch verbs leave behind, and the syllable of their participles: "hole … ab", "abgeholt". */
const SEPARABLE =
  /^(?:ab|an|auf|aus|ein|um|zu|vor|nach|mit|her|hin|frei|weg|zuruck|fest|af|op|in|uit|over|toe|door|aan|mee|terug|om)(?:ge(?=\p{L}{4}))?(?=\p{L}{4})/u;

function formsOf(word: string): readonly Form[] {
  const rest = word.replace(SEPARABLE, '');
  const texts = rest === word ? [word] : [word, rest];
  return texts.map((text) => ({ text, head: headOf(stem(text)) }));
}

function isAlike(a: Word, b: Word): boolean {
  return a.forms.some((one) => b.forms.some((other) => areForms(one, other)));
}

/** Two forms of one word, words that English uses for one another, or a compound and its part. */
function areForms(a: Form, b: Form): boolean {
  if (a.text === b.text || a.head === b.head) return true;
  const [short, long] = a.text.length <= b.text.length ? [a.text, b.text] : [b.text, a.text];
  if (short.length >= COMPOUND_LETTERS && long.includes(short)) return true;
  let same = 0;
  while (same < short.length && short[same] === long[same]) same += 1;
  return same >= ALIKE_LETTERS && same >= ALIKE_SHARE * long.length;
}
