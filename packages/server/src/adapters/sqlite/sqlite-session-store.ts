import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import type { JsonObject } from '@baton/protocol';
import type { HandoffState } from '../../core/handoff/handoff-state.ts';
import type { JournalFact } from '../../core/handoff/journal-fact.ts';
import type { EventRecord } from '../../core/log/event-record.ts';
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
  WriteOutcome,
} from '../../ports/session-store.ts';
import type { WakeUps } from '../../ports/wake-ups.ts';
import { EVENT_COLUMNS, SESSION_COLUMNS, eventFromRow, sessionFromRow } from '../sql/rows.ts';
import type { EventRow, SessionRow } from '../sql/rows.ts';
import { SessionCache } from './session-cache.ts';
import type { StoreWriter } from './write-operation.ts';

/**
 * The session store on SQLite. Writes go to the writer thread; reads are done here, on a connection of their
 * own, and take microseconds: whoever reads much (a whole log) reads it in pages.
 */
export class SqliteSessionStore implements SessionStore {
  readonly #db: DatabaseSync;
  readonly #writer: StoreWriter;
  readonly #clock: Clock;
  readonly #wakeUps: WakeUps;
  readonly #statements = new Map<string, StatementSync>();
  readonly #cache = new SessionCache();

  constructor(db: DatabaseSync, writer: StoreWriter, clock: Clock, wakeUps: WakeUps) {
    this.#db = db;
    this.#writer = writer;
    this.#clock = clock;
    this.#wakeUps = wakeUps;
  }

  createSession(session: NewSession, idempotency?: Idempotency): Promise<CreateSessionOutcome> {
    return this.#writer.run({ op: 'create-session', session, idempotency: idempotency ?? null });
  }

