import { randomBytes } from 'node:crypto';
import type { Parameter, PostgresDatabase, Queries } from '../postgres-database.ts';
import type { ChangeBus } from './change-bus.ts';
import { bodyOf } from './change.ts';
import type { Change, ChangeNote } from './change.ts';

export const CHANNEL = 'baton_change';

/** PostgreSQL takes 8,000 bytes, with the name of the writer and the number. */
const MOST_NOTIFIED = 7900;

/** Told when the transaction commits, and only then. */
const NOTIFY = `RETURNING pg_notify('${CHANNEL}', writer || ' ' || seq || ' ' ||
  CASE WHEN octet_length(body) <= ${MOST_NOTIFIED} THEN body ELSE '' END)`;

/**
 * Leaves a row of what was changed, in the transaction that changes it: others hear of all that is committed, and of
 * nothing else. What this store has written itself it is not told.
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

  /** `rows`: a row for each one of theirs, which are at most one. The note's three parameters begin at `first`. */
  insert(first: number, rows: string): string {
    const told = this.#bus.tellsInStatement ? NOTIFY : 'RETURNING true';
    return `INSERT INTO change (writer, seq, body)
      SELECT $${first}::text, $${first + 1}::bigint, $${first + 2}::text ${rows} ${told}`;
  }

  /** Leaves the note in a transaction; `told` after it is committed. */
  async leave(queries: Queries, note: ChangeNote): Promise<void> {
    await queries.run(this.insert(1, ''), ...noteParameters(note));
  }

  /** It is committed. */
  told(note: ChangeNote): void {
    if (!this.#bus.tellsInStatement) this.#bus.tell(note);
  }

  /** One statement that inserts, updates or deletes; true, and told, when that was any row. */
  async run(change: Change, sql: string, ...parameters: Parameter[]): Promise<boolean> {
    const note = this.note(change);
    const rows = 'WHERE EXISTS (SELECT FROM done)';
    const statement = `WITH done AS (${sql} RETURNING true) ${this.insert(parameters.length + 1, rows)}`;
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

export function noteParameters({ writer, seq, body }: ChangeNote): [string, number, string] {
  return [writer, seq, body];
}
