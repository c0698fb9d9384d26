import type { JsonObject } from '@baton/protocol';
import type { HandoffState } from '../../core/handoff/handoff-state.ts';
import type { JournalFact } from '../../core/handoff/journal-fact.ts';
import type { EventRecord } from '../../core/log/event-record.ts';
import { mergeObject } from '../../core/merge-object.ts';
import type { PastRequest } from '../../core/triggers/request-limit.ts';
import type { Clock } from '../../ports/clock.ts';
import type {
  CreateSessionOutcome,
  EventQuery,
  HandoffFilter,
  HandoffQuery,
  Idempotency,
  NewSession,
  RecalledSession,
  RequestQuery,
  SessionQuery,
  SessionRecord,
  SessionStore,
  SessionWrite,
  WorkOf,
  WriteOutcome,
} from '../../ports/session-store.ts';
import type { WakeUps } from '../../ports/wake-ups.ts';
import type { WriteCounts } from '../../ports/write-counts.ts';
import type { Change } from './changes/change.ts';
import type { ChangeWriter } from './changes/change-writer.ts';
import { deleteSession } from './delete-session.ts';
import type { Parameter, PostgresDatabase, Queries } from './postgres-database.ts';
import { QueryFilter } from './query-filter.ts';
import { readPieces } from './read-pieces.ts';
import { ReadTogether } from './read-together.ts';
import type { Recalled } from './recalled.ts';
import { HANDOFF_ORDERS, handoffFilter, sessionFilter } from './session-filters.ts';
import { EVENT_COLUMNS, SESSION_COLUMNS, eventFromRow, sessionFromRow } from '../sql/rows.ts';
import type { EventRow, SessionRow } from '../sql/rows.ts';
import { LIST_UNANSWERED, LIST_UNANSWERED_BY, LIST_UNFINISHED } from './unfinished-work.ts';
import { SessionWrites } from './session-writes.ts';
import { writeSession } from './write-session.ts';

const READ_SESSIONS = `SELECT ${SESSION_COLUMNS}, turn FROM session WHERE id = ANY ($1)`;

export interface PostgresSessionOptions {
  readonly database: PostgresDatabase;
  readonly clock: Clock;
  readonly wakeUps: WakeUps;
  readonly changes: ChangeWriter;
  readonly recalled: Recalled<RecalledSession>;
}

/**
 * The session store on PostgreSQL. Plain appends of all requests go together, anything that rests on a condition in a
 * transaction of its own under the lock of its session's row. Other processes write too: what is kept of what was read is
 * only for who has it checked when he writes.
 */
export class PostgresSessionStore implements SessionStore {
  readonly #database: PostgresDatabase;
  readonly #writes: SessionWrites;
  readonly #clock: Clock;
  readonly #wakeUps: WakeUps;
  readonly #changes: ChangeWriter;
  readonly #records: ReadTogether<SessionRecord>;
  readonly #recalled: Recalled<RecalledSession>;

