import type { DatabaseSync } from 'node:sqlite';
import { openMemory } from '../../../../testing/open-memory.ts';
import type { MemoryFixture } from '../../../../testing/open-memory.ts';
import { AnalyticsReader } from '../analytics-reader.ts';
import type { AnalyticsReading } from '../analytics-thread-messages.ts';
import { SqliteAnalyticsStore } from '../sqlite-analytics-store.ts';

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