  commit(write: SessionWrite): Promise<WriteOutcome> {
    return this.#writer.run<WriteOutcome>({ op: 'commit', at: this.#clock.now(), write }, (outcome) => {
      this.#cache.follow(write, outcome);
      if (outcome.type === 'committed')
        this.#wakeUps.notify(write.sessionId, write.handoff?.state.id ?? null);
    });
  }

  async updateEventMetadata(
    sessionId: string,
    offset: number,
    change: { readonly set: JsonObject; readonly unset: readonly string[] },
  ): Promise<boolean> {
    const done = await this.#writer.run<boolean>({ op: 'event-metadata', sessionId, offset, ...change });
    if (done) this.#wakeUps.notify(sessionId, null);
    return done;
  }

  async deleteSessions(ids: readonly string[]): Promise<string[]> {
    const deleted = await this.#writer.run<string[]>({ op: 'delete-sessions', ids });
    for (const id of deleted) this.#cache.delete(id);
    for (const id of deleted) this.#wakeUps.notify(id, null);
    return deleted;
  }

  async readSession(id: string): Promise<SessionRecord | null> {
    const cached = this.#cache.get(id);
    if (cached !== undefined) return cached;
    const row = this.#get<SessionRow>(`SELECT ${SESSION_COLUMNS} FROM session WHERE id = ?`, id);
    if (row === undefined) return null;
    const session = sessionFromRow(row);
    this.#cache.set(session);
    return session;
  }

  recallSession(id: string): RecalledSession | undefined {
    return this.#cache.recall(id);
  }

  async listSessions(query: SessionQuery): Promise<SessionRecord[]> {
    const { where, parameters } = sessionFilter(query);
    const ascending = query.sort === 'asc';
    if (query.after !== undefined) {
      where.push(`(created_at, id) ${ascending ? '>' : '<'} (?, ?)`);
      parameters.push(query.after.createdAt, query.after.id);
    }
    const order = ascending ? 'ASC' : 'DESC';
    const rows = this.#all<SessionRow>(
      `SELECT ${SESSION_COLUMNS} FROM session ${whereClause(where)}
        ORDER BY created_at ${order}, id ${order} LIMIT ?`,
      ...parameters,
      query.limit,
    );
    return rows.map(sessionFromRow);
  }

  async countSessions(query: Omit<SessionQuery, 'sort' | 'limit' | 'after'>): Promise<number> {
    const { where, parameters } = sessionFilter(query);
    return this.#count(`SELECT count(*) AS n FROM session ${whereClause(where)}`, ...parameters);
  }

  async listEvents(query: EventQuery): Promise<EventRecord[]> {
    const where = ['session_key = (SELECT key FROM session WHERE id = ?)', 'offset >= ?', 'deleted = 0'];
    const parameters: SQLInputValue[] = [query.sessionId, query.minOffset];
    if (query.source !== undefined) {
      where.push('source = ?');
      parameters.push(query.source);
    }
    if (query.kinds !== undefined) {
      where.push(`kind IN (SELECT value FROM json_each(?))`);
      parameters.push(JSON.stringify(query.kinds));
    }
    if (query.traceId !== undefined) {
      where.push('trace_id = ?');
      parameters.push(query.traceId);
    }
    const sql = `SELECT ${EVENT_COLUMNS} FROM event ${whereClause(where)} ORDER BY offset LIMIT ?`;
    const rows = this.#events(sql, [...parameters, query.limit], query.characters);
    return rows.map((row) => eventFromRow(query.sessionId, row));
  }

  async readEvent(sessionId: string, offset: number): Promise<EventRecord | null> {
    const row = this.#get<EventRow>(
      `SELECT ${EVENT_COLUMNS} FROM event WHERE session_key = (SELECT key FROM session WHERE id = ?) AND offset = ?`,
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
    const sql = `SELECT ${EVENT_COLUMNS} FROM event
        WHERE session_key = (SELECT key FROM session WHERE id = ?) AND offset < ? AND deleted = 0
        ORDER BY offset DESC LIMIT ?`;
    const rows = this.#events(sql, [sessionId, beforeOffset, limit], characters);
    return rows.map((row) => eventFromRow(sessionId, row));
  }

  async listUnanswered(limit: number): Promise<string[]> {
    const rows = this.#all<{ id: string }>(
      `SELECT id FROM session WHERE mode = 'auto' AND last_customer_offset > answered_offset ORDER BY key LIMIT ?`,
      limit,
    );
    return rows.map((row) => row.id);
  }

  async listUnfinished(limit: number): Promise<{ readonly sessionId: string; readonly offset: number }[]> {
    return this.#all<{ sessionId: string; offset: number }>(
      `SELECT session.id AS sessionId, offset FROM unfinished_event JOIN session ON session.key = session_key
        ORDER BY session_key, offset LIMIT ?`,
      limit,
    );
  }

  async readOpenHandoff(sessionId: string): Promise<HandoffState | null> {
    return this.#handoff(
      'SELECT state FROM handoff WHERE session_key = (SELECT key FROM session WHERE id = ?) AND open = 1',
      sessionId,
    );
  }

  async readHandoff(id: string): Promise<HandoffState | null> {
    return this.#handoff('SELECT state FROM handoff WHERE id = ?', id);
  }

  async readLastHandoff(sessionId: string): Promise<HandoffState | null> {
    return this.#handoff(
      `SELECT state FROM handoff WHERE session_key = (SELECT key FROM session WHERE id = ?) AND open = 0
        ORDER BY key DESC LIMIT 1`,
      sessionId,
    );
  }

  async listHandoffs(query: HandoffQuery): Promise<HandoffState[]> {
    const { where, parameters } = handoffFilter(query);
    const { order, after } = HANDOFF_ORDERS[query.sort ?? 'oldest'];
    if (query.after !== undefined) {
      where.push(after);
      if (query.sort === 'queue') parameters.push(-(query.after.priority ?? 0));
      parameters.push(query.after.requestedAt, query.after.id);
    }
    const rows = this.#all<{ state: string }>(
      `SELECT state FROM handoff ${whereClause(where)} ORDER BY ${order} LIMIT ?`,
      ...parameters,
      query.limit,
    );
    return rows.map((row) => JSON.parse(row.state) as HandoffState);
  }

  async listEndedSince(since: number, limit: number): Promise<HandoffState[]> {
    const sql = 'SELECT state FROM handoff WHERE ended_at >= ? ORDER BY ended_at DESC, key DESC LIMIT ?';
    return this.#all<{ state: string }>(sql, since, limit).map(
      (row) => JSON.parse(row.state) as HandoffState,
    );
  }

  async countHandoffs(filter: HandoffFilter): Promise<number> {
    const { where, parameters } = handoffFilter(filter);
    return this.#count(`SELECT count(*) AS n FROM handoff ${whereClause(where)}`, ...parameters);
  }

  async readLastOperator(
    customerId: string,
    since: number,
  ): Promise<{ readonly operatorId: string; readonly endedAt: number } | null> {
    const row = this.#get<{ operatorId: string; endedAt: number }>(
      `SELECT operator_id AS operatorId, ended_at AS endedAt FROM handoff
        WHERE customer_id = ? AND ended_at >= ? AND operator_id IS NOT NULL ORDER BY ended_at DESC LIMIT 1`,
      customerId,
      since,
    );
    return row ?? null;
  }

  async listRequests({ of, since, limit }: RequestQuery): Promise<PastRequest[]> {
    const whose =
      'customerId' in of ? 'customer_id = ?' : 'session_key = (SELECT key FROM session WHERE id = ?)';
    return this.#all<{ at: number; reason: string; trigger: string | null }>(
      `SELECT requested_at AS at, reason, state ->> '$.evidence[0].trigger' AS "trigger" FROM handoff
        WHERE ${whose} AND requested_at > ? ORDER BY requested_at DESC LIMIT ?`,
      'customerId' in of ? of.customerId : of.sessionId,
      since,
      limit,
    );
  }

  async listJournal(handoffId: string, from = 0): Promise<{ seq: number; fact: JournalFact }[]> {
    const rows = this.#all<{ seq: number; fact: string }>(
      `SELECT seq, fact FROM handoff_fact WHERE handoff_key = (SELECT key FROM handoff WHERE id = ?) AND seq >= ?
        ORDER BY seq`,
      handoffId,
      from,
    );
    return rows.map((row) => ({ seq: row.seq, fact: JSON.parse(row.fact) as JournalFact }));
  }

  async listDueHandoffs(
    until: number,
    limit: number,
  ): Promise<{ id: string; sessionId: string; due: number }[]> {
    return this.#all<{ id: string; sessionId: string; due: number }>(
      `SELECT handoff.id, session.id AS sessionId, due_at AS due FROM handoff JOIN session ON session.key = session_key
        WHERE due_at <= ? ORDER BY due_at, handoff.key LIMIT ?`,
      until,
      limit,
    );
  }

  async nextDue(): Promise<number | null> {
    const row = this.#get<{ due: number | null }>(
      'SELECT min(due_at) AS due FROM handoff WHERE due_at IS NOT NULL',
    );
    return row?.due ?? null;
  }

  async findRepeat(sessionId: string, idempotency: Idempotency): Promise<number | 'mismatch' | null> {
    const row = this.#get<{ fingerprint: string; offset: number }>(
      `SELECT fingerprint, offset FROM idempotency
        WHERE session_key = (SELECT key FROM session WHERE id = ?) AND key = ?`,
      sessionId,
      idempotency.key,
    );
    if (row === undefined) return null;
    return row.fingerprint === idempotency.fingerprint ? row.offset : 'mismatch';
  }

  async ping(): Promise<boolean> {
    return (await this.#writer.ready()) && this.#get('SELECT 1 AS one') !== undefined;
  }

  /** The writer has lost writes without an answer: they may have been done. */
  forgetCached(): void {
    this.#cache.clear();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#writer[Symbol.asyncDispose]();
    this.#db.close();
  }

  #events(sql: string, parameters: SQLInputValue[], characters: number | undefined): EventRow[] {
    if (characters === undefined) return this.#all<EventRow>(sql, ...parameters);
    const rows: EventRow[] = [];
    let size = 0;
    for (const row of this.#prepare(sql).iterate(...parameters) as Iterable<unknown> as Iterable<EventRow>) {
      rows.push(row);
      size += row.data.length;
      if (size >= characters) break;
    }
    return rows;
  }

  #handoff(sql: string, parameter: string): HandoffState | null {
    const row = this.#get<{ state: string }>(sql, parameter);
    return row === undefined ? null : (JSON.parse(row.state) as HandoffState);
  }

  #count(sql: string, ...parameters: SQLInputValue[]): number {
    return this.#get<{ n: number }>(sql, ...parameters)?.n ?? 0;
  }

  #get<T>(sql: string, ...parameters: SQLInputValue[]): T | undefined {
    return this.#prepare(sql).get(...parameters) as T | undefined;
  }

  #all<T>(sql: string, ...parameters: SQLInputValue[]): T[] {
    return this.#prepare(sql).all(...parameters) as T[];
  }

  #prepare(sql: string): StatementSync {
    let statement = this.#statements.get(sql);
    if (statement === undefined) this.#statements.set(sql, (statement = this.#db.prepare(sql)));
    return statement;
  }
}

