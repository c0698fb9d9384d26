import { outcomeOf } from './append-row.ts';
import type { Append, AppendOutcome, AppendedRow } from './append-row.ts';
import type { ChangeWriter } from './changes/change-writer.ts';
import { leaveChange, noteParameters } from './changes/change-writer.ts';
import type { Parameter, PostgresDatabase } from './postgres-database.ts';
import { bigintArray, textArray } from './binary-array.ts';

/** What a batch appends to one session: one append, or several without a key and for one revision. */
interface Part {
  readonly sessionId: string;
  readonly revision: number | undefined;
  readonly key: string | undefined;
  readonly fingerprint: string | undefined;
  size: number;
  newestAt: number;
  /** Places of the newest message of anybody, and of the customer. */
  message: number | null;
  customer: number | null;
}

/** Parameters 1 to 6 are of the parts, 7 to 14 of the events, then three of the note, and two of the keys. */
const NOTE_FROM = 15;

/*
 * Everything in one statement, which is a transaction: the rows of the sessions are locked in the order of their ids,
 * so that no two batches wait for each other, and those that somebody has, e.g. a node that has stopped in the middle of
 * a transaction, are left alone, so that nobody waits for them in vain; offsets go on from there; requests that were
 * answered before are told their offsets. A time is never before that of the event before it, whatever the clock of this
 * node says. Where people speak, and the newest customer message has no answer yet, that is noted already, and who had
 * begun one counts for nothing.
 */
function appendSql(hasKeys: boolean): string {
  return `
WITH head AS (
  SELECT id, number, next_offset, last_at, mode, holder, epoch, revision,
         mode = 'manual' AND last_customer_offset > answered_offset AS noted
    FROM session WHERE id = ANY ($1) ORDER BY id FOR UPDATE SKIP LOCKED
), part AS (
  SELECT given.n, given.id AS session_id, head.*, size, newest_at, message, customer${
    hasKeys
      ? `, key, given.fingerprint, known.fingerprint = given.fingerprint AS same, known."offset" AS earlier`
      : ''
  }, head.id IS NOT NULL ${hasKeys ? 'AND known."offset" IS NULL' : ''}
         AND coalesce(head.revision = given.wanted, true) AS fits
    FROM unnest($1::text[], $2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[]${
      hasKeys ? ', $18::text[], $19::text[]' : ''
    }) WITH ORDINALITY AS given (id, size, newest_at, message, customer, wanted${hasKeys ? ', key, fingerprint' : ''}, n)
      LEFT JOIN head ON head.id = given.id${
        hasKeys
          ? `
      LEFT JOIN LATERAL (
        SELECT fingerprint, "offset" FROM idempotency
          WHERE idempotency.session_id = given.id AND idempotency.key = given.key LIMIT 1
      ) AS known ON true`
          : ''
      }
), moved AS (
  UPDATE session SET next_offset = part.next_offset + size, last_at = greatest(newest_at, part.last_at + size),
      asked = asked OR customer IS NOT NULL,
      last_message_offset = greatest(last_message_offset, part.next_offset + message),
      last_customer_offset = greatest(last_customer_offset, part.next_offset + customer)
    FROM part WHERE fits AND session.id = part.session_id
), waiting AS (
  INSERT INTO unanswered AS known (session_id, number, auto)
    SELECT id, number, mode = 'auto' FROM part WHERE fits AND customer IS NOT NULL AND NOT noted
    ON CONFLICT (session_id) DO UPDATE SET node = NULL WHERE known.node IS NOT NULL
), ${
    hasKeys
      ? `kept AS (
  INSERT INTO idempotency SELECT session_id, key, fingerprint, next_offset FROM part WHERE fits AND key IS NOT NULL
), `
      : ''
  }written AS (
  INSERT INTO event (session_id, "offset", at, kind, source, trace_id, data, metadata)
    SELECT part.session_id, next_offset + place, greatest(at, last_at + 1 + place), kind, source, trace_id, data, metadata
      FROM unnest($7::bigint[], $8::bigint[], $9::bigint[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[])
        AS event (part, place, at, kind, source, trace_id, data, metadata) JOIN part ON part.n = event.part
      WHERE fits
), told AS (
  ${leaveChange(NOTE_FROM, 'WHERE EXISTS (SELECT FROM part WHERE fits)')}
)
SELECT next_offset AS "offset", last_at AS at, mode, epoch, holder, fits, ${hasKeys ? 'same, earlier' : 'NULL AS same, NULL AS earlier'},
       id IS NULL AND EXISTS (SELECT FROM session WHERE session.id = part.session_id) AS locked
  FROM part ORDER BY n`;
}

