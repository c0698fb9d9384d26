/** How a column is kept by the target, and what it is here. */
export type ColumnKind = 'text' | 'bigint' | 'integer' | 'boolean' | 'text[]';

/** A value of a row, alike on both sides. */
export type Value = string | number | boolean | null | readonly string[];
export type Row = readonly Value[];

export interface MovedTable {
  /** Of the target. */
  readonly name: string;
  /** A query of the embedded store that gives `columns` under their names. */
  readonly source: string;
  readonly columns: Readonly<Record<string, ColumnKind>>;
  /** The columns by whose order rows are moved and compared: together they are unique. */
  readonly key: readonly string[];
}

const OF_SESSION = 'FROM session CROSS JOIN';
const MICROSECONDS_OF_HOUR = 3_600_000_000;

/** A body with its id and when it was made, the same in both stores. */
function bodies(name: string): MovedTable {
  const columns = { id: 'text', created_at: 'bigint', body: 'text' } as const;
  return { name, source: `SELECT id, created_at, body FROM ${name}`, columns, key: ['id'] };
}

/**
 * Everything that a server keeps, table by table. In the embedded store what belongs to a session has its number, here
 * its id; what only helps to find things is made anew (see `finish`). What is joined to sessions is read session by
 * session, in the order of their ids: so that nothing has to be sorted, however much there is.
 */
