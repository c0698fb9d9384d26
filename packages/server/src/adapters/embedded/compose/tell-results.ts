import { FAILED_CALL } from '../../../core/failed-call.ts';
import { isStateTag } from '../../../core/behaviour/journey-record.ts';
import type { TurnContext } from '../../../engine/turn-context.ts';
import type { CompositionInput, GuidelineMatch } from '../../../ports/engine-stages.ts';
import { readState } from '../embedded-state.ts';
import { SURE } from '../../../core/nlp/match/match-bands.ts';
import type { StretchAnswer } from './answer-from-stretch.ts';
import { renderData } from './render-data.ts';
import type { Reply } from './reply.ts';
import { sayAction } from './say-action.ts';

const FOUND = 0.95;
/** A tool failed: two such turns running bring a person (H4.2). */
const FAILED = 0.3;
const FAILURE = "I'm sorry, that did not work just now.";
const BELONGS_TO_IT = 0.75;

/** What the tools answered, and what a person said about the same earlier; null when no tool ran. */
export function tellResults(
  context: TurnContext,
  input: CompositionInput,
  quoted: StretchAnswer | null,
): Reply | null {
  const { matches, missing, calls } = input;
  const texts = resultTexts(context, input);
  const failed = calls.some((call) => call.error !== null);
  if (texts.length === 0 && !failed) return null;
  const asked = readState(context).pending !== null;
  const opening = matches.find((match) => match.guideline.tools.length > 0)?.guideline.say ?? undefined;
  const parts = [
    ...(opening !== undefined && !asked && texts.length > 0 ? [opening] : []),
    ...texts,
    ...(quoted !== null && quoted.relevance >= BELONGS_TO_IT ? [quoted.text] : []),
    ...(failed ? [texts.length === 0 ? `${FAILURE} Please try again in a moment.` : FAILURE] : []),
    ...(missing[0] === undefined ? [] : [missing[0].question]),
    ...wordsBeside(matches),
    ...(failed ? [] : wordsOfStates(matches)),
  ];
  return {
    text: parts.join(parts.some((part) => part.includes('\n')) ? '\n' : ' '),
    confidence: failed ? FAILED : FOUND,
    progress: !failed,
  };
}

/** The words of guidelines that apply besides: to what else the customer asked, or because of what the tools found. */
function wordsBeside(matches: readonly GuidelineMatch[]): string[] {
  return matches.flatMap(({ score, guideline: { id, tools, say } }) =>
    score < SURE || say === null || tools.length > 0 || isStateTag(id) ? [] : [say],
  );
}

/** What the journey state says that the results have led to. */
function wordsOfStates(matches: readonly GuidelineMatch[]): string[] {
  return matches.flatMap(({ guideline: { id, tools, say, action } }) => {
    if (!isStateTag(id) || tools.length > 0) return [];
    return say ?? (action === null ? null : sayAction(action)) ?? [];
  });
}

/** The results of this turn, those of a cancelled run of the same turn included. */
export function resultTexts(
  { history, latest }: TurnContext,
  { calls }: Pick<CompositionInput, 'calls'>,
): string[] {
  const told = calls
    .filter((call) => call.error === null && call.result.control?.mode !== 'manual')
    .map((call) => renderData(call.result.data));
  const earlier = history.flatMap((entry) =>
    entry.type === 'tool' && latest !== null && entry.offset > latest.offset ? [renderData(entry.data)] : [],
  );
  return [...new Set([...earlier, ...told])].filter((text) => text !== '' && text !== `${FAILED_CALL}.`);
}
