import { foldJournal } from '../core/handoff/apply-fact.ts';
import type { JournalFact } from '../core/handoff/journal-fact.ts';
import type { AnalyticsStore, FiguresQuery } from '../ports/analytics-store.ts';
import type { SessionStore } from '../ports/session-store.ts';
import { START } from './make.ts';

/** Microseconds. */
export const HOUR: number = 3_600_000_000;
/** From the day before tests begin for more than a year. */
export const ALWAYS: FiguresQuery = { fromHour: START / HOUR - 24, toHour: START / HOUR + 9000 };

/** Until nothing is left to be measured. */
export async function measureAll({ analytics }: { readonly analytics: AnalyticsStore }): Promise<void> {
  while ((await analytics.measureDue(7)).handoffs > 0);
}

export interface WrittenHandoff {
  readonly id: string;
  readonly sessionId: string;
  readonly facts: readonly JournalFact[];
}

/** Writes the last `fresh` of the facts. */
export async function writeHandoff(
  { sessions }: { readonly sessions: SessionStore },
  handoff: WrittenHandoff,
  fresh: number,
): Promise<void> {
  const state = foldJournal(handoff.facts);
  if (state === null) throw new Error('it is no journal');
  const facts = handoff.facts.slice(-fresh);
  const outcome = await sessions.commit({
    sessionId: handoff.sessionId,
    events: [],
    handoff: { state, facts },
  });
  if (outcome.type !== 'committed') throw new Error(`it was not written: ${outcome.type}`);
}
