import { Client, types } from 'pg';
import { CREATE_MOVE, moveState } from '../postgres/half-moved.ts';
import { migrate } from '../postgres/migrate.ts';
import { PostgresDatabase } from '../postgres/postgres-database.ts';
import { MoveRefusedError } from './move-refused-error.ts';
import { MOVED_TABLES } from './moved-tables.ts';
import type { ColumnKind, MovedTable, Row, Value } from './moved-tables.ts';

/** Held by whoever moves a store into a database, as long as it does. */
const MOVE_LOCK = 7_214_400_002;
const PAGE_CHARACTERS = 4_000_000;
const FIRST_PAGE = 500;
const LEAST_IN_PAGE = 20;
const MOST_IN_PAGE = 5000;

/** How far a table is. */
export interface Part {
  /** The key of the last row that is there; null when none is. */
  readonly after: Row | null;
  readonly rows: number;
  readonly finished: boolean;
}

const FROM_NOTHING: Part = { after: null, rows: 0, finished: false };

/** The database that a store is moved into. How far that is, is kept in it, with what is moved: it is never in doubt. */
export class PostgresTarget implements AsyncDisposable {
  readonly #client: Client;

  private constructor(client: Client) {
    this.#client = client;
  }

  /** Its schema is brought up to date. Throws a MoveRefusedError when it is not empty, or somebody works on it. */
  static async open(url: string, fingerprint: string): Promise<PostgresTarget> {
    const client = new Client({
      connectionString: url,
      application_name: 'baton migrate-store',
      keepAlive: true,
      types: {
        getTypeParser: (oid, format) =>
          oid === types.builtins.INT8 ? Number : types.getTypeParser(oid, format),
      },
    });
    // One that breaks says so to whoever waits for its answer.
    client.on('error', () => undefined);
    try {
      await client.connect();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new MoveRefusedError(`the PostgreSQL database cannot be reached: ${reason}`, { cause: error });
    }
    const target = new PostgresTarget(client);
    try {
      await target.#begin(url, fingerprint);
      return target;
    } catch (error) {
      await client.end();
      throw error;
    }
  }

