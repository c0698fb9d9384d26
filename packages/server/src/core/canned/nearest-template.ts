import { clausesOf } from '../nlp/clauses-of.ts';
import { ExampleIndex } from '../nlp/match/example-index.ts';
import type { CannedCandidate } from './canned-candidate.ts';

/** From here on a template takes the place of a draft that could be said itself … */
export const SURELY_MEANT = 0.75;
/** … and from here on where nothing but templates may be said. */
export const LIKELY_MEANT = 0.35;
const TEXT_WEIGHT = 0.9;
/** What the customer said tells less of what to answer than the draft does. */
const QUESTION_WEIGHT = 0.85;
/** One that was made for what applies now is meant, unless another is clearly nearer. */
const BOUND = 0.35;
const MOST_WORDS = 80;

/** The template that is nearest to what would be said and to what the customer said; its fields are all filled. */
export function nearestTemplate(
  candidates: readonly CannedCandidate[],
  draft: string,
  question: string,
): { readonly template: CannedCandidate; readonly score: number } | null {
  const ready = candidates.filter(({ generative }) => generative.length === 0);
  if (ready.length === 0) return null;
  const index = new ExampleIndex(
    ready.flatMap(({ id, text, signals }) => [
      { owner: id, text, weight: TEXT_WEIGHT },
      ...signals.map((signal) => ({ owner: id, text: signal, weight: 1 })),
    ]),
  );
  const scores = [
    ...index.rank(wordsOf(draft)),
    ...index.rank(wordsOf(question)).map((each) => ({ ...each, score: each.score * QUESTION_WEIGHT })),
  ];
  const bound = new Set(ready.filter((each) => each.bound === true).map(({ id }) => id));
  const all = [...scores, ...[...bound].map((owner) => ({ owner, score: 0 }))];
  const [best] = all
    .map(({ owner, score }) => ({ owner, score: score + (bound.has(owner) ? BOUND : 0) }))
    .toSorted((a, b) => b.score - a.score);
  const template = ready.find(({ id }) => id === best?.owner);
  return best === undefined || template === undefined ? null : { template, score: best.score };
}

function wordsOf(text: string): string[] {
  return clausesOf(text)
    .flatMap((clause) => clause.words)
    .slice(0, MOST_WORDS);
}