const WITH_KEYS = appendSql(true);
const WITHOUT_KEYS = appendSql(false);

/** Its events have the time of their request, and none the time of the one before it. */
interface Placed {
  /** Counted from one, as rows are. */
  readonly part: number;
  readonly place: number;
  readonly at: number;
  readonly append: Append;
}

interface PartRow {
  /** As before the batch; null where nobody could be written to. */
  offset: number | null;
  at: number | null;
  mode: AppendedRow['mode'];
  epoch: number | null;
  holder: string | null;
  fits: boolean;
  same: boolean | null;
  earlier: number | null;
  locked: boolean;
}

/**
 * Appends all of them, each session's in their order; the outcomes are in the order of the batch. An append with a key
 * is the only one of its session, and those of one session are for one revision.
 */
export async function appendBatch(
  database: Pick<PostgresDatabase, 'statement'>,
  changes: ChangeWriter,
  batch: readonly Append[],
): Promise<AppendOutcome[]> {
  const { parts, placed } = place(batch);
  const note = changes.note({ sessions: parts.map(({ sessionId }) => [sessionId, null]) });
  const hasKeys = parts.some(({ key }) => key !== undefined);
  const rows = await database.statement<PartRow>(
    hasKeys ? WITH_KEYS : WITHOUT_KEYS,
    ...partColumns(parts),
    ...eventColumns(placed),
    ...noteParameters(note),
    ...(hasKeys ? keyColumns(parts) : []),
  );
  changes.told(note);
  return placed.map((each) => outcomeOf(rowOf(each, rows[each.part - 1])));
}

function place(batch: readonly Append[]): { readonly parts: readonly Part[]; readonly placed: Placed[] } {
  const numbers = new Map<string, number>();
  const parts: Part[] = [];
  const placed = batch.map((append): Placed => {
    const { sessionId, event, at, idempotency, revision } = append;
    const number = numbers.get(sessionId) ?? parts.length + 1;
    let part = parts[number - 1];
    if (part === undefined) {
      const { key, fingerprint } = idempotency ?? {};
      part = { sessionId, revision, key, fingerprint, size: 0, newestAt: 0, message: null, customer: null };
      numbers.set(sessionId, parts.push(part));
    } else if (part.key !== undefined || idempotency !== undefined || part.revision !== revision)
      throw new Error('appends to one session that are on different conditions are in one batch');
    const own = part.size++;
    part.newestAt = own === 0 ? at : Math.max(at, part.newestAt + 1);
    if (event.kind === 'message') {
      part.message = own;
      if (event.source === 'customer') part.customer = own;
    }
    return { part: number, place: own, at: part.newestAt, append };
  });
  return { parts, placed };
}

function rowOf({ place: own, at }: Placed, row: PartRow | undefined): AppendedRow | undefined {
  if (row === undefined || row.offset === null || row.at === null) return row;
  if (!row.fits) return { ...row, offset: null, at: null };
  return { ...row, offset: row.offset + own, at: Math.max(at, row.at + 1 + own) };
}

function partColumns(parts: readonly Part[]): Parameter[] {
  return [
    textArray(parts.map(({ sessionId }) => sessionId)),
    bigintArray(parts.map(({ size }) => size)),
    bigintArray(parts.map(({ newestAt }) => newestAt)),
    bigintArray(parts.map(({ message }) => message)),
    bigintArray(parts.map(({ customer }) => customer)),
    bigintArray(parts.map(({ revision }) => revision ?? null)),
  ];
}

function eventColumns(placed: readonly Placed[]): Parameter[] {
  return [
    bigintArray(placed.map(({ part }) => part)),
    bigintArray(placed.map(({ place: own }) => own)),
    bigintArray(placed.map(({ at }) => at)),
    textArray(placed.map(({ append }) => append.event.kind)),
    textArray(placed.map(({ append }) => append.event.source)),
    textArray(placed.map(({ append }) => append.event.traceId)),
    textArray(placed.map(({ append }) => append.event.data)),
    textArray(placed.map(({ append }) => append.event.metadata)),
  ];
}

function keyColumns(parts: readonly Part[]): Parameter[] {
  return [
    textArray(parts.map(({ key }) => key ?? null)),
    textArray(parts.map(({ fingerprint }) => fingerprint ?? null)),
  ];
}
