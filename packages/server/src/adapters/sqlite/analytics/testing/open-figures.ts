import type { DatabaseSync } from 'node:sqlite';
import { foldJournal } from '../../../../core/handoff/apply-fact.ts';
import type { JournalFact } from '../../../../core/handoff/journal-fact.ts';
import type { FiguresQuery } from '../../../../ports/analytics-store.ts';
import type { SessionStore } from '../../../../ports/session-store.ts';
import { START } from '../../../../testing/make.ts';
import { openMemory } from '../../../../testing/open-memory.ts';
import type { MemoryFixture } from '../../../../testing/open-memory.ts';
import { AnalyticsReader } from '../analytics-reader.ts';
import type { AnalyticsReading } from '../analytics-thread-messages.ts';
import { SqliteAnalyticsStore } from '../sqlite-analytics-store.ts';

/** Microseconds. */
export const HOUR: number = 3_600_000_000;
export const ALWAYS: FiguresQuery = { fromHour: START / HOUR - 24, toHour: START / HOUR + 9000 };

export interface FiguresFixture extends MemoryFixture {
  readonly analytics: SqliteAnalyticsStore;
}

/** The store in memory and without threads, with figures read where a test reads them. */
export function openFigures(db?: DatabaseSync): FiguresFixture {
  const memory = openMemory(db === undefined ? {} : { db });
  const reader = new AnalyticsReader(memory.db);
  const reading: AnalyticsReading = {
    async run<T>(request: Parameters<AnalyticsReading['run']>[0]): Promise<T> {
      const answer = reader.answer(request);
      if (!answer.ok) throw new Error(answer.message);
      return structuredClone(answer.value) as T;
    },
  };
  return { ...memory, analytics: new SqliteAnalyticsStore(memory.db, memory.writer, reading) };
}

export async function measureAll({ analytics }: FiguresFixture): Promise<void> {
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