export const MOVED_TABLES: readonly MovedTable[] = [
  {
    name: 'setting',
    source: 'SELECT name, value FROM setting',
    columns: { name: 'text', value: 'text' },
    key: ['name'],
  },
  bodies('agent'),
  bodies('customer'),
  {
    name: 'tag',
    source: 'SELECT id, created_at, name FROM tag',
    columns: { id: 'text', created_at: 'bigint', name: 'text' },
    key: ['id'],
  },
  {
    name: 'behaviour',
    source: 'SELECT kind, id, created_at, body FROM behaviour',
    columns: { kind: 'text', id: 'text', created_at: 'bigint', body: 'text' },
    key: ['kind', 'id'],
  },
  {
    name: 'variable_value',
    source: 'SELECT variable_id, key, body FROM variable_value',
    columns: { variable_id: 'text', key: 'text', body: 'text' },
    key: ['variable_id', 'key'],
  },
  bodies('department'),
  bodies('operator'),
  {
    name: 'presence',
    source: 'SELECT operator_id, status, since, lease_until, grace_until FROM presence',
    columns: {
      operator_id: 'text',
      status: 'text',
      since: 'bigint',
      lease_until: 'bigint',
      grace_until: 'bigint',
    },
    key: ['operator_id'],
  },
  {
    name: 'session',
    source: `SELECT id, key AS number, agent_id, customer_id, created_at, title, metadata, labels, client_offset, mode, holder,
      epoch, revision, next_offset, EXISTS (SELECT 1 FROM handoff WHERE session_key = session.key) AS handed,
      coalesce((SELECT at FROM event WHERE session_key = session.key ORDER BY offset DESC LIMIT 1), 0) AS last_at,
      last_customer_offset, last_message_offset, answered_offset, agent_state, last_customer_offset >= 0 AS asked
      FROM session`,
    columns: {
      id: 'text',
      number: 'bigint',
      agent_id: 'text',
      customer_id: 'text',
      created_at: 'bigint',
      title: 'text',
      metadata: 'text',
      labels: 'text[]',
      client_offset: 'bigint',
      mode: 'text',
      holder: 'text',
      epoch: 'bigint',
      revision: 'bigint',
      next_offset: 'bigint',
      handed: 'boolean',
      last_at: 'bigint',
      last_customer_offset: 'bigint',
      last_message_offset: 'bigint',
      answered_offset: 'bigint',
      agent_state: 'text',
      asked: 'boolean',
    },
    key: ['id'],
  },
  {
    name: 'session_idempotency',
    source: 'SELECT key, fingerprint, session_id FROM session_idempotency',
    columns: { key: 'text', fingerprint: 'text', session_id: 'text' },
    key: ['key'],
  },
  {
    name: 'event',
    source: `SELECT session.id AS session_id, event.offset AS "offset", at, kind, source, trace_id, data,
      event.metadata AS metadata, deleted, EXISTS (SELECT 1 FROM unfinished_event AS open
        WHERE open.session_key = event.session_key AND open.offset = event.offset) AS unfinished
      ${OF_SESSION} event ON event.session_key = session.key`,
    columns: {
      session_id: 'text',
      offset: 'bigint',
      at: 'bigint',
      kind: 'text',
      source: 'text',
      trace_id: 'text',
      data: 'text',
      metadata: 'text',
      deleted: 'boolean',
      unfinished: 'boolean',
    },
    key: ['session_id', 'offset'],
  },
  {
    name: 'idempotency',
    source: `SELECT session.id AS session_id, idempotency.key AS key, fingerprint, offset AS "offset"
      ${OF_SESSION} idempotency ON idempotency.session_key = session.key`,
    columns: { session_id: 'text', key: 'text', fingerprint: 'text', offset: 'bigint' },
    key: ['session_id', 'key'],
  },
  {
    name: 'handoff',
    source: `SELECT session.id AS session_id, handoff.id AS id, handoff.key AS number, stage, open, waiting, priority,
      requested_at, ended_at, due_at, department, operator_id, reason, handoff.customer_id AS customer_id,
      state ->> '$.evidence[0].trigger' AS "trigger", state
      ${OF_SESSION} handoff ON handoff.session_key = session.key`,
    columns: {
      session_id: 'text',
      id: 'text',
      number: 'bigint',
      stage: 'text',
      open: 'boolean',
      waiting: 'boolean',
      priority: 'integer',
      requested_at: 'bigint',
      ended_at: 'bigint',
      due_at: 'bigint',
      department: 'text',
      operator_id: 'text',
      reason: 'text',
      customer_id: 'text',
      trigger: 'text',
      state: 'text',
    },
    key: ['session_id', 'id'],
  },
  {
    name: 'handoff_fact',
    source: `SELECT session.id AS session_id, handoff.id AS handoff_id, seq, fact
      ${OF_SESSION} handoff ON handoff.session_key = session.key
        CROSS JOIN handoff_fact ON handoff_fact.handoff_key = handoff.key`,
    columns: { session_id: 'text', handoff_id: 'text', seq: 'integer', fact: 'text' },
    key: ['session_id', 'handoff_id', 'seq'],
  },
  {
    name: 'turn_trace',
    source: `SELECT session.id AS session_id, trace_id, at, body
      ${OF_SESSION} turn_trace ON turn_trace.session_key = session.key`,
    columns: { session_id: 'text', trace_id: 'text', at: 'bigint', body: 'text' },
    key: ['session_id', 'trace_id'],
  },
  {
    name: 'suggestion',
    source: `SELECT session.id AS session_id, suggestion.id AS id, handoff_id, offset AS "offset", operator_id, at, made_by,
      shown, used, digest ${OF_SESSION} suggestion ON suggestion.session_key = session.key`,
    columns: {
      session_id: 'text',
      id: 'text',
      handoff_id: 'text',
      offset: 'bigint',
      operator_id: 'text',
      at: 'bigint',
      made_by: 'text',
      shown: 'boolean',
      used: 'text',
      digest: 'text',
    },
    key: ['session_id', 'id'],
  },
  {
    name: 'action_run',
    source: `SELECT session.id AS session_id, action_run.key AS key, fingerprint, operator_id, tool_id, at
      ${OF_SESSION} action_run ON action_run.session_key = session.key`,
    columns: {
      session_id: 'text',
      key: 'text',
      fingerprint: 'text',
      operator_id: 'text',
      tool_id: 'text',
      at: 'bigint',
    },
    key: ['session_id', 'key'],
  },
  {
    name: 'attachment',
    // One that is removed is of no session any more: only its bytes are still to go.
    source: `SELECT coalesce(session.id, '') AS session_id, attachment.id AS id, name, type, size, by, at, state,
      event_offset, digest, attachment.key AS key, fingerprint
      FROM attachment LEFT JOIN session ON session.key = attachment.session_key`,
    columns: {
      session_id: 'text',
      id: 'text',
      name: 'text',
      type: 'text',
      size: 'bigint',
      by: 'text',
      at: 'bigint',
      state: 'text',
      event_offset: 'bigint',
      digest: 'text',
      key: 'text',
      fingerprint: 'text',
    },
    key: ['session_id', 'id'],
  },
  {
    name: 'follow_up',
    source: `SELECT id, coalesce(body ->> '$.sessionId', '') AS session_id, due_at, state, department_id, owner_id, attempts,
      wake_at, body FROM follow_up`,
    columns: {
      id: 'text',
      session_id: 'text',
      due_at: 'bigint',
      state: 'text',
      department_id: 'text',
      owner_id: 'text',
      attempts: 'integer',
      wake_at: 'bigint',
      body: 'text',
    },
    key: ['session_id', 'id'],
  },
  {
    name: 'analytics_refused',
    // Kept by the hour there.
    source: `SELECT hour * ${MICROSECONDS_OF_HOUR} AS at, agent AS agent_id, refused AS messages
      FROM analytics_hour WHERE refused > 0`,
    columns: { at: 'bigint', agent_id: 'text', messages: 'integer' },
    key: ['at', 'agent_id'],
  },
];
