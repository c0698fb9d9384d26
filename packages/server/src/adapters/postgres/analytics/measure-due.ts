import { bucketOf } from '../../../core/analytics/histogram.ts';
import { measureHandoff } from '../../../core/analytics/measure-handoff.ts';
import type { Suggested } from '../../../core/analytics/measure-handoff.ts';
import type { MeasureRow } from '../../../core/analytics/measure-row.ts';
import {
  MOST_MESSAGES_MEASURED,
  MOST_SUGGESTIONS_MEASURED,
  RECONTACT_WITHIN,
  questionsIn,
  readHistory,
} from '../../../core/analytics/stored-handoff.ts';
import type { HandoffState } from '../../../core/handoff/handoff-state.ts';
import type { MeasuredDue } from '../../../ports/analytics-store.ts';
import type { PostgresDatabase, Queries } from '../postgres-database.ts';

/** Of several processes one measures. */
const MEASURE_LOCK = 7_214_400_002;
/** Microseconds. */
const HOUR = 3_600_000_000;

interface DueRow {
  session_id: string;
  handoff_id: string;
  changes: number;
  customer_id: string;
  requested_at: number;
  /** Null: there is no such handoff any more. */
  state: string | null;
}

type MeasurableRow = DueRow & { readonly state: string };

/*
 * In the order of the key, of which it reads so many: by age all that are due were read and sorted for each fifty, 1.3 s
 * with 200,000 of them, as there are after a store has been moved.
 */
const SOME_DUE = `
WITH due AS MATERIALIZED (
  SELECT session_id, handoff_id, changes FROM analytics_due ORDER BY session_id, handoff_id LIMIT $1
)
SELECT due.session_id, handoff_id, changes, customer_id, requested_at, state
  FROM due LEFT JOIN LATERAL (
    SELECT customer_id, requested_at, state FROM handoff
      WHERE handoff.session_id = due.session_id AND handoff.id = due.handoff_id
  ) AS measured ON true`;

/**
 * Measures handoffs that have a note. One that changes while it is measured has a higher number by
 * then and stays due. One that cannot be measured keeps none of the others waiting.
 */
export async function measureDue(database: PostgresDatabase, limit: number): Promise<MeasuredDue> {
  const something = await database.get('SELECT 1 FROM analytics_due LIMIT 1');
  if (something === undefined) return { handoffs: 0, faults: [] };
  return database.transaction(async (queries) => {
    const lock = await queries.get<{ mine: boolean }>(
      'SELECT pg_try_advisory_xact_lock($1) AS mine',
      MEASURE_LOCK,
    );
    if (lock?.mine !== true) return { handoffs: 0, faults: [] };
    const due = await queries.all<DueRow>(SOME_DUE, limit);
    const faults: { handoffId: string; error: string }[] = [];
    const measured: (Measured | null)[] = [];
    for (const row of due) {
      const { state } = row;
      const work = state === null ? Promise.resolve(null) : measure(queries, { ...row, state });
      const rows = await work.catch((error: unknown) => {
        if ((error as { code?: string }).code !== undefined) throw error;
        faults.push({ handoffId: row.handoff_id, error: String(error) });
        return null;
      });
      measured.push(rows);
    }
    // Last: whoever changes one of these handoffs waits from here on until the end.
    for (const [index, row] of due.entries()) await replace(queries, row, measured[index] ?? null);
    return { handoffs: due.length, faults };
  });
}

interface Measured {
  readonly rows: readonly MeasureRow[];
  readonly reason: string;
  readonly trigger: string;
  readonly agent: string;
  readonly disposition: string;
}

async function measure(queries: Queries, row: MeasurableRow): Promise<Measured> {
  const { session_id: sessionId, handoff_id: handoffId } = row;
  const state = JSON.parse(row.state) as HandoffState;
  const facts = await queries.all<{ fact: string }>(
    'SELECT fact FROM handoff_fact WHERE session_id = $1 AND handoff_id = $2 ORDER BY seq',
    sessionId,
    handoffId,
  );
  const history = readHistory(
    facts.map(({ fact }) => fact),
    state,
  );
  const said = history.stretches.some(({ to }) => to !== null) ? await readSaid(queries, row, state) : [];
  const rows = measureHandoff(history, {
    recontacted: await isRecontacted(queries, row, history.endedAt),
    questions: questionsIn(said, state, history),
    suggestions: await readSuggested(queries, row),
  });
  const { reason, trigger, agent, disposition } = history;
  return { rows, reason, trigger: trigger ?? '', agent, disposition: disposition ?? '' };
}

async function readSaid(
  queries: Queries,
  { session_id: sessionId }: DueRow,
  { openedOffset }: HandoffState,
): Promise<{ at: number; text: string | null }[]> {
  const rows = await queries.all<{ at: number; data: string }>(
    `SELECT at, data FROM event WHERE session_id = $1 AND "offset" >= $2 AND kind = 'message'
        AND source = 'human_agent' AND NOT deleted
      ORDER BY "offset" LIMIT ${MOST_MESSAGES_MEASURED}`,
    sessionId,
    openedOffset,
  );
  return rows.map(({ at, data }) => ({
    at,
    text: (JSON.parse(data) as { message?: string }).message ?? null,
  }));
}

async function isRecontacted(queries: Queries, row: DueRow, endedAt: number | null): Promise<boolean> {
  if (endedAt === null) return false;
  const [whose, value] =
    row.customer_id === 'guest' ? ['session_id = $1', row.session_id] : ['customer_id = $1', row.customer_id];
  const again = await queries.get(
    `SELECT 1 FROM handoff WHERE ${whose} AND requested_at BETWEEN $2 AND $3 AND id <> $4 LIMIT 1`,
    value,
    endedAt,
    endedAt + RECONTACT_WITHIN,
    row.handoff_id,
  );
  return again !== undefined;
}

async function readSuggested(queries: Queries, row: DueRow): Promise<Suggested[]> {
  const rows = await queries.all<{ at: number; used: string }>(
    `SELECT at, used FROM suggestion WHERE session_id = $1 AND handoff_id = $2 AND shown
      ORDER BY at LIMIT ${MOST_SUGGESTIONS_MEASURED}`,
    row.session_id,
    row.handoff_id,
  );
  return rows.map(({ at, used }) => ({ at, used: used === 'sent' || used === 'edited' ? used : null }));
}

/** What it adds now takes the place of all that it added before. */
async function replace(queries: Queries, due: DueRow, measured: Measured | null): Promise<void> {
  const { session_id: sessionId, handoff_id: handoffId } = due;
  await queries.run(
    'DELETE FROM analytics_row WHERE session_id = $1 AND handoff_id = $2',
    sessionId,
    handoffId,
  );
  for (const [place, row] of (measured?.rows ?? []).entries()) {
    const { department, operator, counts } = row;
    const times = [row.acceptance, row.firstWord, row.handling, row.worked];
    const buckets = times.flatMap((time) => [time === null ? null : bucketOf(time), time]);
    await queries.run(
      `INSERT INTO analytics_row VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)`,
      ...[sessionId, handoffId, place, Math.floor(due.requested_at / HOUR), department, operator ?? ''],
      ...[
        measured?.reason ?? '',
        measured?.trigger ?? '',
        measured?.agent ?? '',
        measured?.disposition ?? '',
      ],
      ...[counts.handoffs ?? 0, JSON.stringify(counts), ...buckets],
    );
  }
  await queries.run(
    'DELETE FROM analytics_due WHERE session_id = $1 AND handoff_id = $2 AND changes = $3',
    sessionId,
    handoffId,
    due.changes,
  );
}
