import { clausesOf } from '../../../core/nlp/clauses-of.ts';
import { ExampleIndex } from '../../../core/nlp/match/example-index.ts';
import { isNeverMind, readAnswer } from '../../../core/nlp/read-answer.ts';
import type { JourneyEdge } from '../../../core/behaviour/journey-record.ts';
import { otherwise } from '../../../core/journey/ways-on.ts';
import type { JourneyPosition, JourneyStep } from '../../../ports/engine-stages.ts';
import { conditionVerdict } from './condition-verdict.ts';
import type { ConditionEvidence } from './condition-verdict.ts';

export interface StepEvidence extends ConditionEvidence {
  /** The customer asks about something else: the journey waits for him. */
  readonly digresses: boolean;
}

const CONDITION_WEIGHT = 0.85;
/** The words of a way's condition or of one of its examples come at least this near to what was said. */
const NEAR = 0.45;
const MOST_WORDS = 60;

/**
 * Judges the way on from a position: a condition that a rule reads, else the nearest by its words, else the way
 * without one. A customer who asks about something else, or calls off what he is asked, stays where he is.
 */
export function judgeStep(position: JourneyPosition, evidence: StepEvidence): JourneyStep {
  const { edges, node, open, journey } = position;
  const step = (edge: JourneyEdge | null, score: number, rationale: string, leaves = false): JourneyStep => ({
    journeyId: journey.id,
    edgeId: edge?.id ?? null,
    score,
    rationale,
    ...(leaves && { leaves }),
  });
  const conditional = edges.filter(({ condition }) => condition !== null);
  const read = conditional.map((edge) => ({ edge, holds: conditionVerdict(edge.condition ?? '', evidence) }));
  const certain = read.find(({ edge, holds }) => holds ?? answersLike(edge, evidence.text));
  if (certain !== undefined) return step(certain.edge, 1, `${certain.edge.condition}: so it is`);
  const near = nearest(
    read.filter(({ holds }) => holds === null).map(({ edge }) => edge),
    evidence.text,
  );
  if (near !== null) return step(near.edge, near.score, `near “${near.example}”`);
  if (open && node.kind === 'chat' && evidence.digresses)
    return step(null, 1, 'the customer asks something else');
  const plain = otherwise(edges);
  if (plain === null) return step(null, 1, 'no condition holds');
  const calledOff = open && node.kind === 'chat' && conditional.length === 0 && isNeverMind(evidence.text);
  if (calledOff && readAnswer(evidence.text) !== 'yes')
    return step(null, 1, 'the customer calls it off', true);
  return step(plain, 1, conditional.length > 0 ? 'no other way is open' : 'the only way on');
}

/** "Yes, please" is what the example "yes" stands for. */
function answersLike({ examples }: JourneyEdge, text: string): boolean {
  const answer = text === '' ? null : readAnswer(text);
  return answer !== null && examples.some((example) => readAnswer(example) === answer);
}

function nearest(
  edges: readonly JourneyEdge[],
  text: string,
): { edge: JourneyEdge; score: number; example: string } | null {
  if (edges.length === 0 || text === '') return null;
  const index = new ExampleIndex(
    edges.flatMap(({ id, condition, examples }) => [
      { owner: id, text: condition ?? '', weight: CONDITION_WEIGHT },
      ...examples.map((example) => ({ owner: id, text: example, weight: 1 })),
    ]),
  );
  const words = clausesOf(text).flatMap((clause) => clause.words);
  const [best] = index.rank(words.slice(0, MOST_WORDS));
  const edge = edges.find(({ id }) => id === best?.owner);
  if (best === undefined || edge === undefined || best.score < NEAR) return null;
  return { edge, score: best.score, example: best.example };
}
