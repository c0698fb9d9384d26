import type { DatabaseSync } from 'node:sqlite';
import type { TurnRecord } from '@baton/protocol';
import type { StoredTrace, TraceQuery, TraceStore } from '../../ports/trace-store.ts';
import type { StoreWriter } from './write-operation.ts';

const OF_SESSION = 'session_key = (SELECT key FROM session WHERE id = ?)';

/** Records of turns on SQLite, a JSON body each. */
export class SqliteTraceStore implements TraceStore {
  readonly #db: DatabaseSync;
  readonly #writer: StoreWriter;

  constructor(db: DatabaseSync, writer: StoreWriter) {
    this.#db = db;
    this.#writer = writer;
  }

  async put({ sessionId, traceId, at, record }: StoredTrace): Promise<void> {
    const parameters = [sessionId, traceId, at, JSON.stringify(record)];
    await this.#writer.run({ op: 'directory', statement: 'putTrace', parameters });
  }

  async read(sessionId: string, traceId: string): Promise<TurnRecord | null> {
    const row = this.#db
      .prepare(`SELECT body FROM turn_trace WHERE ${OF_SESSION} AND trace_id = ?`)
      .get(sessionId, traceId) as { body: string } | undefined;
    return row === undefined ? null : (JSON.parse(row.body) as TurnRecord);
  }

  async list({ sessionId, limit, after }: TraceQuery): Promise<StoredTrace[]> {
    const place = after === undefined ? [] : [after.at, after.id];
    const rows = this.#db
      .prepare(
        `SELECT trace_id AS traceId, at, body FROM turn_trace
          WHERE ${OF_SESSION} ${after === undefined ? '' : 'AND (at, trace_id) < (?, ?)'}
          ORDER BY at DESC, trace_id DESC LIMIT ?`,
      )
      .all(sessionId, ...place, limit) as unknown as { traceId: string; at: number; body: string }[];
    return rows.map(({ traceId, at, body }) => ({
      sessionId,
      traceId,
      at,
      record: JSON.parse(body) as TurnRecord,
    }));
  }

  async count(sessionId: string): Promise<number> {
    const row = this.#db
      .prepare(`SELECT count(*) AS n FROM turn_trace WHERE ${OF_SESSION}`)
      .get(sessionId) as { n: number };
    return row.n;
  }

  close(): void {
    this.#db.close();
  }
}