  constructor({ database, clock, wakeUps, changes, recalled }: PostgresSessionOptions) {
    this.#database = database;
    this.#records = new ReadTogether(async (ids) => {
      const rows = await database.all<SessionRow>(READ_SESSIONS, ids);
      return new Map(rows.map((row) => [row.id, sessionFromRow(row)]));
    });
    this.#changes = changes;
    this.#recalled = recalled;
    this.#writes = new SessionWrites(database, changes);
    this.#clock = clock;
    this.#wakeUps = wakeUps;
  }

  createSession(session: NewSession, idempotency?: Idempotency): Promise<CreateSessionOutcome> {
    return this.#database.transaction(async (queries) => {
      if (idempotency !== undefined) {
        const { key, fingerprint } = idempotency;
        const taken = await queries.run(
          'INSERT INTO session_idempotency VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
          key,
          fingerprint,
          session.id,
        );
        if (taken === 0) {
          const earlier = await queries.get<{ fingerprint: string; session_id: string }>(
            'SELECT fingerprint, session_id FROM session_idempotency WHERE key = $1',
            key,
          );
          return earlier?.fingerprint === fingerprint
            ? { type: 'repeated', sessionId: earlier.session_id }
            : { type: 'idempotency-mismatch' };
        }
      }
      await queries.run(
        `INSERT INTO session (id, agent_id, customer_id, created_at, title, metadata, labels)
         VALUES ($1, $2, $3, $4, $5, $6, $7::text[])`,
        session.id,
        session.agentId,
        session.customerId,
        session.createdAt,
        session.title,
        JSON.stringify(session.metadata),
        [...new Set(session.labels)],
      );
      return { type: 'created' };
    });
  }

  async commit(write: SessionWrite): Promise<WriteOutcome> {
    const at = this.#clock.now();
    const outcome = await (this.#append(write, at) ?? this.#write(write, at));
    if (outcome.type === 'committed') this.#wakeUps.notify(write.sessionId, write.handoff?.state.id ?? null);
    else this.#recalled.forget(write.sessionId);
    return outcome;
  }

  async updateEventMetadata(
    sessionId: string,
    offset: number,
    change: { readonly set: JsonObject; readonly unset: readonly string[] },
  ): Promise<boolean> {
    const done = await this.#told(sessionId, async (queries) => {
      const row = await queries.get<{ metadata: string | null }>(
        'SELECT metadata FROM event WHERE session_id = $1 AND "offset" = $2 AND NOT deleted FOR UPDATE',
        sessionId,
        offset,
      );
      if (row === undefined) return false;
      const merged = mergeObject(JSON.parse(row.metadata ?? '{}') as JsonObject, change.set, change.unset);
      await queries.run(
        'UPDATE event SET metadata = $3 WHERE session_id = $1 AND "offset" = $2',
        sessionId,
        offset,
        JSON.stringify(merged),
      );
      return true;
    });
    if (done) this.#wakeUps.notify(sessionId, null);
    return done;
  }

  async deleteSessions(ids: readonly string[]): Promise<string[]> {
    const found = await Promise.all(
      [...new Set(ids)].map((id) => this.#told(id, (queries) => deleteSession(queries, id))),
    );
    const deleted = [...new Set(ids)].filter((_id, index) => found[index]);
    for (const id of deleted) this.#wakeUps.notify(id, null);
    return deleted;
  }

  readSession(id: string): Promise<SessionRecord | null> {
    return this.#recalled.keep(id, () => this.#records.get(id), recalledOf);
  }

  recallSession(id: string): RecalledSession | undefined {
    return this.#recalled.get(id);
  }

  async listSessions(query: SessionQuery): Promise<SessionRecord[]> {
    const filter = sessionFilter(query);
    const ascending = query.sort === 'asc';
    if (query.after !== undefined)
      filter.where(`(created_at, id) ${ascending ? '>' : '<'} (?, ?)`, query.after.createdAt, query.after.id);
    const order = ascending ? 'ASC' : 'DESC';
    const rows = await this.#all<SessionRow>(
      filter,
      (where) => `SELECT ${SESSION_COLUMNS}, turn FROM session ${where}
        ORDER BY created_at ${order}, id ${order} LIMIT ${filter.parameter(query.limit)}`,
    );
    return rows.map(sessionFromRow);
  }

  countSessions(query: Omit<SessionQuery, 'sort' | 'limit' | 'after'>): Promise<number> {
    return this.#count('session', sessionFilter(query));
  }

  async listEvents(query: EventQuery): Promise<EventRecord[]> {
    const read = async (from: number, limit: number): Promise<EventRow[]> => {
      const filter = new QueryFilter().where('session_id = ? AND "offset" >= ?', query.sessionId, from);
      filter.where('NOT deleted').whereGiven('source = ?', query.source);
      if (query.kinds !== undefined) filter.where('kind = ANY (?::text[])', query.kinds);
      filter.whereGiven('trace_id = ?', query.traceId);
      return this.#all<EventRow>(
        filter,
        (where) =>
          `SELECT ${EVENT_COLUMNS} FROM event ${where} ORDER BY "offset" LIMIT ${filter.parameter(limit)}`,
      );
    };
    const next = (last: EventRow): number => last.offset + 1;
    const rows = await readPieces(read, { from: query.minOffset, next, ...query });
    return rows.map((row) => eventFromRow(query.sessionId, row));
  }

  async readEvent(sessionId: string, offset: number): Promise<EventRecord | null> {
    const row = await this.#database.get<EventRow>(
      `SELECT ${EVENT_COLUMNS} FROM event WHERE session_id = $1 AND "offset" = $2`,
      sessionId,
      offset,
    );
    return row === undefined ? null : eventFromRow(sessionId, row);
  }

  async listEventsBackward(
    sessionId: string,
    beforeOffset: number,
    limit: number,
    characters?: number,
  ): Promise<EventRecord[]> {
    const read = (before: number, most: number): Promise<EventRow[]> =>
      this.#database.all<EventRow>(
        `SELECT ${EVENT_COLUMNS} FROM event WHERE session_id = $1 AND "offset" < $2 AND NOT deleted
          ORDER BY "offset" DESC LIMIT $3`,
        sessionId,
        before,
        most,
      );
    const rows = await readPieces(read, {
      from: beforeOffset,
      next: (last) => last.offset,
      limit,
      ...(characters !== undefined && { characters }),
    });
    return rows.map((row) => eventFromRow(sessionId, row));
  }

  async listUnanswered(limit: number, by?: WorkOf & { readonly before: number }): Promise<string[]> {
    const rows = await (by === undefined
      ? this.#database.all<{ id: string }>(LIST_UNANSWERED, limit)
      : this.#database.all<{ id: string }>(LIST_UNANSWERED_BY, limit, by.living, by.before));
    return rows.map((row) => row.id);
  }

  listUnfinished(
    limit: number,
    by?: WorkOf,
  ): Promise<{ readonly sessionId: string; readonly offset: number }[]> {
    return this.#database.all(LIST_UNFINISHED, limit, by?.living ?? []);
  }

  readOpenHandoff(sessionId: string): Promise<HandoffState | null> {
    return this.#handoff('SELECT state FROM handoff WHERE session_id = $1 AND open', sessionId);
  }

  readHandoff(id: string): Promise<HandoffState | null> {
    return this.#handoff('SELECT state FROM handoff WHERE id = $1', id);
  }

  readLastHandoff(sessionId: string): Promise<HandoffState | null> {
    return this.#handoff(
      'SELECT state FROM handoff WHERE session_id = $1 AND NOT open ORDER BY number DESC LIMIT 1',
      sessionId,
    );
  }

  async listHandoffs(query: HandoffQuery): Promise<HandoffState[]> {
    const filter = handoffFilter(query);
    const { order, after } = HANDOFF_ORDERS[query.sort ?? 'oldest'];
    if (query.after !== undefined) {
      const { requestedAt, id, priority = 0 } = query.after;
      filter.where(after, ...(query.sort === 'queue' ? [-priority] : []), requestedAt, id);
    }
    const rows = await this.#all<{ state: string }>(
      filter,
      (where) =>
        `SELECT state FROM handoff ${where} ORDER BY ${order} LIMIT ${filter.parameter(query.limit)}`,
    );
    return rows.map(stateOf);
  }

  async listEndedSince(since: number, limit: number): Promise<HandoffState[]> {
    const rows = await this.#database.all<{ state: string }>(
      'SELECT state FROM handoff WHERE ended_at >= $1 ORDER BY ended_at DESC, number DESC LIMIT $2',
      since,
      limit,
    );
    return rows.map(stateOf);
  }

  countHandoffs(filter: HandoffFilter): Promise<number> {
    return this.#count('handoff', handoffFilter(filter));
  }

  async readLastOperator(
    customerId: string,
    since: number,
  ): Promise<{ readonly operatorId: string; readonly endedAt: number } | null> {
    const row = await this.#database.get<{ operatorId: string; endedAt: number }>(
      `SELECT operator_id AS "operatorId", ended_at AS "endedAt" FROM handoff
        WHERE customer_id = $1 AND ended_at >= $2 AND operator_id IS NOT NULL ORDER BY ended_at DESC LIMIT 1`,
      customerId,
      since,
    );
    return row ?? null;
  }

  listRequests({ of, since, limit }: RequestQuery): Promise<PastRequest[]> {
    const [column, id] = 'customerId' in of ? ['customer_id', of.customerId] : ['session_id', of.sessionId];
    return this.#database.all(
      `SELECT requested_at AS at, reason, trigger FROM handoff
        WHERE ${column} = $1 AND requested_at > $2 ORDER BY requested_at DESC LIMIT $3`,
      id,
      since,
      limit,
    );
  }

  async listJournal(handoffId: string, from = 0): Promise<{ seq: number; fact: JournalFact }[]> {
    const rows = await this.#database.all<{ seq: number; fact: string }>(
      `SELECT seq, fact FROM handoff_fact
        WHERE session_id = (SELECT session_id FROM handoff WHERE id = $1) AND handoff_id = $1 AND seq >= $2
        ORDER BY seq`,
      handoffId,
      from,
    );
    return rows.map((row) => ({ seq: row.seq, fact: JSON.parse(row.fact) as JournalFact }));
  }

  listDueHandoffs(until: number, limit: number): Promise<{ id: string; sessionId: string; due: number }[]> {
    return this.#database.all(
      `SELECT id, session_id AS "sessionId", due_at AS due FROM handoff
        WHERE due_at <= $1 ORDER BY due_at, number LIMIT $2`,
      until,
      limit,
    );
  }

  async nextDue(): Promise<number | null> {
    const row = await this.#database.get<{ due: number | null }>(
      'SELECT min(due_at) AS due FROM handoff WHERE due_at IS NOT NULL',
    );
    return row?.due ?? null;
  }

  async findRepeat(sessionId: string, idempotency: Idempotency): Promise<number | 'mismatch' | null> {
    const row = await this.#database.get<{ fingerprint: string; offset: number }>(
      'SELECT fingerprint, "offset" FROM idempotency WHERE session_id = $1 AND key = $2',
      sessionId,
      idempotency.key,
    );
    if (row === undefined) return null;
    return row.fingerprint === idempotency.fingerprint ? row.offset : 'mismatch';
  }

  /** How far it is behind. */
  get writes(): WriteCounts {
    return this.#writes;
  }

  async ping(): Promise<boolean> {
    try {
      return (await this.#database.get('SELECT 1 AS one WHERE NOT pg_is_in_recovery()')) !== undefined;
    } catch {
      return false;
    }
  }

  /** Finishes what was asked for. The database is closed by who opened it. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.#writes.idle();
  }

  /** An append that nothing is asked of goes with those of others; undefined for any other write. */
  #append(write: SessionWrite, at: number): Promise<WriteOutcome> | undefined {
    const { sessionId, events, idempotency, guard, ...rest } = write;
    const [event, second] = events;
    if (event === undefined || second !== undefined || event.unfinished === true) return undefined;
    if (event.attachments !== undefined) return undefined;
    if (Object.values(rest).some((part) => part !== undefined)) return undefined;
    const { revision, ...others } = guard ?? {};
    if (Object.values(others).some((part) => part !== undefined)) return undefined;
    return this.#writes.append({ sessionId, event, at, idempotency, revision });
  }

  async #write(write: SessionWrite, at: number): Promise<WriteOutcome> {
    const note = this.#changes.note(changeOf(write));
    const outcome = await this.#writes
      .transaction(write.sessionId, (queries) => writeSession(queries, write, { at, note }))
      .finally(() => this.#recalled.forget(write.sessionId));
    if (outcome.type === 'committed') this.#changes.told(note);
    return outcome;
  }

  /** A transaction about a session; true, and told, when it has changed anything. */
  async #told(sessionId: string, work: (queries: Queries) => Promise<boolean>): Promise<boolean> {
    const note = this.#changes.note({ sessions: [[sessionId, null]] });
    const changed = await this.#writes
      .transaction(sessionId, async (queries) => {
        const hasChanged = await work(queries);
        if (hasChanged) await this.#changes.leave(queries, note);
        return hasChanged;
      })
      .finally(() => this.#recalled.forget(sessionId));
    if (changed) this.#changes.told(note);
    return changed;
  }

  #all<T extends object>(filter: QueryFilter, sql: (where: string) => string): Promise<T[]> {
    return this.#database.all<T>(sql(filter.clause), ...filter.parameters);
  }

  async #count(table: 'session' | 'handoff', filter: QueryFilter): Promise<number> {
    const rows = await this.#all<{ n: number }>(
      filter,
      (where) => `SELECT count(*) AS n FROM ${table} ${where}`,
    );
    return rows[0]?.n ?? 0;
  }

  async #handoff(sql: string, parameter: Parameter): Promise<HandoffState | null> {
    const row = await this.#database.get<{ state: string }>(sql, parameter);
    return row === undefined ? null : stateOf(row);
  }
}

function changeOf({ sessionId, handoff, followUp }: SessionWrite): Change {
  return {
    sessions: [[sessionId, handoff?.state.id ?? null]],
    records: followUp === undefined ? [] : [['follow-up', followUp.id]],
  };
}

function recalledOf(record: SessionRecord | null): RecalledSession | undefined {
  if (record === null) return undefined;
  const { id, customerId, control, revision } = record;
  return { id, customerId, control, revision };
}

function stateOf({ state }: { state: string }): HandoffState {
  return JSON.parse(state) as HandoffState;
}