  /** What was moved before is all there: nothing is left but to compare. */
  async isFinished(): Promise<boolean> {
    return (await moveState(this.#client)) === 'finished';
  }

  async part({ name }: MovedTable): Promise<Part> {
    const { rows } = await this.#client.query<{ after: string | null; rows: number; finished: boolean }>(
      'SELECT after, rows, finished FROM store_move_part WHERE name = $1',
      [name],
    );
    const [part] = rows;
    if (part === undefined) return FROM_NOTHING;
    return { ...part, after: part.after === null ? null : (JSON.parse(part.after) as Row) };
  }

  /** Rows behind those that are there, and how far that is: all of it or nothing. */
  async write(table: MovedTable, rows: readonly Row[], part: Part): Promise<void> {
    await this.#transaction(async () => {
      if (rows.length > 0) await this.#insert(table, rows);
      await this.#client.query(
        `INSERT INTO store_move_part (name, after, rows, finished) VALUES ($1, $2, $3, $4)
           ON CONFLICT (name) DO UPDATE SET after = excluded.after, rows = excluded.rows, finished = excluded.finished`,
        [table.name, part.after === null ? null : JSON.stringify(part.after), part.rows, part.finished],
      );
    });
  }

  /** What helps to find things, and what is measured anew: from what is there now. */
  async finish(): Promise<void> {
    await this.#transaction(async () => {
      await this.#client.query(
        `INSERT INTO unanswered (session_id, number, auto) SELECT id, number, mode = 'auto' FROM session
           WHERE last_customer_offset > answered_offset`,
      );
      await this.#client.query(
        'INSERT INTO analytics_due (session_id, handoff_id) SELECT session_id, id FROM handoff',
      );
      for (const table of ['session', 'handoff'])
        await this.#client.query(
          `SELECT setval(pg_get_serial_sequence('${table}', 'number'), greatest(max(number), 1)) FROM ${table}`,
        );
      await this.#client.query('UPDATE store_move SET finished = true');
    });
    // Until it has counted for itself the database would choose its ways as for empty tables.
    for (const { name } of MOVED_TABLES) await this.#client.query(`ANALYZE "${name}"`);
  }

  /** In the order of the key, a page at a time. */
  async *rows(table: MovedTable): AsyncGenerator<Row> {
    const { name, columns, key } = table;
    const order = key.map((column) => ordered(column, columns[column]));
    const behind = `WHERE (${order.join(', ')}) > (${order.map((_column, index) => `$${index + 2}`).join(', ')})`;
    const names = Object.keys(columns);
    const places = key.map((column) => names.indexOf(column));
    const select = `SELECT ${names.map(quoted).join(', ')} FROM "${name}"`;
    let size = FIRST_PAGE;
    let after: Row | null = null;
    for (;;) {
      const text = `${select} ${after === null ? '' : behind} ORDER BY ${order.join(', ')} LIMIT $1`;
      const rows: Row[] = await this.#page(text, [size, ...(after ?? [])]);
      yield* rows;
      const last: Row | undefined = rows.at(-1);
      if (last === undefined || rows.length < size) return;
      after = places.map((place) => last[place] ?? null);
      // However long the rows of this table are, a page stays about as large.
      const each = charactersOf(rows) / rows.length;
      size = Math.round(Math.min(MOST_IN_PAGE, Math.max(LEAST_IN_PAGE, PAGE_CHARACTERS / each)));
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#client.end();
  }

  async #page(text: string, values: readonly Value[]): Promise<Row[]> {
    const { rows } = await this.#client.query<Value[]>({ text, values: [...values], rowMode: 'array' });
    return rows;
  }

  async #begin(url: string, fingerprint: string): Promise<void> {
    const client = this.#client;
    await client.query('SET statement_timeout = 0');
    const { rows: locks } = await client.query<{ taken: boolean }>(
      'SELECT pg_try_advisory_lock($1) AS taken',
      [MOVE_LOCK],
    );
    if (locks[0]?.taken !== true)
      throw new MoveRefusedError('a store is being moved into this database just now');
    const database = new PostgresDatabase({ url, connections: 1 });
    try {
      await migrate(database, { toMove: true });
    } finally {
      await database[Symbol.asyncDispose]();
    }
    const { rows: nodes } = await client.query<{ id: string }>('SELECT id FROM node WHERE until > now()');
    if (nodes.length > 0)
      throw new MoveRefusedError(
        `servers are at work on this database (${nodes.map(({ id }) => id).join(', ')}): stop them first`,
      );
    if ((await moveState(client)) === null) await this.#claim(fingerprint);
    const { rows } = await client.query<{ source: string }>('SELECT source FROM store_move');
    if (rows[0]?.source === fingerprint) return;
    throw new MoveRefusedError(
      'another store was moved into this database, or this one has changed since: move it into an empty database',
    );
  }

  async #claim(fingerprint: string): Promise<void> {
    await this.#transaction(async () => {
      for (const { name } of MOVED_TABLES) {
        const { rowCount } = await this.#client.query(`SELECT 1 FROM "${name}" LIMIT 1`);
        if (rowCount !== 0)
          throw new MoveRefusedError(`this database is in use: its table ${name} is not empty`);
      }
      await this.#client.query(CREATE_MOVE);
      await this.#client.query('INSERT INTO store_move (source) VALUES ($1)', [fingerprint]);
    });
  }

  async #insert({ name, columns }: MovedTable, rows: readonly Row[]): Promise<void> {
    const kinds = Object.entries(columns);
    const given = kinds.map(([, kind], index) => `$${index + 1}::${kind === 'text[]' ? 'text' : kind}[]`);
    const values = kinds.map(([, kind], index) =>
      rows.map((row) => (kind === 'text[]' ? JSON.stringify(row[index]) : row[index])),
    );
    const names = kinds.map(([column]) => quoted(column)).join(', ');
    const taken = kinds.map(([column, kind]) =>
      kind === 'text[]'
        ? `ARRAY(SELECT jsonb_array_elements_text(${quoted(column)}::jsonb))`
        : quoted(column),
    );
    await this.#client.query({
      name: `insert ${name}`,
      text: `INSERT INTO "${name}" (${names}) OVERRIDING SYSTEM VALUE
               SELECT ${taken.join(', ')} FROM unnest(${given.join(', ')}) AS given (${names})`,
      values,
    });
  }

  async #transaction(work: () => Promise<void>): Promise<void> {
    await this.#client.query('BEGIN');
    try {
      await work();
      await this.#client.query('COMMIT');
    } catch (error) {
      await this.#client.query('ROLLBACK').catch(() => undefined);
      throw error;
    }
  }
}

/** Byte by byte, as in the embedded store, however the column is ordered by itself. */
function ordered(column: string, kind: ColumnKind | undefined): string {
  return kind === 'text' ? `${quoted(column)} COLLATE "C"` : quoted(column);
}

function quoted(name: string): string {
  return `"${name}"`;
}

export function charactersOf(rows: readonly Row[]): number {
  let sum = 0;
  for (const row of rows) for (const value of row) sum += typeof value === 'string' ? value.length : 8;
  return sum;
}
