import { stateTag } from '../../../core/behaviour/journey-record.ts';
import { clausesOf } from '../../../core/nlp/clauses-of.ts';
import { isRefusal } from '../../../core/nlp/is-refusal.ts';
import { foldText } from '../../../core/nlp/fold-text.ts';
import type { ExampleScore } from '../../../core/nlp/match/example-index.ts';
import { doesNotKnow, readAnswer } from '../../../core/nlp/read-answer.ts';
import { tokenise } from '../../../core/nlp/tokenise.ts';
import type { Guideline } from '../../../engine/behaviour.ts';
import type { ToolDefinition } from '../../../engine/tool-definition.ts';
import type { TurnContext } from '../../../engine/turn-context.ts';
import type {
  GuidelineMatch,
  GuidelineMatcher,
  JourneyPosition,
  JourneyStep,
  MatchInput,
  Matching,
} from '../../../ports/engine-stages.ts';
import { askedTerms } from '../compose/define-term.ts';
import { readState } from '../embedded-state.ts';
import { conditionVerdict } from '../journey/condition-verdict.ts';
import { judgeStep } from '../journey/judge-step.ts';
import type { PendingTool } from '../embedded-state.ts';
import { answersPending } from '../plan/answers-pending.ts';
import { unansweredText } from '../unanswered.ts';
import { choiceIndex, guidelineIndex, isFollowUp } from './behaviour-index.ts';
import { chooseMatches } from './choose-matches.ts';
import type { Span } from './choose-matches.ts';
import { isCalledOff } from '../plan/is-called-off.ts';
import type { Meanings } from './meanings.ts';
import { matchReference } from './match-reference.ts';
import { SURE } from '../../../core/nlp/match/match-bands.ts';
import { rankByMeaning } from './rank-by-meaning.ts';

const FROM_CALLS = 0.9;
const FOLLOW_UP_SCORE = 0.7;
const CHOSEN_SCORE = 0.9;
const MOST_WORDS = 60;
const FEWEST_WORDS = 2;
const CHOICE_LEAD = 0.1;
const FIRST = /\b(?:first|1st|1|former)\b/i;
const SECOND = /\b(?:second|2nd|2|latter|last)\b/i;

/**
 * Matches guidelines by their nearest example (core/nlp/match). What the conversation is waiting for comes
 * first: an argument that was asked for, a choice that was put to the customer, "and the other one?".
 */
export class EmbeddedMatcher implements GuidelineMatcher {
  readonly #now: () => Date;
  readonly #meanings: Meanings | null;

  /** Without `meanings` by words alone. */
  constructor(now: () => Date, meanings: Meanings | null = null) {
    this.#now = now;
    this.#meanings = meanings;
  }

