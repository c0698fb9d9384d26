/**
 * Migrations, append-only: the database's `user_version` counts how many have run. The event log is a rowid
 * table with a unique (session, offset): the clustered shape (WITHOUT ROWID) costs 2.3 times the CPU when many
 * sessions are active, because each event dirties a page of its own. Events have no id column: the id is
 * computed from session and offset (see event-id.ts).
 */
export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE session (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    agent_id TEXT NOT NULL,
    customer_id TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    title TEXT,
    metadata TEXT NOT NULL,
    labels TEXT NOT NULL,
    client_offset INTEGER NOT NULL DEFAULT 0,
    mode TEXT NOT NULL DEFAULT 'auto',
    holder TEXT NOT NULL DEFAULT '{"kind":"ai"}',
    epoch INTEGER NOT NULL DEFAULT 0,
    revision INTEGER NOT NULL DEFAULT 0,
    next_offset INTEGER NOT NULL DEFAULT 0,
    last_customer_offset INTEGER NOT NULL DEFAULT -1,
    last_message_offset INTEGER NOT NULL DEFAULT -1,
    answered_offset INTEGER NOT NULL DEFAULT -1,
    agent_state TEXT
  ) STRICT;
  CREATE INDEX session_by_time ON session(created_at, id);
  CREATE INDEX session_by_agent ON session(agent_id, created_at, id);
  CREATE INDEX session_by_customer ON session(customer_id, created_at, id);
  CREATE INDEX session_unanswered ON session(key) WHERE mode = 'auto' AND last_customer_offset > answered_offset;

  CREATE TABLE session_label (
    label TEXT NOT NULL,
    session_key INTEGER NOT NULL,
    PRIMARY KEY (label, session_key)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX session_label_by_session ON session_label(session_key);

  CREATE TABLE event (
    key INTEGER PRIMARY KEY,
    session_key INTEGER NOT NULL,
    offset INTEGER NOT NULL,
    at INTEGER NOT NULL,
    kind TEXT NOT NULL,
    source TEXT NOT NULL,
    trace_id TEXT NOT NULL,
    data TEXT NOT NULL,
    metadata TEXT,
    deleted INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE UNIQUE INDEX event_by_offset ON event(session_key, offset);

  CREATE TABLE idempotency (
    session_key INTEGER NOT NULL,
    key TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    offset INTEGER NOT NULL,
    PRIMARY KEY (session_key, key)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE session_idempotency (
    key TEXT PRIMARY KEY,
    fingerprint TEXT NOT NULL,
    session_id TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX session_idempotency_by_session ON session_idempotency(session_id);

  CREATE TABLE handoff (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    session_key INTEGER NOT NULL,
    stage TEXT NOT NULL,
    open INTEGER NOT NULL,
    waiting INTEGER NOT NULL,
    priority INTEGER NOT NULL,
    requested_at INTEGER NOT NULL,
    ended_at INTEGER,
    due_at INTEGER,
    state TEXT NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX handoff_one_open ON handoff(session_key) WHERE open = 1;
  CREATE INDEX handoff_by_session ON handoff(session_key, key);
  CREATE INDEX handoff_by_time ON handoff(requested_at, id);
  CREATE INDEX handoff_by_stage ON handoff(stage, requested_at, id);
  CREATE INDEX handoff_open ON handoff(requested_at, id) WHERE open = 1;
  CREATE INDEX handoff_ended ON handoff(ended_at) WHERE ended_at IS NOT NULL;
  CREATE INDEX handoff_queue ON handoff(priority DESC, requested_at, id) WHERE waiting = 1;
  CREATE INDEX handoff_due ON handoff(due_at) WHERE due_at IS NOT NULL;
  CREATE TABLE handoff_fact (
    handoff_key INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    fact TEXT NOT NULL,
    PRIMARY KEY (handoff_key, seq)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE agent (id TEXT PRIMARY KEY, created_at INTEGER NOT NULL, body TEXT NOT NULL) STRICT;
  CREATE TABLE customer (id TEXT PRIMARY KEY, created_at INTEGER NOT NULL, body TEXT NOT NULL) STRICT;
  CREATE INDEX customer_by_time ON customer(created_at, id);
  CREATE TABLE tag (id TEXT PRIMARY KEY, created_at INTEGER NOT NULL, name TEXT NOT NULL UNIQUE) STRICT;
  CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
  `,
  `
  CREATE TABLE behaviour (
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (kind, id)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE variable_value (
    variable_id TEXT NOT NULL,
    key TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (variable_id, key)
  ) STRICT, WITHOUT ROWID;
  `,
  `
  CREATE TABLE unfinished_event (
    session_key INTEGER NOT NULL,
    offset INTEGER NOT NULL,
    PRIMARY KEY (session_key, offset)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE turn_trace (
    key INTEGER PRIMARY KEY,
    session_key INTEGER NOT NULL,
    trace_id TEXT NOT NULL,
    at INTEGER NOT NULL,
    body TEXT NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX turn_trace_by_id ON turn_trace(session_key, trace_id);
  CREATE INDEX turn_trace_by_time ON turn_trace(session_key, at, trace_id);
  `,
];
