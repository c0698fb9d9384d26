import { FOLLOW_FOR_ANALYTICS } from './analytics/follow-for-analytics.ts';

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
  `
  CREATE TABLE department (id TEXT PRIMARY KEY, created_at INTEGER NOT NULL, body TEXT NOT NULL) STRICT;
  CREATE TABLE operator (id TEXT PRIMARY KEY, created_at INTEGER NOT NULL, body TEXT NOT NULL) STRICT;
  CREATE TABLE presence (
    operator_id TEXT PRIMARY KEY,
    status TEXT NOT NULL,
    since INTEGER NOT NULL,
    lease_until INTEGER,
    grace_until INTEGER
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE follow_up (
    id TEXT PRIMARY KEY,
    due_at INTEGER NOT NULL,
    state TEXT NOT NULL,
    department_id TEXT NOT NULL,
    owner_id TEXT,
    attempts INTEGER NOT NULL,
    wake_at INTEGER,
    body TEXT NOT NULL
  ) STRICT;
  CREATE INDEX follow_up_by_time ON follow_up(due_at, id);
  CREATE INDEX follow_up_by_state ON follow_up(state, due_at, id);
  CREATE INDEX follow_up_by_department ON follow_up(department_id, due_at, id);
  CREATE INDEX follow_up_by_department_state ON follow_up(department_id, state, due_at, id);
  CREATE INDEX follow_up_by_owner ON follow_up(owner_id, due_at, id) WHERE owner_id IS NOT NULL;
  CREATE INDEX follow_up_by_owner_state ON follow_up(owner_id, state, due_at, id) WHERE owner_id IS NOT NULL;
  CREATE INDEX follow_up_to_wake ON follow_up(wake_at, id) WHERE wake_at IS NOT NULL;
  `,
  `
  ALTER TABLE handoff ADD COLUMN department TEXT NOT NULL DEFAULT 'support';
  ALTER TABLE handoff ADD COLUMN operator_id TEXT;
  ALTER TABLE handoff ADD COLUMN reason TEXT NOT NULL DEFAULT 'api';
  ALTER TABLE handoff ADD COLUMN customer_id TEXT NOT NULL DEFAULT 'guest';
  UPDATE handoff SET
    reason = state ->> '$.reason',
    customer_id = state ->> '$.customer.id',
    operator_id = CASE waiting WHEN 0 THEN state ->> '$.operator.id' END,
    state = json_remove(json_set(json_patch(state, '{
        "requirements": {"department": "support", "skills": []}, "relaxed": [], "declined": [], "stretches": [],
        "alternatives": [], "transfers": 0, "requeues": 0, "commitments": [],
        "package": {"variables": [], "corrections": [], "summary_by": "extract"},
        "policy": {"offerSeconds": 30, "autoAccept": false, "stickySeconds": 1800, "overflow": [], "tellSeconds": 60,
          "returnNoticeSeconds": 60, "matchLanguage": false, "askRating": false,
          "offerable": {"callback": true, "email": true, "ai": true}}
      }'),
      '$.requirements.language', NULL, '$.lastOperator', NULL, '$.offer', NULL, '$.offeredAt', NULL, '$.told', NULL,
      '$.seenOffset', NULL, '$.keptAt', NULL,
      '$.quote', NULL, '$.rating', NULL, '$.package.sentiment', NULL,
      '$.policy.relaxSkillsSeconds', NULL, '$.policy.relaxLanguageSeconds', NULL,
      '$.policy.relaxDepartmentSeconds', NULL, '$.policy.idleReturnSeconds', state -> '$.policy.abandonSeconds',
      '$.waitingSince', state -> '$.requestedAt',
      '$.timers', CASE
        WHEN state ->> '$.timer.name' IS NULL THEN json('{}')
        WHEN waiting = 1 AND stage <> 'requested' THEN json_object(
          state ->> '$.timer.name', state -> '$.timer.due',
          'give-up', (state ->> '$.requestedAt') + (state ->> '$.policy.giveUpSeconds') * 1000000)
        ELSE json_object(state ->> '$.timer.name', state -> '$.timer.due') END
    ), '$.timer', '$.policy.abandonSeconds');
  CREATE INDEX handoff_by_department ON handoff(department, requested_at, id);
  CREATE INDEX handoff_by_operator ON handoff(operator_id, requested_at, id) WHERE operator_id IS NOT NULL;
  CREATE INDEX handoff_held ON handoff(operator_id) WHERE open = 1 AND operator_id IS NOT NULL;
  CREATE INDEX handoff_by_customer ON handoff(customer_id, requested_at);
  `,
  `
  CREATE INDEX follow_up_by_session ON follow_up(body ->> '$.sessionId');
  CREATE INDEX handoff_by_reason ON handoff(reason, requested_at, id);
  `,
  `
  CREATE TABLE suggestion (
    id TEXT PRIMARY KEY,
    session_key INTEGER NOT NULL,
    handoff_id TEXT NOT NULL,
    offset INTEGER NOT NULL,
    operator_id TEXT NOT NULL,
    at INTEGER NOT NULL,
    made_by TEXT NOT NULL,
    shown INTEGER NOT NULL,
    used TEXT NOT NULL DEFAULT 'none',
    digest TEXT NOT NULL
  ) STRICT;
  CREATE INDEX suggestion_by_handoff ON suggestion(handoff_id);
  CREATE INDEX suggestion_by_session ON suggestion(session_key);
  CREATE TABLE action_run (
    session_key INTEGER NOT NULL,
    key TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    operator_id TEXT NOT NULL,
    tool_id TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (session_key, key)
  ) STRICT, WITHOUT ROWID;
  `,
  `
  CREATE TABLE attachment (
    id TEXT PRIMARY KEY,
    session_key INTEGER,
    name TEXT NOT NULL,
    type TEXT NOT NULL,
    size INTEGER NOT NULL,
    by TEXT NOT NULL,
    at INTEGER NOT NULL,
    state TEXT NOT NULL,
    event_offset INTEGER,
    digest TEXT,
    key TEXT,
    fingerprint TEXT
  ) STRICT;
  CREATE INDEX attachment_by_session ON attachment(session_key) WHERE session_key IS NOT NULL;
  CREATE UNIQUE INDEX attachment_by_key ON attachment(session_key, key) WHERE key IS NOT NULL;
  CREATE INDEX attachment_removed ON attachment(id) WHERE state = 'removed';
  CREATE INDEX attachment_unsent ON attachment(at) WHERE state = 'stored';
  `,
  `
  CREATE TABLE analytics_text (key INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT;
  CREATE TABLE analytics_row (
    hour INTEGER NOT NULL,
    handoff_key INTEGER NOT NULL,
    place INTEGER NOT NULL,
    department INTEGER NOT NULL,
    operator INTEGER NOT NULL,
    reason INTEGER NOT NULL,
    fired INTEGER NOT NULL,
    agent INTEGER NOT NULL,
    disposition INTEGER NOT NULL,
    counts INTEGER NOT NULL,
    acceptance_ms INTEGER,
    first_word_ms INTEGER,
    handling_ms INTEGER,
    worked_ms INTEGER,
    PRIMARY KEY (hour, handoff_key, place)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE analytics_hour (
    hour INTEGER NOT NULL,
    agent TEXT NOT NULL,
    sessions INTEGER NOT NULL DEFAULT 0,
    handed INTEGER NOT NULL DEFAULT 0,
    refused INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (hour, agent)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE analytics_due (handoff_key INTEGER PRIMARY KEY, changes INTEGER NOT NULL DEFAULT 1) STRICT;
  CREATE INDEX handoff_ended_by_customer ON handoff(customer_id, ended_at) WHERE ended_at IS NOT NULL;
  INSERT INTO analytics_due (handoff_key) SELECT key FROM handoff;
  INSERT INTO analytics_hour (hour, agent, sessions, handed)
    SELECT created_at / 3600000000, agent_id, count(*),
           sum(EXISTS (SELECT 1 FROM handoff WHERE session_key = session.key))
      FROM session WHERE last_customer_offset >= 0 GROUP BY 1, 2;
  ${FOLLOW_FOR_ANALYTICS}`,
];
