import type { AnalyticsGroup } from '@baton/protocol';
import type { Counts } from '../../../core/analytics/counts.ts';
import { addTimes, newHistogram } from '../../../core/analytics/histogram.ts';
import { addCounts, newTally } from '../../../core/analytics/tally.ts';
import type { Tally } from '../../../core/analytics/tally.ts';
import type { FiguresQuery } from '../../../ports/analytics-store.ts';
import type { Queries } from '../postgres-database.ts';
import { QueryFilter } from '../query-filter.ts';

/** Microseconds. */
const HOUR = 3_600_000_000;

/** By what rows are told apart: nothing, a column, or the number of the period that their hour lies in. */
export type Split =
  | { readonly type: 'none' }
  | { readonly type: 'group'; readonly group: AnalyticsGroup }
  | { readonly type: 'periods'; readonly starts: readonly number[] };

/** Columns of a row by which it can be chosen. */
const COLUMNS: Readonly<Record<AnalyticsGroup, string>> = {
  department: 'department',
  operator: 'operator',
  reason: 'reason',
  trigger: 'fired',
  agent: 'agent',
  disposition: 'disposition',
};

/** One sum of the database: exactly one of its keys is there. */
interface SumRow {
  split: string;
  counts: string | null;
  reason: string | null;
  fired: string | null;
  acceptance_bucket: number | null;
  first_word_bucket: number | null;
  handling_bucket: number | null;
  handoffs: number;
  rows: number;
  acceptance: number | null;
  first_word: number | null;
  handling: number | null;
}

interface SessionsRow {
  split: string;
  sessions: number;
  handed: number;
}

/**
 * What the rows of a period add up to, by what they are split. The database adds: what comes back are some hundred
 * lines, however many rows there are.
 */
export async function readFigures(
  queries: Queries,
  query: FiguresQuery,
  split: Split,
): Promise<Map<string, Tally>> {
  const tallies = new Map<string, Tally>();
  const tallyOf = (key: string): Tally => {
    let tally = tallies.get(key);
    if (tally === undefined) tallies.set(key, (tally = newTally()));
    return tally;
  };
  for (const row of await readSums(queries, query, split)) addSum(tallyOf(row.split), row);
  if (!countsSessions(query, split)) return tallies;
  for (const { split: key, sessions, handed } of await readSessions(queries, query, split)) {
    const tally = tallyOf(key);
    tally.sessions += sessions;
    tally.handed += handed;
  }
  for (const { split: key, refused } of await readRefused(queries, query, split))
    tallyOf(key).refused += refused;
  return tallies;
}

function readSums(queries: Queries, query: FiguresQuery, split: Split): Promise<SumRow[]> {
  const filter = new QueryFilter().where('hour >= ? AND hour < ?', query.fromHour, query.toHour);
  for (const [group, column] of Object.entries(COLUMNS) as [AnalyticsGroup, string][])
    filter.whereGiven(`${column} = ?`, query[group]);
  // What people spent is asked of each of them where people are named, else of the handoff.
  const people =
    (query.department ?? query.operator) !== undefined ||
    (split.type === 'group' && (split.group === 'department' || split.group === 'operator'));
  const handling = people ? 'worked' : 'handling';
  const key = splitText(filter, split, 'hour', (group) => COLUMNS[group]);
  const sql = `
    WITH chosen AS (
      SELECT ${key} AS split, counts, reason AS why, fired AS by, handoffs, acceptance_bucket, acceptance,
             first_word_bucket, first_word, ${handling}_bucket AS handling_bucket, ${handling} AS handling
        FROM analytics_row ${filter.clause}
    )
    SELECT split, counts, why AS reason, by AS fired, acceptance_bucket, first_word_bucket, handling_bucket,
           coalesce(sum(handoffs), 0)::bigint AS handoffs, count(*) AS rows, sum(acceptance) AS acceptance,
           sum(first_word) AS first_word, sum(handling) AS handling
      FROM chosen
     GROUP BY GROUPING SETS ((split, counts), (split, why), (split, by), (split, acceptance_bucket),
                             (split, first_word_bucket), (split, handling_bucket))`;
  return queries.all<SumRow>(sql, ...filter.parameters);
}

function addSum(tally: Tally, row: SumRow): void {
  if (row.counts !== null) addCounts(tally, JSON.parse(row.counts) as Counts, row.rows);
  else if (row.reason !== null) increase(tally.reasons, row.reason, row.handoffs);
  else if (row.fired !== null) {
    if (row.fired !== '') increase(tally.triggers, row.fired, row.handoffs);
  } else if (row.acceptance_bucket !== null)
    addTimes((tally.acceptance ??= newHistogram()), row.acceptance_bucket, row.rows, row.acceptance ?? 0);
  else if (row.first_word_bucket !== null)
    addTimes((tally.firstWord ??= newHistogram()), row.first_word_bucket, row.rows, row.first_word ?? 0);
  else if (row.handling_bucket !== null)
    addTimes((tally.handling ??= newHistogram()), row.handling_bucket, row.rows, row.handling ?? 0);
}

function increase(counts: Map<string, number>, key: string, by: number): void {
  if (by > 0) counts.set(key, (counts.get(key) ?? 0) + by);
}

/** Sessions have an agent and a time, and nothing else that handoffs are told apart by. */
function countsSessions(query: FiguresQuery, split: Split): boolean {
  const { department, operator, reason, trigger, disposition } = query;
  if ((department ?? operator ?? reason ?? trigger ?? disposition) !== undefined) return false;
  return split.type !== 'group' || split.group === 'agent';
}

function readSessions(queries: Queries, query: FiguresQuery, split: Split): Promise<SessionsRow[]> {
  const filter = new QueryFilter()
    .where('asked AND created_at >= ? AND created_at < ?', ...microseconds(query))
    .whereGiven('agent_id = ?', query.agent);
  const key = splitText(filter, split, `(created_at / ${HOUR})::integer`, () => 'agent_id');
  return queries.all(
    `SELECT ${key} AS split, count(*) AS sessions, count(*) FILTER (WHERE handed) AS handed
       FROM session ${filter.clause} GROUP BY 1`,
    ...filter.parameters,
  );
}

function readRefused(
  queries: Queries,
  query: FiguresQuery,
  split: Split,
): Promise<{ split: string; refused: number }[]> {
  const filter = new QueryFilter()
    .where('at >= ? AND at < ?', ...microseconds(query))
    .whereGiven('agent_id = ?', query.agent);
  const key = splitText(filter, split, `(at / ${HOUR})::integer`, () => 'agent_id');
  return queries.all(
    `SELECT ${key} AS split, sum(messages) AS refused FROM analytics_refused ${filter.clause} GROUP BY 1`,
    ...filter.parameters,
  );
}

function microseconds({ fromHour, toHour }: FiguresQuery): [number, number] {
  return [fromHour * HOUR, toHour * HOUR];
}

function splitText(
  filter: QueryFilter,
  split: Split,
  hour: string,
  columnOf: (group: AnalyticsGroup) => string,
): string {
  switch (split.type) {
    case 'none':
      return `''::text`;
    case 'group':
      return columnOf(split.group);
    case 'periods':
      return `width_bucket(${hour}, ${filter.parameter(split.starts)}::integer[])::text`;
  }
}
