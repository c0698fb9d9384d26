import type { TurnRecord } from '@baton/protocol';
import type { StoredTrace, TraceQuery, TraceStore } from '../../ports/trace-store.ts';
import type { PostgresDatabase } from './postgres-database.ts';

/** Records of turns on PostgreSQL, a JSON body each. */
export class PostgresTraceStore implements TraceStore {
  readonly #database: PostgresDatabase;

  constructor(database: PostgresDatabase) {
    this.#database = database;
  }

  async put({ sessionId, traceId, at, record }: StoredTrace): Promise<void> {
    await this.#database.run(
      `INSERT INTO turn_trace (session_id, trace_id, at, body) SELECT id, $2, $3, $4 FROM session WHERE id = $1
       ON CONFLICT (session_id, trace_id) DO UPDATE SET at = excluded.at, body = excluded.body`,
      sessionId,
      traceId,
      at,
      JSON.stringify(record),
    );
  }

  async read(sessionId: string, traceId: string): Promise<TurnRecord | null> {
    const row = await this.#database.get<{ body: string }>(
      'SELECT body FROM turn_trace WHERE session_id = $1 AND trace_id = $2',
      sessionId,
      traceId,
    );
    return row === undefined ? null : (JSON.parse(row.body) as TurnRecord);
  }

  async list({ sessionId, limit, after }: TraceQuery): Promise<StoredTrace[]> {
    const place = after === undefined ? [] : [after.at, after.id];
    const rows = await this.#database.all<{ traceId: string; at: number; body: string }>(
      `SELECT trace_id AS "traceId", at, body FROM turn_trace
        WHERE session_id = $1 ${after === undefined ? '' : 'AND (at, trace_id) < ($3, $4)'}
        ORDER BY at DESC, trace_id DESC LIMIT $2`,
      sessionId,
      limit,
      ...place,
    );
    return rows.map(({ traceId, at, body }) => ({
      sessionId,
      traceId,
      at,
      record: JSON.parse(body) as TurnRecord,
    }));
  }

  async count(sessionId: string): Promise<number> {
    const sql = 'SELECT count(*) AS n FROM turn_trace WHERE session_id = $1';
    return (await this.#database.get<{ n: number }>(sql, sessionId))?.n ?? 0;
  }
}
