import type { DatabaseSync } from 'node:sqlite';
import type { AnalyticsAnswer, AnalyticsRequest } from './analytics-thread-messages.ts';
import { DueReader } from './due-reader.ts';
import { FiguresReader } from './figures-reader.ts';

/** All that is read for analytics, on a connection that reads nothing else. */
export class AnalyticsReader {
  readonly #due: DueReader;
  readonly #figures: FiguresReader;

  constructor(db: DatabaseSync) {
    this.#due = new DueReader(db);
    this.#figures = new FiguresReader(db);
  }

  answer(request: AnalyticsRequest): AnalyticsAnswer {
    try {
      return { ok: true, value: this.#run(request) };
    } catch (error) {
      return { ok: false, message: String(error) };
    }
  }

  #run(request: AnalyticsRequest): unknown {
    switch (request.type) {
      case 'due':
        return this.#due.measure(request.limit);
      case 'sum':
        return this.#figures.sum(request.query);
      case 'groups':
        return this.#figures.sumGroups(request.query, request.group, request.most);
      case 'periods':
        return this.#figures.sumPeriods(request.query, request.starts);
    }
  }
}
