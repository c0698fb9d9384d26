import { outcomeOf } from './append-row.ts';
import type { Append, AppendOutcome, AppendedRow } from './append-row.ts';
import type { ChangeWriter } from './changes/change-writer.ts';
import { leaveChange, noteParameters } from './changes/change-writer.ts';
import type { Parameter, PostgresDatabase } from './postgres-database.ts';
import { textArray } from './text-array.ts';

/** An append of a batch: what came of it. */
interface BatchRow extends AppendedRow {
  n: number;
}

/*
 * Everything in one statement, which is a transaction: the rows of the sessions are locked in the order of their ids,
 * so that no two batches wait for each other, and those that somebody has, e.g. a node that has stopped in the middle of
 * a transaction, are left alone, so that nobody waits for them in vain; offsets go on from there; requests that were answered before are told
 * their offsets. A time is never before that of the event before it, whatever the clock of this node says.
 */
const APPEND = `
WITH input AS (
  SELECT * FROM unnest($1::text[], $2::bigint[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[])
    WITH ORDINALITY AS given (session_id, at, kind, source, trace_id, data, metadata, key, fingerprint, n)
), head AS (
  SELECT id, number, next_offset, last_at, mode, holder, epoch FROM session WHERE id = ANY ($1) ORDER BY id
    FOR UPDATE SKIP LOCKED
), earlier AS (
  SELECT input.n, known.fingerprint = input.fingerprint AS same, known."offset"
    FROM input CROSS JOIN LATERAL (
      SELECT fingerprint, "offset" FROM idempotency
        WHERE idempotency.session_id = input.session_id AND idempotency.key = input.key LIMIT 1
    ) AS known
), fresh AS (
  SELECT input.*, row_number() OVER (PARTITION BY session_id ORDER BY n) AS place
    FROM input WHERE NOT EXISTS (SELECT 1 FROM earlier WHERE earlier.n = input.n)
), placed AS (
  SELECT fresh.n, fresh.session_id, fresh.kind, fresh.source, fresh.trace_id, fresh.data, fresh.metadata, fresh.key,
         fresh.fingerprint, head.next_offset + place - 1 AS "offset", greatest(fresh.at, head.last_at + place) AS at
    FROM fresh JOIN head ON head.id = fresh.session_id
), newest AS (
  SELECT session_id, max("offset") + 1 AS next, max(at) AS at, max("offset") FILTER (WHERE kind = 'message') AS message,
         max("offset") FILTER (WHERE kind = 'message' AND source = 'customer') AS customer
    FROM placed GROUP BY session_id
), moved AS (
  UPDATE session SET next_offset = newest.next, last_at = newest.at, asked = asked OR newest.customer IS NOT NULL,
      last_message_offset = greatest(last_message_offset, newest.message),
      last_customer_offset = greatest(last_customer_offset, newest.customer)
    FROM newest WHERE session.id = newest.session_id
), waiting AS (
  INSERT INTO unanswered AS known (session_id, number, auto)
    SELECT head.id, head.number, head.mode = 'auto' FROM newest JOIN head ON head.id = newest.session_id
      WHERE newest.customer IS NOT NULL
    ON CONFLICT (session_id) DO UPDATE SET node = NULL WHERE known.node IS NOT NULL
), kept AS (
  INSERT INTO idempotency SELECT session_id, key, fingerprint, "offset" FROM placed WHERE key IS NOT NULL
), written AS (
  INSERT INTO event (session_id, "offset", at, kind, source, trace_id, data, metadata)
    SELECT session_id, "offset", at, kind, source, trace_id, data, metadata FROM placed
), told AS (
  ${leaveChange(10, 'WHERE EXISTS (SELECT FROM placed)')}
)
SELECT input.n, placed."offset", placed.at, head.mode, head.epoch, head.holder, earlier.same, earlier."offset" AS earlier,
       head.id IS NULL AND EXISTS (SELECT FROM session WHERE session.id = input.session_id) AS locked
  FROM input LEFT JOIN placed ON placed.n = input.n LEFT JOIN head ON head.id = input.session_id
    LEFT JOIN earlier ON earlier.n = input.n
  ORDER BY input.n`;

/** Appends all of them, each session's in their order; the outcomes are in the order of the batch. */
export async function appendBatch(
  database: Pick<PostgresDatabase, 'statement'>,
  changes: ChangeWriter,
  batch: readonly Append[],
): Promise<AppendOutcome[]> {
  const sessionIds = new Set(batch.map(({ sessionId }) => sessionId));
  const note = changes.note({ sessions: [...sessionIds].map((id) => [id, null]) });
  const rows = await database.statement<BatchRow>(APPEND, ...columns(batch), ...noteParameters(note));
  changes.told(note);
  return batch.map((_append, index) => outcomeOf(rows[index]));
}

function columns(batch: readonly Append[]): Parameter[] {
  const of = <T extends string | number | null>(value: (append: Append) => T): T[] => batch.map(value);
  return [
    of(({ sessionId }) => sessionId),
    of(({ at }) => at),
    of(({ event }) => event.kind),
    of(({ event }) => event.source),
    of(({ event }) => event.traceId),
    textArray(of(({ event }) => event.data)),
    textArray(of(({ event }) => event.metadata)),
    of(({ idempotency }) => idempotency?.key ?? null),
    of(({ idempotency }) => idempotency?.fingerprint ?? null),
  ];
}
