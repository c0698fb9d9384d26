import { makeUtterances } from './utterances.ts';
import { seeded } from './seeded.ts';
import type { Meaning } from './wordnet.ts';

const DEFINITIONS = 40_000;
const EXAMPLES = 40_000;
const UTTERANCES = 50_000;
const FEWEST_WORDS = 3;

export interface Corpus {
  readonly definitions: readonly string[];
  readonly examples: readonly string[];
  readonly utterances: readonly string[];
}

/** The sentences that the table is fitted to. */
export function makeCorpus(meanings: readonly Meaning[], isCommon: (word: string) => boolean): Corpus {
  const random = seeded(7);
  const some = (texts: readonly string[], count: number): string[] =>
    [...new Set(texts)]
      .filter((text) => text.split(' ').length >= FEWEST_WORDS)
      .map((text) => ({ text, at: random() }))
      .toSorted((a, b) => a.at - b.at)
      .slice(0, count)
      .map(({ text }) => text);
  return {
    definitions: some(
      meanings.map((meaning) => meaning.definition),
      DEFINITIONS,
    ),
    examples: some(
      meanings.flatMap((meaning) => meaning.examples),
      EXAMPLES,
    ),
    utterances: [...new Set(makeUtterances(meanings, UTTERANCES, isCommon))],
  };
}
