import { nearestFirst } from '../../core/canned/nearest-first.ts';
import { clausesOf } from '../../core/nlp/clauses-of.ts';
import type { Cosine } from '../../core/nlp/frustration/frustration-aids.ts';
import { ExampleIndex } from '../../core/nlp/match/example-index.ts';
import type { ReadyText } from '../../ports/reply-suggester.ts';

/** How near meanings are; null where that cannot be told in time. */
export type CosinesOf = (texts: readonly string[]) => Promise<Cosine | null>;

const MOST_BY_WORDS = 60;
/** Each costs some 6 ms in the encoder's thread when it is first compared. */
const MOST_BY_MEANING = 3;
const MOST_WORDS = 60;
const LONGEST_SIGNAL = 300;
/** What stands for it names the matter; its own words say much else besides. */
const TEXT_WEIGHT = 0.9;
/* As for articles: a question and its answer are as near as this, unrelated sentences as that. */
const FAR = 0.2;
const NEAR = 0.75;

/**
 * Texts that were written ahead, by how near they come to a question, 0..1, the nearest first. `enough`: from here on
 * words alone have found one, and meanings are not asked for.
 */
export async function rankReadyTexts(
  texts: readonly ReadyText[],
  question: string,
  cosinesOf: CosinesOf | null,
  enough: number,
): Promise<readonly { readonly text: ReadyText; readonly score: number }[]> {
  if (texts.length === 0) return [];
  const near = nearestFirst(
    texts.map((text) => ({ text, value: text.text, signals: text.signals })),
    question,
  )
    .slice(0, MOST_BY_WORDS)
    .map(({ text }) => text);
  const index = new ExampleIndex(
    near.flatMap(({ text, signals }, owner) => [
      { owner: String(owner), text: text.slice(0, LONGEST_SIGNAL), weight: TEXT_WEIGHT },
      ...signals.map((each) => ({ owner: String(owner), text: each.slice(0, LONGEST_SIGNAL), weight: 1 })),
    ]),
  );
  const words = clausesOf(question).flatMap((clause) => clause.words);
  const byWords = new Map(index.rank(words.slice(0, MOST_WORDS)).map(({ owner, score }) => [owner, score]));
  const scored = near.map((text, owner) => ({ text, score: byWords.get(String(owner)) ?? 0 }));
  const found = scored.some(({ score }) => score >= enough);
  const byMeaning = await scoresByMeaning(
    scored.slice(0, MOST_BY_MEANING).map(({ text }) => text),
    question,
    found ? null : cosinesOf,
  );
  return scored
    .map(({ text, score }) => ({ text, score: Math.max(score, byMeaning.get(text) ?? 0) }))
    .toSorted((a, b) => b.score - a.score);
}

async function scoresByMeaning(
  texts: readonly ReadyText[],
  question: string,
  cosinesOf: CosinesOf | null,
): Promise<ReadonlyMap<ReadyText, number>> {
  if (cosinesOf === null) return new Map();
  const standing = texts.map((text) => ({ text, lines: [text.signals[0] ?? '', text.text].filter(Boolean) }));
  const cosine = await cosinesOf([...standing.flatMap(({ lines }) => lines), question]);
  if (cosine === null) return new Map();
  return new Map(
    standing.map(({ text, lines }) => {
      const nearest = Math.max(...lines.map((line) => cosine(line, question)));
      return [text, Math.min(1, Math.max(0, (nearest - FAR) / (NEAR - FAR)))];
    }),
  );
}
