import type { Guideline } from '../../../engine/behaviour.ts';
import type { TurnContext } from '../../../engine/turn-context.ts';
import type {
  GuidelineMatch,
  GuidelineMatcher,
  JourneyStep,
  MatchInput,
  Matching,
} from '../../../ports/engine-stages.ts';
import { SURE } from '../../../core/nlp/match/match-bands.ts';
import { bounded } from '../bounded.ts';
import { orFallBack } from '../fall-back.ts';
import type { StageModel } from '../stage-model.ts';
import { MatchAndStepAnswer, MatchAnswer, matchQuestion } from './match-question.ts';
import type { JudgedCondition, JudgedPosition, JudgedStep } from './match-question.ts';
import type { Shortlist } from './shortlist.ts';

const LONGEST_REASON = 200;

interface Answer {
  readonly matches: readonly JudgedCondition[];
  readonly steps?: readonly JudgedStep[];
}

/**
 * Judges all guidelines and journeys of a turn in one call; none where there are none. A match that rules are sure
 * of is judged all the same: the call is made for the others anyway, and a sentence that equals an example may
 * still be denied in the next one.
 */
export class ModelMatcher implements GuidelineMatcher {
  readonly #model: StageModel;
  readonly #shortlist: Shortlist;
  readonly #embedded: GuidelineMatcher;

  constructor(model: StageModel, shortlist: Shortlist, embedded: GuidelineMatcher) {
    this.#model = model;
    this.#shortlist = shortlist;
    this.#embedded = embedded;
  }

  async match(context: TurnContext, input: MatchInput): Promise<Matching> {
    const journeys = judgedPositions(input);
    if (input.guidelines.length === 0 && journeys.length === 0) return { matches: [], steps: [] };
    return orFallBack(
      context,
      'match',
      () => this.#judge(context, input, journeys),
      () => this.#without(context, input),
    );
  }

  async #judge(
    context: TurnContext,
    input: MatchInput,
    journeys: readonly JudgedPosition[],
  ): Promise<Matching> {
    const triggers = new Set(input.journeys.flatMap(({ journey }) => journey.triggers));
    const guidelines = await this.#shortlist.narrow(context, input.guidelines, triggers);
    const question = matchQuestion(context, input, guidelines, journeys);
    const answer: Answer =
      journeys.length === 0
        ? await this.#model.structured(context, question, MatchAnswer)
        : await this.#model.structured(context, question, MatchAndStepAnswer);
    return { matches: readMatches(answer, guidelines), steps: readSteps(answer, journeys) };
  }

  async #without(context: TurnContext, input: MatchInput): Promise<Matching> {
    const { matches, steps } = await this.#embedded.match(context, input);
    const asked = new Set(input.guidelines.map(({ id }) => id));
    return { matches: matches.filter(({ guideline }) => asked.has(guideline.id)), steps };
  }
}

function judgedPositions({ journeys }: MatchInput): JudgedPosition[] {
  return journeys
    .map((position) => ({ position, ways: position.edges.filter(({ condition }) => condition !== null) }))
    .filter(({ ways }) => ways.length > 0);
}

/** Best first; what nobody asked about is dropped, of what was named twice the better counts. */
function readMatches({ matches }: Answer, guidelines: readonly Guideline[]): GuidelineMatch[] {
  const found = new Map<string, GuidelineMatch>();
  for (const { id, why, score: given } of matches) {
    const guideline = guidelines[id - 1];
    const score = bounded(given);
    if (guideline === undefined || score < SURE) continue;
    if (score <= (found.get(guideline.id)?.score ?? 0)) continue;
    found.set(guideline.id, { guideline, score, rationale: reason(why) });
  }
  return [...found.values()].toSorted(
    (a, b) => b.score - a.score || b.guideline.priority - a.guideline.priority,
  );
}

function readSteps({ steps = [] }: Answer, journeys: readonly JudgedPosition[]): JourneyStep[] {
  const found = new Map<string, JourneyStep>();
  for (const { journey, why, way, leaves, score: given } of steps) {
    const judged = journeys[journey - 1];
    if (judged === undefined) continue;
    const { position, ways } = judged;
    const edge = way === null ? null : ways[way - 1];
    if (edge === undefined) continue;
    const score = bounded(given);
    const { id: journeyId } = position.journey;
    if (found.has(journeyId) && score <= (found.get(journeyId)?.score ?? 0)) continue;
    const sure = score >= SURE;
    const left = sure && leaves && position.open;
    found.set(journeyId, {
      journeyId,
      edgeId: sure && !left ? (edge?.id ?? null) : null,
      ...(left && { leaves: true }),
      score,
      rationale: reason(why),
    });
  }
  return [...found.values()];
}

function reason(why: string): string {
  return why.slice(0, LONGEST_REASON).toWellFormed();
}
