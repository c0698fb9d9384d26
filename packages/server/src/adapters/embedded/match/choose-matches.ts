import type { ExampleScore } from '../../../core/nlp/match/example-index.ts';
import type { AgentBehaviour, Guideline } from '../../../engine/behaviour.ts';
import type { GuidelineMatch } from '../../../ports/engine-stages.ts';
import { isArticle } from './article-titles.ts';
import { CANDIDATE, SURE, TIE } from '../../../core/nlp/match/match-bands.ts';

/** A stretch of the message and the guidelines it comes near to, best first. */
export interface Span {
  readonly text: string;
  readonly ranking: readonly ExampleScore[];
  readonly whole: boolean;
}

/** Of a part of a message that names a second subject more is asked than of the message itself. */
const PART_COST = 0.12;
const MOST_CANDIDATES = 3;

/**
 * Decides what a message is about: the winner of the message or of its parts. Where two guidelines that act tie,
 * or none is sure, all near ones come back as candidates (below SURE), for the customer to be asked.
 */
export function chooseMatches(behaviour: AgentBehaviour, spans: readonly Span[]): readonly GuidelineMatch[] {
  const winners = new Map<string, ExampleScore>();
  const doubtful = new Map<string, ExampleScore>();
  const best = Math.max(0, ...spans.map(({ ranking }) => ranking[0]?.score ?? 0));
  for (const { ranking, whole } of spans) {
    const [first] = ranking;
    // A term or an article named in passing is no subject; one that the message is about is the composer's to define.
    if (first === undefined || (!whole && isKnowledge(behaviour, first.owner))) continue;
    const tied = ranking.filter((each) => first.score - each.score < TIE && isActing(behaviour, each.owner));
    const needed = first.score === best ? SURE : SURE + PART_COST;
    if (first.score < needed || (tied.length > 1 && isActing(behaviour, first.owner))) {
      for (const each of tied.length > 1 ? tied : ranking.slice(0, MOST_CANDIDATES)) keepBest(doubtful, each);
    } else if (!whole || first.score >= best - TIE) {
      keepBest(winners, first);
    }
  }
  const chosen = winners.size > 0 ? [...winners.values()] : candidates([...doubtful.values()]);
  return chosen.toSorted((a, b) => b.score - a.score).flatMap((each) => toMatch(behaviour, each));
}

function candidates(scores: readonly ExampleScore[]): ExampleScore[] {
  const near = scores.filter((each) => each.score >= CANDIDATE).toSorted((a, b) => b.score - a.score);
  const top = near[0]?.score ?? 0;
  return near
    .filter((each) => top - each.score < 3 * TIE)
    .slice(0, MOST_CANDIDATES)
    .map((each) => ({ ...each, score: Math.min(each.score, SURE - 0.01) }));
}

function keepBest(scores: Map<string, ExampleScore>, score: ExampleScore): void {
  if (score.score > (scores.get(score.owner)?.score ?? 0)) scores.set(score.owner, score);
}

function toMatch(behaviour: AgentBehaviour, { owner, score, example }: ExampleScore): GuidelineMatch[] {
  const guideline = find(behaviour, owner);
  if (guideline === undefined) return [];
  return [{ guideline, score: Math.round(score * 1000) / 1000, rationale: `near “${example}”` }];
}

/** Two that only observe can both apply; two that act would give two answers to one question. */
function isActing(behaviour: AgentBehaviour, id: string): boolean {
  const guideline = find(behaviour, id);
  return (
    guideline !== undefined &&
    (guideline.tools.length > 0 || guideline.action !== null || guideline.say !== null)
  );
}

function isKnowledge(behaviour: AgentBehaviour, id: string): boolean {
  return isArticle(id) || behaviour.terms.some((term) => term.id === id);
}

function find(behaviour: AgentBehaviour, id: string): Guideline | undefined {
  return behaviour.guidelines.find((guideline) => guideline.id === id);
}
