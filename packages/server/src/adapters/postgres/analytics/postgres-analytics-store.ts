import type { AnalyticsGroup, Measures } from '@baton/protocol';
import { measuresOf, newTally } from '../../../core/analytics/tally.ts';
import type { Tally } from '../../../core/analytics/tally.ts';
import type { AnalyticsStore, Figures, FiguresQuery, MeasuredDue } from '../../../ports/analytics-store.ts';
import type { PostgresDatabase } from '../postgres-database.ts';
import { measureDue } from './measure-due.ts';
import { readFigures } from './read-figures.ts';
import type { Split } from './read-figures.ts';

/** Figures on PostgreSQL. */
export class PostgresAnalyticsStore implements AnalyticsStore {
  readonly #database: PostgresDatabase;

  constructor(database: PostgresDatabase) {
    this.#database = database;
  }

  measureDue(limit: number): Promise<MeasuredDue> {
    return measureDue(this.#database, limit);
  }

  async sum(query: FiguresQuery): Promise<Measures> {
    const tallies = await this.#read(query, { type: 'none' });
    return measuresOf(tallies.get('') ?? newTally());
  }

  async sumGroups(query: FiguresQuery, group: AnalyticsGroup, most: number): Promise<Figures[]> {
    const tallies = await this.#read(query, { type: 'group', group });
    tallies.delete('');
    return [...tallies]
      .map(([key, tally]) => ({ key, measures: measuresOf(tally) }))
      .toSorted((a, b) => b.measures.handoffs - a.measures.handoffs || (a.key < b.key ? -1 : 1))
      .slice(0, most);
  }

  async sumPeriods(query: FiguresQuery, starts: readonly number[]): Promise<Measures[]> {
    const [first = query.fromHour] = starts;
    const within = { ...query, fromHour: Math.max(first, query.fromHour) };
    const tallies = await this.#read(within, { type: 'periods', starts });
    return starts.map((_start, index) => measuresOf(tallies.get(String(index + 1)) ?? newTally()));
  }

  /** All that one question reads is of one state of the database. */
  #read(query: FiguresQuery, split: Split): Promise<Map<string, Tally>> {
    return this.#database.transaction(async (queries) => {
      await queries.run('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY');
      return readFigures(queries, query, split);
    });
  }
}
