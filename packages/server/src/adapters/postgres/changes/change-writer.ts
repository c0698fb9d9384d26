import { randomBytes } from 'node:crypto';
import type { Parameter, PostgresDatabase, Queries } from '../postgres-database.ts';
import type { ChangeBus } from './change-bus.ts';
import { bodyOf } from './change.ts';
import type { Change, ChangeNote } from './change.ts';

/**
 * Leaves a row of what was changed, in the transaction that changes it: others find all that is committed, and nothing
 * else. They are told after the commit. A NOTIFY in the transaction would be told by the commit itself, but PostgreSQL
 * lets only one such transaction commit at a time, its sync included: with three at once that left 0.57 of the commits,
 * on all nodes together.
 */
export class ChangeWriter {
  /** Begins a name of its own with each start. */
  readonly writer: string = randomBytes(9).toString('base64url');
  readonly #database: PostgresDatabase;
  readonly #bus: ChangeBus;
  #newest = 0;

  constructor(database: PostgresDatabase, bus: ChangeBus) {
    this.#database = database;
    this.#bus = bus;
  }

  note(change: Change): ChangeNote {
    return { writer: this.writer, seq: ++this.#newest, body: bodyOf(change) };
  }

  /** Leaves the note in a transaction; `told` after it is committed. */
  async leave(queries: Queries, note: ChangeNote): Promise<void> {
    await queries.run(leaveChange(1, ''), ...noteParameters(note));
  }

  /** It is committed. */
  told(note: ChangeNote): void {
    this.#bus.tell(note);
  }

  /** One statement that inserts, updates or deletes; true, and told, when that was any row. */
  async run(change: Change, sql: string, ...parameters: Parameter[]): Promise<boolean> {
    const note = this.note(change);
    const rows = 'WHERE EXISTS (SELECT FROM done)';
    const statement = `WITH done AS (${sql} RETURNING true) ${leaveChange(parameters.length + 1, rows)}`;
    const changed = (await this.#database.run(statement, ...parameters, ...noteParameters(note))) > 0;
    if (changed) this.told(note);
    return changed;
  }

  async transaction<T>(change: Change, work: (queries: Queries) => Promise<T>): Promise<T> {
    const note = this.note(change);
    const value = await this.#database.transaction(async (queries) => {
      const worked = await work(queries);
      await this.leave(queries, note);
      return worked;
    });
    this.told(note);
    return value;
  }
}

/** A statement whose parameters from `first` on are a note's; `rows`: on which condition. */
export function leaveChange(first: number, rows: string): string {
  return `INSERT INTO change (writer, seq, body)
    SELECT $${first}::text, $${first + 1}::bigint, $${first + 2}::text ${rows}`;
}

export function noteParameters({ writer, seq, body }: ChangeNote): [string, number, string] {
  return [writer, seq, body];
}
