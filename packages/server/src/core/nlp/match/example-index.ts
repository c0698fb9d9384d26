import { SpellingCorrector } from '../correct-spelling.ts';
import { stem } from '../stem.ts';
import { STOP_WORDS } from '../stop-words.ts';
import { tokenise } from '../tokenise.ts';
import { foldText } from '../fold-text.ts';
import { COMMON_WORDS } from './common-words.ts';
import { headOf } from './synonyms.ts';

/** A sentence that stands for `owner`. */
export interface Example {
  readonly owner: string;
  readonly text: string;
  /** What a full match of it is worth, 0..1. */
  readonly weight: number;
}

/** How near a text comes to an owner, and through which of its examples. */
export interface ExampleScore {
  readonly owner: string;
  readonly score: number;
  readonly example: string;
}

interface Entry {
  readonly example: Example;
  readonly stems: ReadonlyMap<string, number>;
  readonly total: number;
}

/* Tversky similarity: what the example says and the customer does not costs more than the other way round. */
const MISSED = 0.6;
const ADDED = 0.4;
/** A word that nobody wrote an example with may be a detail of the case: it counts little against a match. */
const UNKNOWN_WORD = 0.3;
const ONE_WORD_STRICTNESS = 6;
const SYNONYM = 0.85;
const MISSPELT = 0.9;
const DIGIT = /\d/;
const LETTERS_OF_REFERENCE = 3;
/** Words of conditions that tell nothing of what they are about. */
const BOILERPLATE: ReadonlySet<string> = new Set(
  'even one two three four five six seven eight nine ten yesterday today tomorrow tonight night morning evening afternoon week weeks month months day days year years ago last next minute minutes recently currently monday tuesday wednesday thursday friday saturday sunday customer user client ask asks asking asked question wonder inquire inquires request requests wish wishes mention mentions'.split(
    ' ',
  ),
);

/**
 * Nearest example by stemmed words, the rarer the heavier, with misspellings and a few synonyms. Small on
 * purpose: some dozens of examples a guideline, no training, microseconds a clause.
 */
export class ExampleIndex {
  readonly #entries: readonly Entry[];
  readonly #weights: ReadonlyMap<string, number>;
  readonly #heads: ReadonlyMap<string, string>;
  readonly #corrector: SpellingCorrector;
  readonly #rarest: number;
  readonly #unknown: number;

  constructor(examples: readonly Example[]) {
    const stems = examples.map((example) => stemsIn(example.text));
    this.#weights = inverseFrequency(examples, stems);
    this.#heads = new Map([...this.#weights.keys()].map((word) => [headOf(word), word]));
    this.#corrector = new SpellingCorrector([...this.#weights.keys()].filter((word) => word.length >= 5));
    this.#rarest = Math.max(0, ...this.#weights.values());
    this.#unknown = UNKNOWN_WORD * this.#rarest;
    this.#entries = examples.map((example, index) => {
      const weighted = new Map((stems[index] ?? []).map((word) => [word, this.#weights.get(word) ?? 0]));
      return { example, stems: weighted, total: sum(weighted.values()) };
    });
  }

  /** The best example of each owner that shares a word with the text, best first. */
  rank(words: readonly string[]): readonly ExampleScore[] {
    const query = this.#read(words);
    if (query.size === 0) return [];
    const best = new Map<string, ExampleScore>();
    for (const { example, stems, total } of this.#entries) {
      const score = example.weight * this.#similarity(query, stems, total);
      if (score > (best.get(example.owner)?.score ?? 0)) {
        best.set(example.owner, { owner: example.owner, score, example: example.text });
      }
    }
    return [...best.values()].toSorted((a, b) => b.score - a.score);
  }

  /** How many of these words say what is wanted. */
  weigh(words: readonly string[]): number {
    return this.#read(words).size;
  }

  #similarity(query: ReadonlyMap<string, number>, stems: ReadonlyMap<string, number>, total: number): number {
    let shared = 0;
    let added = 0;
    for (const [word, sureness] of query) {
      const weight = stems.get(word);
      if (weight === undefined) added += this.#weights.get(word) ?? this.#unknown;
      else shared += weight * sureness;
    }
    if (shared === 0) return 0;
    // One word that several owners use says nothing of what is wanted with it: the rest counts in full.
    const vague = stems.size === 1 && total < this.#rarest;
    const strictness = vague ? ONE_WORD_STRICTNESS : 1;
    return shared / (shared + MISSED * (total - shared) + ADDED * strictness * added);
  }

  /** The words that count, as the examples spell them, with how sure that is. */
  #read(words: readonly string[]): Map<string, number> {
    const read = new Map<string, number>();
    for (const [index, word] of words.entries()) {
      if (isIdle(word) || isReference(words, index)) continue;
      const [known, sureness] = this.#known(word);
      read.set(known, Math.max(sureness, read.get(known) ?? 0));
    }
    return read;
  }

  #known(word: string): [string, number] {
    const stemmed = stem(word);
    if (this.#weights.has(stemmed)) return [stemmed, 1];
    const synonym = this.#heads.get(headOf(stemmed));
    if (synonym !== undefined) return [synonym, SYNONYM];
    const corrected = COMMON_WORDS.has(word) ? null : this.#corrector.correct(stemmed);
    return corrected === null ? [stemmed, 1] : [corrected, MISSPELT];
  }
}

/* An index is made anew when anything of an agent's behaviour changes; stemming is most of that. */
const MOST_KEPT = 100_000;
const LONGEST_KEPT = 200;
const kept = new Map<string, readonly string[]>();

function stemsIn(text: string): readonly string[] {
  const known = kept.get(text);
  if (known !== undefined) return known;
  const words = tokenise(foldText(text)).filter((word) => !isIdle(word));
  const stems = [...new Set(words.map(stem))];
  if (kept.size >= MOST_KEPT) kept.clear();
  if (text.length <= LONGEST_KEPT) kept.set(text, stems);
  return stems;
}

/** Numbers, and the letters before them: which claim it is does not say what is wanted of it. */
function isReference(words: readonly string[], index: number): boolean {
  const word = words[index] ?? '';
  return DIGIT.test(word) || (word.length <= LETTERS_OF_REFERENCE && DIGIT.test(words[index + 1] ?? ''));
}

function isIdle(word: string): boolean {
  return STOP_WORDS.has(word) || BOILERPLATE.has(word);
}

/** A word is worth more the fewer owners use it. */
function inverseFrequency(
  examples: readonly Example[],
  stems: readonly (readonly string[])[],
): ReadonlyMap<string, number> {
  const byOwner = Map.groupBy(examples.keys(), (index) => examples[index]?.owner ?? '');
  // Owners come one after another: the last that used a word is enough to count each once.
  const using = new Map<string, { count: number; last: string | null }>();
  for (const [owner, indexes] of byOwner) {
    for (const index of indexes) {
      for (const word of stems[index] ?? []) {
        const use = using.get(word) ?? { count: 0, last: null };
        if (use.last === null) using.set(word, use);
        if (use.last !== owner) use.count += 1;
        use.last = owner;
      }
    }
  }
  return new Map([...using].map(([word, { count }]) => [word, Math.log(1 + byOwner.size / count)]));
}

function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
