import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { AnalyticsGroup, Measures } from '@baton/protocol';
import type { AnalyticsStore, Figures, FiguresQuery, MeasuredDue } from '../../../ports/analytics-store.ts';
import type { StoreWriter } from '../write-operation.ts';
import type { AnalyticsReading } from './analytics-thread-messages.ts';
import type { MeasuredHandoff } from './measured-handoff.ts';

const NOTHING: MeasuredDue = { handoffs: 0, faults: [] };

/** Figures on SQLite: read by `reading`, written by the one writer. */
export class SqliteAnalyticsStore implements AnalyticsStore {
  readonly #db: DatabaseSync;
  readonly #writer: StoreWriter;
  readonly #reading: AnalyticsReading;
  readonly #isDue: StatementSync;

  /** `db`: to see whether anything is due, without a thread. */
  constructor(db: DatabaseSync, writer: StoreWriter, reading: AnalyticsReading) {
    this.#db = db;
    this.#writer = writer;
    this.#reading = reading;
    this.#isDue = db.prepare('SELECT 1 FROM analytics_due LIMIT 1');
  }

  async measureDue(limit: number): Promise<MeasuredDue> {
    if (this.#isDue.get() === undefined) return NOTHING;
    const handoffs = await this.#reading.run<MeasuredHandoff[]>({ type: 'due', limit });
    if (handoffs.length === 0) return NOTHING;
    await this.#writer.run({ op: 'measured', handoffs });
    const faults = handoffs.flatMap(({ id, fault }) =>
      fault === null ? [] : [{ handoffId: id, error: fault }],
    );
    return { handoffs: handoffs.length, faults };
  }

  sum(query: FiguresQuery): Promise<Measures> {
    return this.#reading.run({ type: 'sum', query });
  }

  sumGroups(query: FiguresQuery, group: AnalyticsGroup, most: number): Promise<Figures[]> {
    return this.#reading.run({ type: 'groups', query, group, most });
  }

  sumPeriods(query: FiguresQuery, starts: readonly number[]): Promise<Measures[]> {
    return this.#reading.run({ type: 'periods', query, starts });
  }

  close(): void {
    this.#db.close();
  }
}