interface Filter {
  where: string[];
  parameters: SQLInputValue[];
}

function sessionFilter(query: Omit<SessionQuery, 'sort' | 'limit' | 'after'>): Filter {
  const where: string[] = [];
  const parameters: SQLInputValue[] = [];
  if (query.agentId !== undefined) {
    where.push('agent_id = ?');
    parameters.push(query.agentId);
  }
  if (query.customerId !== undefined) {
    where.push('customer_id = ?');
    parameters.push(query.customerId);
  }
  if (query.labels !== undefined && query.labels.length > 0) {
    where.push(
      `NOT EXISTS (SELECT 1 FROM json_each(?) AS wanted WHERE NOT EXISTS
        (SELECT 1 FROM session_label WHERE label = wanted.value AND session_key = session.key))`,
    );
    parameters.push(JSON.stringify(query.labels));
  }
  return { where, parameters };
}

/** Priority is negated, so that one comparison of rows says what comes after. */
const HANDOFF_ORDERS = {
  oldest: { order: 'requested_at, id', after: '(requested_at, id) > (?, ?)' },
  newest: { order: 'requested_at DESC, id DESC', after: '(requested_at, id) < (?, ?)' },
  queue: {
    order: 'priority DESC, requested_at, id',
    after: '(-priority, requested_at, id) > (?, ?, ?)',
  },
} as const;

function handoffFilter(filter: HandoffFilter): Filter {
  const where: string[] = [];
  const parameters: SQLInputValue[] = [];
  const { stage } = filter;
  // Few are open of all that ever were: the plus keeps the index of what they have in common out of it.
  const few = stage === 'open' || stage === 'waiting' ? '+' : '';
  if (stage === 'open') where.push('open = 1');
  else if (stage === 'waiting') where.push('open = 1', 'waiting = 1');
  else if (stage !== undefined) {
    where.push('stage = ?');
    parameters.push(stage);
  }
  const add = (condition: string, value: string | number | undefined): void => {
    if (value === undefined) return;
    where.push(condition);
    parameters.push(value);
  };
  add('session_key = (SELECT key FROM session WHERE id = ?)', filter.session);
  add(`${few}department = ?`, filter.department);
  add('operator_id = ?', filter.operator);
  add(`${few}reason = ?`, filter.reason);
  add('requested_at >= ?', filter.since);
  add('requested_at < ?', filter.before);
  return { where, parameters };
}

function whereClause(conditions: readonly string[]): string {
  return conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
}
