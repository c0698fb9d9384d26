import type { ChangeWriter } from './changes/change-writer.ts';
import { leaveChange, noteParameters } from './changes/change-writer.ts';
import { outcomeOf } from './append-row.ts';
import type { Append, AppendOutcome, AppendedRow } from './append-row.ts';
import type { PostgresDatabase } from './postgres-database.ts';

interface Form {
  /** For whoever has the session; else it is left alone. */
  readonly waits: boolean;
  readonly isMessage: boolean;
  readonly isAsked: boolean;
  readonly hasKey: boolean;
}

/** Parameters 1 to 7 are of the event, the revision follows, three of the note, two of the key. */
const NOTE_FROM = 9;
const KEY = '$12::text, $13::text';

/** As APPEND does it of many, with nothing in it that a single one does not need: it takes two thirds of the time. */
function appendSql({ waits, isMessage, isAsked, hasKey }: Form): string {
  return `
WITH head AS (
  SELECT id, number, next_offset, last_at, mode, holder, epoch, revision,
         mode = 'manual' AND last_customer_offset > answered_offset AS noted
    FROM session WHERE id = $1
    FOR UPDATE ${waits ? '' : 'SKIP LOCKED'}
), earlier AS (
  SELECT ${hasKey ? `fingerprint = $13 AS same, "offset" FROM idempotency WHERE session_id = $1 AND key = $12` : 'true AS same, 0::bigint AS "offset" WHERE false'}
), placed AS (
  SELECT id, next_offset AS "offset", greatest($2::bigint, last_at + 1) AS at FROM head
    WHERE NOT EXISTS (SELECT FROM earlier) AND coalesce(revision = $8::bigint, true)
), moved AS (
  UPDATE session SET next_offset = "offset" + 1, last_at = at ${isMessage ? ', last_message_offset = "offset"' : ''}
      ${isAsked ? ', last_customer_offset = "offset", asked = true' : ''}
    FROM placed WHERE session.id = placed.id
), written AS (
  INSERT INTO event (session_id, "offset", at, kind, source, trace_id, data, metadata)
    SELECT id, "offset", at, $3::text, $4::text, $5::text, $6::text, $7::text FROM placed
)${
    isAsked
      ? `, waiting AS (
  INSERT INTO unanswered AS known (session_id, number, auto)
    SELECT id, number, mode = 'auto' FROM head WHERE NOT noted AND EXISTS (SELECT FROM placed)
    ON CONFLICT (session_id) DO UPDATE SET node = NULL WHERE known.node IS NOT NULL
)`
      : ''
  }${hasKey ? `, kept AS (INSERT INTO idempotency SELECT id, ${KEY}, "offset" FROM placed)` : ''}, told AS (
  ${leaveChange(NOTE_FROM, 'WHERE EXISTS (SELECT FROM placed)')}
)
SELECT placed."offset", placed.at, head.mode, head.epoch, head.holder, earlier.same, earlier."offset" AS earlier,
       head.id IS NULL AND EXISTS (SELECT FROM session WHERE id = $1) AS locked
  FROM (SELECT) AS asked LEFT JOIN head ON true LEFT JOIN placed ON true LEFT JOIN earlier ON true`;
}

/** Appends one by one. */
export class OneAppend {
  readonly #database: PostgresDatabase;
  readonly #changes: ChangeWriter;
  readonly #texts = new Map<number, string>();

  constructor(database: PostgresDatabase, changes: ChangeWriter) {
    this.#database = database;
    this.#changes = changes;
  }

  async append(
    { sessionId, event, at, idempotency, revision }: Append,
    waits: boolean,
  ): Promise<AppendOutcome> {
    const { kind, source, traceId, data, metadata } = event;
    const isMessage = kind === 'message';
    const isAsked = isMessage && source === 'customer';
    const note = this.#changes.note({ sessions: [[sessionId, null]] });
    const rows = await this.#database.statement<AppendedRow>(
      this.#text({ waits, isMessage, isAsked, hasKey: idempotency !== undefined }),
      ...[sessionId, at, kind, source, traceId, data, metadata, revision ?? null],
      ...noteParameters(note),
      ...(idempotency === undefined ? [] : [idempotency.key, idempotency.fingerprint]),
    );
    const outcome = outcomeOf(rows[0]);
    if (outcome.type === 'committed') this.#changes.told(note);
    return outcome;
  }

  #text(form: Form): string {
    const key =
      Number(form.waits) + 2 * Number(form.isMessage) + 4 * Number(form.isAsked) + 8 * Number(form.hasKey);
    let text = this.#texts.get(key);
    if (text === undefined) this.#texts.set(key, (text = appendSql(form)));
    return text;
  }
}
