import { clausesOf } from '../../../core/nlp/clauses-of.ts';
import { ExampleIndex } from '../../../core/nlp/match/example-index.ts';
import type { CannedCandidate } from '../../../core/canned/canned-candidate.ts';
import type { ComposedMessage } from '../../../ports/engine-stages.ts';

/** What a strict agent says when none of its templates fits. */
export const NO_TEMPLATE_FITS = 'Not sure I understand. Could you please say that another way?';

/** From here on a template takes the place of a draft that could be said itself … */
const SURELY_MEANT = 0.75;
/** … and from here on where nothing but templates may be said. */
const LIKELY_MEANT = 0.35;
const TEXT_WEIGHT = 0.9;
/** What the customer said tells less of what to answer than the draft does. */
const QUESTION_WEIGHT = 0.85;
/** One that was made for what applies now is meant, unless another is clearly nearer. */
const BOUND = 0.35;
const MOST_WORDS = 80;

/** A template by its nearness to what would be said and to what the customer said; its fields are all filled. */
function chooseCanned(
  candidates: readonly CannedCandidate[],
  draft: string,
  question: string,
): { readonly message: ComposedMessage; readonly score: number } | null {
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
  const chosen = ready.find(({ id }) => id === best?.owner);
  if (best === undefined || chosen === undefined) return null;
  const { id, text, metadata } = chosen;
  const message: ComposedMessage = { text, draft, cannedResponses: [[id, text]], metadata };
  return { message, score: best.score };
}

/** The draft or the template that is surely meant by it. */
export function preferCanned(
  candidates: readonly CannedCandidate[],
  draft: string,
  question: string,
): ComposedMessage {
  const chosen = chooseCanned(candidates, draft, question);
  return chosen !== null && chosen.score >= SURELY_MEANT ? chosen.message : { text: draft };
}

/** A template and nothing else; null when none fits. */
export function onlyCanned(
  candidates: readonly CannedCandidate[],
  draft: string,
  question: string,
): ComposedMessage | null {
  const chosen = chooseCanned(candidates, draft, question);
  return chosen !== null && chosen.score >= LIKELY_MEANT ? chosen.message : null;
}

function wordsOf(text: string): string[] {
  return clausesOf(text)
    .flatMap((clause) => clause.words)
    .slice(0, MOST_WORDS);
}
