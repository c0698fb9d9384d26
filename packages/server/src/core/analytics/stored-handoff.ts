import type { HandoffState } from '../handoff/handoff-state.ts';
import type { JournalFact } from '../handoff/journal-fact.ts';
import { askedQuestions } from './asked-again.ts';
import type { AskedQuestions } from './asked-again.ts';
import { historyOf, historyOfState } from './handoff-history.ts';
import type { HandoffHistory } from './handoff-history.ts';

/* What a store that keeps handoffs reads of one for its figures. Times are microseconds since 1970. */

/** A further handoff of the same customer within so long of the end is a recontact. */
export const RECONTACT_WITHIN: number = 7 * 86_400 * 1_000_000;
/** Messages of a person that are read for questions, and suggestions: of one handoff. */
export const MOST_MESSAGES_MEASURED = 500;
export const MOST_SUGGESTIONS_MEASURED = 1000;

/** Journals that were written by versions long ago cannot be read: the stored state has to do. */
export function readHistory(journal: readonly string[], state: HandoffState): HandoffHistory {
  try {
    return historyOf(journal.map((fact) => JSON.parse(fact) as JournalFact)) ?? historyOfState(state);
  } catch {
    return historyOfState(state);
  }
}

/** What was asked in each stretch that is over, by what people said in the session since the handoff began. */
export function questionsIn(
  said: readonly { readonly at: number; readonly text: string | null }[],
  state: HandoffState,
  { stretches }: HandoffHistory,
): AskedQuestions[] {
  if (!stretches.some(({ to }) => to !== null)) return [];
  return stretches.map(({ from, to }, index) => {
    if (to === null) return { asked: 0, again: 0 };
    // The message with which somebody takes over is stored in the moment in which his stretch begins.
    const next = stretches[index + 1]?.from ?? Infinity;
    const his = said.filter(({ at }) => at >= from && at <= to && at < next);
    return askedQuestions(
      his.map(({ text }) => text ?? ''),
      state.package,
    );
  });
}