  async match(context: TurnContext, input: MatchInput): Promise<Matching> {
    const asked = new Set(input.guidelines.map(({ id }) => id));
    // After tools have run, what the customer said has been judged: what they answered decides the ways on.
    const matches =
      input.iteration > 1
        ? this.#afterCalls(input)
        : (await this.#match(context)).filter(({ guideline }) => asked.has(guideline.id));
    return {
      matches,
      steps: input.journeys.map((position) => this.#step(context, position, input, matches)),
    };
  }

  /** Conditions that what the tools answered makes true. */
  #afterCalls({ guidelines, calls }: MatchInput): readonly GuidelineMatch[] {
    const evidence = { text: '', calls, now: this.#now() };
    return guidelines
      .filter(({ condition }) => conditionVerdict(condition, evidence) === true)
      .map((guideline) => ({ guideline, score: FROM_CALLS, rationale: 'what a tool answered makes it so' }));
  }

  #step(
    context: TurnContext,
    position: JourneyPosition,
    { calls }: MatchInput,
    matches: readonly GuidelineMatch[],
  ): JourneyStep {
    const text = unansweredText(context);
    const waits = readState(context).pending?.guidelineId === stateTag(position.node.id);
    if (waits && calls.length === 0 && isCalledOff(context, text)) {
      const rationale = 'the customer has called it off';
      return { journeyId: position.journey.id, edgeId: null, leaves: true, score: 1, rationale };
    }
    const own = new Set(position.node.tools.map((tool) => tool.name));
    return judgeStep(position, {
      text,
      calls: position.node.kind === 'tool' ? calls.filter(({ tool }) => own.has(tool.name)) : [],
      digresses: asksElse(
        context,
        text,
        matches.filter(({ guideline }) => !position.journey.triggers.includes(guideline.id)),
      ),
      now: this.#now(),
    });
  }

  async #match(context: TurnContext): Promise<readonly GuidelineMatch[]> {
    if (context.latest === null) return [];
    const text = unansweredText(context);
    const state = readState(context);
    const spans = await rankByMeaning(context, rankSpans(context, text), this.#meanings);
    const spoken = chooseMatches(context.behaviour, spans);
    if (state.pending !== null) return this.#goOn(context, text, state.pending, spoken);
    const chosen = chosenGuideline(context, text, state.choices);
    if (chosen !== null)
      return [{ guideline: chosen, score: CHOSEN_SCORE, rationale: 'the customer chose it' }];
    if (spoken.length > 0) return spoken;
    const followed = followedGuideline(context, state.followed);
    if (followed !== null && state.choices.length === 0 && isFollowUp(text)) {
      return [{ guideline: followed, score: FOLLOW_UP_SCORE, rationale: 'goes on with the turn before' }];
    }
    return matchReference(context, text, state.choices, this.#now());
  }

  /** A journey's state waits for an argument: an answer to it is about nothing else. */
  #besideJourney(
    context: TurnContext,
    text: string,
    pending: PendingTool,
    spoken: readonly GuidelineMatch[],
  ): readonly GuidelineMatch[] {
    if (isCalledOff(context, text) || doesNotKnow(text)) return [];
    const answered = answersPending(toolsOfState(context, pending.guidelineId), pending, text, this.#now());
    return answered === 'value' || (answered === 'words' && !asksElse(context, text, spoken)) ? [] : spoken;
  }

  /** The guideline that waits for an argument stays, unless the customer calls it off or clearly moves on. */
  #goOn(
    context: TurnContext,
    text: string,
    pending: PendingTool,
    spoken: readonly GuidelineMatch[],
  ): readonly GuidelineMatch[] {
    const guideline = byId(context, pending.guidelineId);
    if (guideline === null) return this.#besideJourney(context, text, pending, spoken);
    if (isCalledOff(context, text)) return [];
    if (doesNotKnow(text)) return [{ guideline, score: 1, rationale: `cannot tell ${pending.asked}` }];
    const others = spoken.filter((match) => match.guideline.id !== guideline.id);
    const rationale = `waits for ${pending.asked}`;
    if (others.length === 0) return [{ guideline, score: 1, rationale }];
    const answered = answersPending(guideline.tools, pending, text, this.#now());
    const clear = Math.max(...others.map((match) => match.score));
    const movesOn =
      answered === 'none' ? clear >= SURE : answered === 'words' && clear >= SURE && isQuestion(text);
    return movesOn ? others : [{ guideline, score: 1, rationale }];
  }
}

/** Whether the customer asks about something of its own: another guideline, or a word of the business. */
function asksElse(context: TurnContext, text: string, matches: readonly GuidelineMatch[]): boolean {
  if (!isQuestion(text)) return false;
  return matches.some(({ score }) => score >= SURE) || askedTerms(context.behaviour.terms, text).length > 0;
}

/** What was followed last; of a journey's state, what began the journey. */
function followedGuideline(context: TurnContext, id: string | null): Guideline | null {
  const journey = context.behaviour.journeys.find(({ nodes }) =>
    nodes.some((node) => id === stateTag(node.id)),
  );
  return byId(context, journey === undefined ? id : (journey.triggers[0] ?? null));
}

/** The tools of the journey state that waits for an argument; none when it waits no longer. */
function toolsOfState(context: TurnContext, id: string): readonly ToolDefinition[] {
  const nodes = context.behaviour.journeys.flatMap((journey) => journey.nodes);
  return nodes.find((node) => id === stateTag(node.id))?.tools ?? [];
}

function rankSpans(context: TurnContext, text: string): readonly Span[] {
  const index = guidelineIndex(context.behaviour);
  const clauses = clausesOf(text).filter((clause) => !isRefusal(clause.words));
  const words = clauses.flatMap((clause) => clause.words).slice(0, MOST_WORDS);
  const whole: Span = { text: meaningful(words), ranking: index.rank(words), whole: true };
  if (clauses.length < 2) return [whole];
  const parts = clauses.map(({ words: said }) => ({ said, ranking: index.rank(said) }));
  return [
    whole,
    ...parts
      // "…, policy P-1001" names a detail: a subject of its own takes two words.
      .filter(({ said, ranking }) => index.weigh(said) >= FEWEST_WORDS || isExample(ranking[0], said))
      .map(({ said, ranking }) => ({ text: meaningful(said), ranking, whole: false })),
  ];
}

/** Said word for word as the author foresaw it, however few words of it carry meaning: "where is my money". */
function isExample(best: ExampleScore | undefined, words: readonly string[]): boolean {
  return best !== undefined && tokenise(foldText(best.example)).join(' ') === words.join(' ');
}

/** Without numbers and their letters: which claim it is does not say what is wanted of it. */
function meaningful(words: readonly string[]): string {
  return words
    .filter((word, index) => !/\d/.test(word) && !(word.length <= 3 && /^\d/.test(words[index + 1] ?? '')))
    .join(' ');
}

function chosenGuideline(context: TurnContext, text: string, choices: readonly string[]): Guideline | null {
  const guidelines = choices.flatMap((id) => byId(context, id) ?? []);
  const [first, second] = guidelines;
  if (first === undefined) return null;
  if (guidelines.length === 1) return readAnswer(text) === 'yes' ? first : null;
  const words = clausesOf(text).flatMap((clause) => clause.words);
  const ranking = choiceIndex(guidelines).rank(words.slice(0, MOST_WORDS));
  const clear = leader(ranking);
  if (clear !== null) return byId(context, clear);
  if (words.length > 6) return null;
  if (FIRST.test(text)) return first;
  return SECOND.test(text) ? (second ?? null) : null;
}

function leader(ranking: readonly ExampleScore[]): string | null {
  const [best, next] = ranking;
  if (best === undefined) return null;
  return best.score - (next?.score ?? 0) >= CHOICE_LEAD ? best.owner : null;
}

function byId(context: TurnContext, id: string | null): Guideline | null {
  return context.behaviour.guidelines.find((guideline) => guideline.id === id) ?? null;
}

function isQuestion(text: string): boolean {
  return (
    /\?\s*$/.test(text) || /^\s*(?:what|when|where|who|why|how|which|can|could|do|does|is|are)\b/i.test(text)
  );
}
