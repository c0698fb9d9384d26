import type { ExampleScore } from '../../../core/nlp/match/example-index.ts';
import type { IntentRanking } from '../../../core/nlp/intent/intent-entry.ts';

/*
 * Measured on agents of twelve intents each from CLINC150, BANKING77 and HWU64, eight examples an intent, with half
 * as many messages that none of theirs is for: at the threshold SURE (0.55) 86.6 % of messages come to the right
 * intent and 1.7 % to a wrong one, against 62 and 3 % by words alone. Of the messages for no intent there 21 %
 * are taken for one, against 16 %: they are of the same businesses, the hardest there are.
 */
const WORDS = 0.2;
const MEANING = 0.85;
const OFFSET = -0.04;
/** A few words such as “status please” mean little to an encoder: clear words count by themselves. */
const WITHOUT_MEANING = 0.12;

/** One ranking of a text out of that by its words and that by its meaning, best first. */
export function fuseScores(words: readonly ExampleScore[], meaning: IntentRanking): readonly ExampleScore[] {
  const byWords = new Map(words.map((each) => [each.owner, each]));
  return meaning.scores
    .map(({ owner, score, example }) => {
      const lexical = byWords.get(owner);
      const both = WORDS * (lexical?.score ?? 0) + MEANING * score + OFFSET;
      const alone = (lexical?.score ?? 0) - WITHOUT_MEANING;
      return {
        owner,
        score: Math.max(0, both, alone),
        example: lexical !== undefined && lexical.score > score ? lexical.example : example,
      };
    })
    .toSorted((a, b) => b.score - a.score);
}
