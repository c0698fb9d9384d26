import { clausesOf } from '../../../core/nlp/clauses-of.ts';
import { isRefusal } from '../../../core/nlp/is-refusal.ts';
import type { ExampleScore } from '../../../core/nlp/match/example-index.ts';
import { doesNotKnow, readAnswer } from '../../../core/nlp/read-answer.ts';
import type { Guideline } from '../../../engine/behaviour.ts';
import type { TurnContext } from '../../../engine/turn-context.ts';
import type { GuidelineMatch, GuidelineMatcher, Matching } from '../../../ports/engine-stages.ts';
import { readState } from '../embedded-state.ts';
import type { PendingTool } from '../embedded-state.ts';
import { answersPending } from '../plan/answers-pending.ts';
import { unansweredText } from '../unanswered.ts';
import { choiceIndex, guidelineIndex, isFollowUp } from './behaviour-index.ts';
import { chooseMatches } from './choose-matches.ts';
import type { Span } from './choose-matches.ts';
import { isCalledOff } from '../plan/is-called-off.ts';
import { matchReference } from './match-reference.ts';
import { SURE } from './match-bands.ts';

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

  constructor(now: () => Date) {
    this.#now = now;
  }

  async match(context: TurnContext): Promise<Matching> {
    return { matches: this.#match(context), steps: [] };
  }

  #match(context: TurnContext): readonly GuidelineMatch[] {
    if (context.latest === null) return [];
    const text = unansweredText(context);
    const state = readState(context);
    const spoken = chooseMatches(context.behaviour, rankSpans(context, text));
    if (state.pending !== null) return this.#goOn(context, text, state.pending, spoken);
    const chosen = chosenGuideline(context, text, state.choices);
    if (chosen !== null)
      return [{ guideline: chosen, score: CHOSEN_SCORE, rationale: 'the customer chose it' }];
    if (spoken.length > 0) return spoken;
    const followed = byId(context, state.followed);
    if (followed !== null && state.choices.length === 0 && isFollowUp(text)) {
      return [{ guideline: followed, score: FOLLOW_UP_SCORE, rationale: 'goes on with the turn before' }];
    }
    return matchReference(context, text, state.choices, this.#now());
  }

  /** The guideline that waits for an argument stays, unless the customer calls it off or clearly moves on. */
  #goOn(
    context: TurnContext,
    text: string,
    pending: PendingTool,
    spoken: readonly GuidelineMatch[],
  ): readonly GuidelineMatch[] {
    const guideline = byId(context, pending.guidelineId);
    if (guideline === null) return spoken;
    if (isCalledOff(context, text)) return [];
    if (doesNotKnow(text)) return [{ guideline, score: 1, rationale: `cannot tell ${pending.asked}` }];
    const others = spoken.filter((match) => match.guideline.id !== guideline.id);
    const rationale = `waits for ${pending.asked}`;
    if (others.length === 0) return [{ guideline, score: 1, rationale }];
    const answered = answersPending(guideline, pending, text, this.#now());
    const clear = Math.max(...others.map((match) => match.score));
    const movesOn =
      answered === 'none' ? clear >= SURE : answered === 'words' && clear >= SURE && isQuestion(text);
    return movesOn ? others : [{ guideline, score: 1, rationale }];
  }
}

function rankSpans(context: TurnContext, text: string): readonly Span[] {
  const index = guidelineIndex(context.behaviour);
  const clauses = clausesOf(text).filter((clause) => !isRefusal(clause.words));
  const words = clauses.flatMap((clause) => clause.words).slice(0, MOST_WORDS);
  const whole: Span = { ranking: index.rank(words), whole: true };
  if (clauses.length < 2) return [whole];
  // "…, policy P-1001" names a detail: a subject of its own takes two words.
  const parts = clauses.filter((clause) => index.weigh(clause.words) >= FEWEST_WORDS);
  return [whole, ...parts.map((clause) => ({ ranking: index.rank(clause.words), whole: false }))];
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
