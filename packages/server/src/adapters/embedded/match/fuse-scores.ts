import type { ExampleScore } from '../../../core/nlp/match/example-index.ts';
import type { IntentRanking } from '../../../core/nlp/intent/intent-entry.ts';

/*
 * Measured on agents of twelve intents each from CLINC150, BANKING77 and HWU64, eight examples an intent, with half
 * as many messages that none of theirs is for: at the threshold SURE (0.55) 83.5 % of messages come to the right
 * intent and 1.1 % to a wrong one, against 62 and 3 % by words alone, at the same share of messages taken for one
 * that is not there (16 %).
 */
const WORDS = 0.2;
const MEANING = 0.85;
const OFFSET = -0.08;

/** One ranking of a text out of that by its words and that by its meaning, best first. */
export function fuseScores(words: readonly ExampleScore[], meaning: IntentRanking): readonly ExampleScore[] {
  const byWords = new Map(words.map((each) => [each.owner, each]));
  return meaning.scores
    .map(({ owner, score, example }) => {
      const lexical = byWords.get(owner);
      return {
        owner,
        score: Math.max(0, WORDS * (lexical?.score ?? 0) + MEANING * score + OFFSET),
        example: lexical !== undefined && lexical.score > score ? lexical.example : example,
      };
    })
    .toSorted((a, b) => b.score - a.score);
}
