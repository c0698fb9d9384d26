/**
 * Migrations, append-only: the table `schema_version` says how many have run. Everything of a session carries its
 * id, and every key begins with it, so that the tables can be spread over machines by session (docs/decisions). Ids are
 * ordered byte by byte, as in the embedded store. Bodies are text: they are stored and sent as they are.
 *
 * Nodes of two versions run beside each other while a cluster is brought up to date, one by one: a migration adds what
 * the newer ones need and leaves what the older ones use. One that cannot raises `OLDEST_BESIDE`.
 */
export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE session (
    id text COLLATE "C" PRIMARY KEY,
    number bigint GENERATED ALWAYS AS IDENTITY,
    agent_id text COLLATE "C" NOT NULL,
    customer_id text COLLATE "C" NOT NULL,
    created_at bigint NOT NULL,
    title text,
    metadata text NOT NULL,
    labels text[] NOT NULL DEFAULT '{}',
    client_offset bigint NOT NULL DEFAULT 0,
    mode text NOT NULL DEFAULT 'auto',
    holder text NOT NULL DEFAULT '{"kind":"ai"}',
    epoch bigint NOT NULL DEFAULT 0,
    revision bigint NOT NULL DEFAULT 0,
    next_offset bigint NOT NULL DEFAULT 0,
    handed boolean NOT NULL DEFAULT false,
    last_at bigint NOT NULL DEFAULT 0,
    last_customer_offset bigint NOT NULL DEFAULT -1,
    last_message_offset bigint NOT NULL DEFAULT -1,
    answered_offset bigint NOT NULL DEFAULT -1,
    agent_state text
  ) WITH (fillfactor = 70);
  CREATE INDEX session_by_time ON session (created_at, id);
  CREATE INDEX session_by_agent ON session (agent_id, created_at, id);
  CREATE INDEX session_by_customer ON session (customer_id, created_at, id);
  CREATE INDEX session_by_label ON session USING gin (labels);
  CREATE INDEX session_unanswered ON session (number) WHERE mode = 'auto' AND last_customer_offset > answered_offset;

  CREATE INDEX session_figures ON session (created_at) INCLUDE (agent_id, handed) WHERE last_customer_offset >= 0;

  CREATE TABLE event (
    session_id text COLLATE "C" NOT NULL,
    "offset" bigint NOT NULL,
    at bigint NOT NULL,
    kind text NOT NULL,
    source text NOT NULL,
    trace_id text NOT NULL,
    data text NOT NULL,
    metadata text,
    deleted boolean NOT NULL DEFAULT false,
    unfinished boolean NOT NULL DEFAULT false,
    PRIMARY KEY (session_id, "offset")
  );
  CREATE INDEX event_unfinished ON event (session_id, "offset") WHERE unfinished;

  CREATE TABLE idempotency (
    session_id text COLLATE "C" NOT NULL,
    key text COLLATE "C" NOT NULL,
    fingerprint text NOT NULL,
    "offset" bigint NOT NULL,
    PRIMARY KEY (session_id, key)
  );
  CREATE TABLE session_idempotency (
    key text COLLATE "C" PRIMARY KEY,
    fingerprint text NOT NULL,
    session_id text COLLATE "C" NOT NULL
  );
  CREATE INDEX session_idempotency_by_session ON session_idempotency (session_id);

  CREATE TABLE handoff (
    session_id text COLLATE "C" NOT NULL,
    id text COLLATE "C" NOT NULL,
    number bigint GENERATED ALWAYS AS IDENTITY,
    stage text NOT NULL,
    open boolean NOT NULL,
    waiting boolean NOT NULL,
    priority integer NOT NULL,
    requested_at bigint NOT NULL,
    ended_at bigint,
    due_at bigint,
    department text COLLATE "C" NOT NULL,
    operator_id text COLLATE "C",
    reason text COLLATE "C" NOT NULL,
    customer_id text COLLATE "C" NOT NULL,
    trigger text,
    state text NOT NULL,
    PRIMARY KEY (session_id, id)
  ) WITH (fillfactor = 70);
  CREATE INDEX handoff_by_id ON handoff (id);
  CREATE UNIQUE INDEX handoff_one_open ON handoff (session_id) WHERE open;
  CREATE INDEX handoff_by_session ON handoff (session_id, number);
  CREATE INDEX handoff_by_time ON handoff (requested_at, id);
  CREATE INDEX handoff_by_stage ON handoff (stage, requested_at, id);
  CREATE INDEX handoff_open ON handoff (requested_at, id) WHERE open;
  CREATE INDEX handoff_ended ON handoff (ended_at) WHERE ended_at IS NOT NULL;
  CREATE INDEX handoff_queue ON handoff ((-priority), requested_at, id) WHERE waiting;
  CREATE INDEX handoff_due ON handoff (due_at) WHERE due_at IS NOT NULL;
  CREATE INDEX handoff_by_department ON handoff (department, requested_at, id);
  CREATE INDEX handoff_by_operator ON handoff (operator_id, requested_at, id) WHERE operator_id IS NOT NULL;
  CREATE INDEX handoff_held ON handoff (operator_id) WHERE open AND operator_id IS NOT NULL;
  CREATE INDEX handoff_by_customer ON handoff (customer_id, requested_at);
  CREATE INDEX handoff_by_reason ON handoff (reason, requested_at, id);

  CREATE TABLE handoff_fact (
    session_id text COLLATE "C" NOT NULL,
    handoff_id text COLLATE "C" NOT NULL,
    seq integer NOT NULL,
    fact text NOT NULL,
    PRIMARY KEY (session_id, handoff_id, seq)
  );

  CREATE TABLE turn_trace (
    session_id text COLLATE "C" NOT NULL,
    trace_id text COLLATE "C" NOT NULL,
    at bigint NOT NULL,
    body text NOT NULL,
    PRIMARY KEY (session_id, trace_id)
  );
  CREATE INDEX turn_trace_by_time ON turn_trace (session_id, at, trace_id);

  CREATE INDEX handoff_ended_by_customer ON handoff (customer_id, ended_at) WHERE ended_at IS NOT NULL;

  CREATE TABLE analytics_due (
    session_id text COLLATE "C" NOT NULL,
    handoff_id text COLLATE "C" NOT NULL,
    changes bigint NOT NULL DEFAULT 1,
    PRIMARY KEY (session_id, handoff_id)
  );
  CREATE TABLE analytics_row (
    session_id text COLLATE "C" NOT NULL,
    handoff_id text COLLATE "C" NOT NULL,
    place integer NOT NULL,
    hour integer NOT NULL,
    department text COLLATE "C" NOT NULL,
    operator text COLLATE "C" NOT NULL,
    reason text COLLATE "C" NOT NULL,
    fired text COLLATE "C" NOT NULL,
    agent text COLLATE "C" NOT NULL,
    disposition text COLLATE "C" NOT NULL,
    handoffs integer NOT NULL,
    counts text NOT NULL,
    acceptance_bucket smallint,
    acceptance double precision,
    first_word_bucket smallint,
    first_word double precision,
    handling_bucket smallint,
    handling double precision,
    worked_bucket smallint,
    worked double precision,
    PRIMARY KEY (session_id, handoff_id, place)
  );
  CREATE INDEX analytics_row_by_hour ON analytics_row (hour);
  CREATE TABLE analytics_refused (at bigint NOT NULL, agent_id text COLLATE "C" NOT NULL, messages integer NOT NULL);
  CREATE INDEX analytics_refused_by_time ON analytics_refused (at) INCLUDE (agent_id, messages);

  CREATE TABLE suggestion (
    session_id text COLLATE "C" NOT NULL,
    id text COLLATE "C" NOT NULL,
    handoff_id text COLLATE "C" NOT NULL,
    "offset" bigint NOT NULL,
    operator_id text COLLATE "C" NOT NULL,
    at bigint NOT NULL,
    made_by text NOT NULL,
    shown boolean NOT NULL,
    used text NOT NULL DEFAULT 'none',
    digest text NOT NULL,
    PRIMARY KEY (session_id, id)
  );
  CREATE INDEX suggestion_by_handoff ON suggestion (handoff_id);
  CREATE TABLE action_run (
    session_id text COLLATE "C" NOT NULL,
    key text COLLATE "C" NOT NULL,
    fingerprint text NOT NULL,
    operator_id text COLLATE "C" NOT NULL,
    tool_id text NOT NULL,
    at bigint NOT NULL,
    PRIMARY KEY (session_id, key)
  );

  CREATE TABLE attachment (
    session_id text COLLATE "C" NOT NULL,
    id text COLLATE "C" NOT NULL,
    name text NOT NULL,
    type text NOT NULL,
    size bigint NOT NULL,
    by text NOT NULL,
    at bigint NOT NULL,
    state text NOT NULL,
    event_offset bigint,
    digest text,
    key text COLLATE "C",
    fingerprint text,
    PRIMARY KEY (session_id, id)
  );
  CREATE INDEX attachment_by_id ON attachment (id);
  CREATE UNIQUE INDEX attachment_by_key ON attachment (session_id, key) WHERE key IS NOT NULL;
  CREATE INDEX attachment_removed ON attachment (id) WHERE state = 'removed';
  CREATE INDEX attachment_unsent ON attachment (at) WHERE state = 'stored';
  CREATE INDEX attachment_on_its_way ON attachment (at) WHERE state = 'storing';

  CREATE TABLE agent (id text COLLATE "C" PRIMARY KEY, created_at bigint NOT NULL, body text NOT NULL);
  CREATE TABLE customer (id text COLLATE "C" PRIMARY KEY, created_at bigint NOT NULL, body text NOT NULL);
  CREATE INDEX customer_by_time ON customer (created_at, id);
  CREATE TABLE tag (id text COLLATE "C" PRIMARY KEY, created_at bigint NOT NULL, name text COLLATE "C" NOT NULL UNIQUE);
  CREATE TABLE setting (name text PRIMARY KEY, value text NOT NULL);

  CREATE TABLE behaviour (
    kind text COLLATE "C" NOT NULL,
    id text COLLATE "C" NOT NULL,
    created_at bigint NOT NULL,
    body text NOT NULL,
    PRIMARY KEY (kind, id)
  );
  CREATE TABLE variable_value (
    variable_id text COLLATE "C" NOT NULL,
    key text COLLATE "C" NOT NULL,
    body text NOT NULL,
    PRIMARY KEY (variable_id, key)
  );

  CREATE TABLE department (id text COLLATE "C" PRIMARY KEY, created_at bigint NOT NULL, body text NOT NULL);
  CREATE TABLE operator (id text COLLATE "C" PRIMARY KEY, created_at bigint NOT NULL, body text NOT NULL);
  CREATE TABLE presence (
    operator_id text COLLATE "C" PRIMARY KEY,
    status text NOT NULL,
    since bigint NOT NULL,
    lease_until bigint,
    grace_until bigint
  );
  CREATE TABLE follow_up (
    id text COLLATE "C" PRIMARY KEY,
    session_id text COLLATE "C" NOT NULL,
    due_at bigint NOT NULL,
    state text NOT NULL,
    department_id text COLLATE "C" NOT NULL,
    owner_id text COLLATE "C",
    attempts integer NOT NULL,
    wake_at bigint,
    body text NOT NULL
  );
  CREATE INDEX follow_up_by_time ON follow_up (due_at, id);
  CREATE INDEX follow_up_by_state ON follow_up (state, due_at, id);
  CREATE INDEX follow_up_by_department ON follow_up (department_id, due_at, id);
  CREATE INDEX follow_up_by_department_state ON follow_up (department_id, state, due_at, id);
  CREATE INDEX follow_up_by_owner ON follow_up (owner_id, due_at, id) WHERE owner_id IS NOT NULL;
  CREATE INDEX follow_up_by_owner_state ON follow_up (owner_id, state, due_at, id) WHERE owner_id IS NOT NULL;
  CREATE INDEX follow_up_to_wake ON follow_up (wake_at, id) WHERE wake_at IS NOT NULL;
  CREATE INDEX follow_up_by_session ON follow_up (session_id);
  `,
  `
  ALTER TABLE session ADD COLUMN turn bigint NOT NULL DEFAULT 0, ADD COLUMN turn_node text COLLATE "C",
    ADD COLUMN asked boolean NOT NULL DEFAULT true;
  ALTER TABLE session ALTER COLUMN asked SET DEFAULT false;
  UPDATE session SET asked = false WHERE last_customer_offset < 0;
  -- No index may be on what an append moves, nor have it in its condition: else every append writes to all of them.
  DROP INDEX session_unanswered;
  DROP INDEX session_figures;
  CREATE INDEX session_figures ON session (created_at) INCLUDE (agent_id, handed) WHERE asked;

  -- The sessions whose newest customer message has no answer, and which node has begun to answer it.
  CREATE TABLE unanswered (
    session_id text COLLATE "C" PRIMARY KEY,
    number bigint NOT NULL,
    auto boolean NOT NULL,
    node text COLLATE "C"
  ) WITH (fillfactor = 70);
  CREATE INDEX unanswered_by_node ON unanswered (node, number) WHERE auto;
  INSERT INTO unanswered SELECT id, number, mode = 'auto' FROM session WHERE last_customer_offset > answered_offset;

  CREATE TABLE node (
    id text COLLATE "C" PRIMARY KEY,
    version text NOT NULL,
    started_at bigint NOT NULL,
    until timestamptz NOT NULL
  );
  CREATE TABLE lease (
    name text COLLATE "C" PRIMARY KEY,
    holder text COLLATE "C",
    holder_started_at bigint,
    token bigint NOT NULL DEFAULT 0,
    until timestamptz NOT NULL DEFAULT '-infinity'
  ) WITH (fillfactor = 50);
  INSERT INTO lease (name) VALUES ('desk');
  `,
  `
  CREATE TABLE change (
    writer text COLLATE "C" NOT NULL,
    seq bigint NOT NULL,
    xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    body text NOT NULL,
    PRIMARY KEY (writer, seq)
  );
  CREATE INDEX change_by_transaction ON change (xid);
  CREATE INDEX change_by_time ON change (at);
  CREATE TABLE change_feed (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    bus_id uuid NOT NULL DEFAULT gen_random_uuid(),
    trimmed_until timestamptz NOT NULL DEFAULT '-infinity'
  );
  INSERT INTO change_feed DEFAULT VALUES;
  `,
  `
  ALTER TABLE follow_up DROP CONSTRAINT follow_up_pkey, ADD PRIMARY KEY (session_id, id);
  CREATE INDEX follow_up_by_id ON follow_up (id);
  DROP INDEX follow_up_by_session;
  `,
];

/** Programs that know so many migrations, or more, can work on a database that has all of these. */
export const OLDEST_BESIDE = 4;
