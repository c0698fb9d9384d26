import { AnalyticsGroupsSchema, AnalyticsSeriesSchema, AnalyticsSummarySchema } from '@baton/protocol';
import type { AnalyticsGroup, AnalyticsGroups, AnalyticsSeries, AnalyticsSummary } from '@baton/protocol';
import type { FastifyReply } from 'fastify';
import { periodStarts } from '../../core/analytics/periods.ts';
import { formatTime } from '../../core/time.ts';
import type { FiguresQuery } from '../../ports/analytics-store.ts';
import { analyticsCsv } from '../analytics-csv.ts';
import type { CsvRow } from '../analytics-csv.ts';
import { GroupsQuerySchema, ReportQuerySchema, SeriesQuerySchema, figuresQuery } from '../analytics-query.ts';
import { unprocessable } from '../problem.ts';
import type { Call } from '../route.ts';
import { route } from '../server-parts.ts';
import type { ServerParts } from '../server-parts.ts';

/** Microseconds. */
const HOUR = 3_600_000_000;
const MOST_GROUPS = 1000;
const MOST_POINTS = 1000;

const SPEC = {
  method: 'GET',
  operation: 'analytics.read',
  tag: 'analytics',
  status: 200,
} as const;

/** What is measured (handoff.md, section 9), as JSON or as a table. */
export function analyticsRoutes(parts: ServerParts): void {
  route(parts, {
    ...SPEC,
    path: '/analytics/summary',
    summary: 'What is measured of a period, all together',
    query: ReportQuerySchema,
    response: AnalyticsSummarySchema,
    async handle(call) {
      const figures = asked(parts, call);
      const answer: AnalyticsSummary = {
        ...rangeOf(figures),
        measures: await parts.analytics.sum(figures),
      };
      if (!wantsCsv(call)) return answer;
      const { measures, ...head } = answer;
      return sendCsv(call.reply, 'summary', ['from', 'to'], [{ head, measures }]);
    },
  });
  route(parts, {
    ...SPEC,
    path: '/analytics/groups',
    summary: 'The same by department, operator, reason, trigger, agent or disposition, most handoffs first',
    query: GroupsQuerySchema,
    response: AnalyticsGroupsSchema,
    async handle(call) {
      const answer = await groups(parts, asked(parts, call), call.query.group);
      if (!wantsCsv(call)) return answer;
      const rows = answer.rows.map(({ key, name, measures }) => ({ head: { key, name }, measures }));
      return sendCsv(call.reply, answer.group, ['key', 'name'], rows);
    },
  });
  route(parts, {
    ...SPEC,
    path: '/analytics/series',
    summary: 'The same by hour, day, week or month, oldest first, those with nothing included',
    query: SeriesQuerySchema,
    response: AnalyticsSeriesSchema,
    async handle(call) {
      const answer = await series(parts, asked(parts, call), call.query);
      if (!wantsCsv(call)) return answer;
      const rows = answer.points.map(({ start, measures }) => ({ head: { start }, measures }));
      return sendCsv(call.reply, answer.step, ['start'], rows);
    },
  });
}

type ReportCall = Call<
  undefined,
  Parameters<typeof figuresQuery>[0] & { format?: 'json' | 'csv' | undefined }
>;

function asked({ app }: ServerParts, { query, principal }: ReportCall): FiguresQuery {
  return figuresQuery(query, principal, { staff: app.staff, now: app.clock.now() });
}

async function groups(
  parts: ServerParts,
  figures: FiguresQuery,
  group: AnalyticsGroup,
): Promise<AnalyticsGroups> {
  const [found, nameOf] = await Promise.all([
    parts.analytics.sumGroups(figures, group, MOST_GROUPS),
    namesOf(parts, group),
  ]);
  const rows = found.map(({ key, measures }) => ({ key, name: nameOf(key) ?? key, measures }));
  return { ...rangeOf(figures), group, rows };
}

async function series(
  parts: ServerParts,
  figures: FiguresQuery,
  { step, time_zone: zone }: { readonly step: AnalyticsSeries['step']; readonly time_zone: string },
): Promise<AnalyticsSeries> {
  const starts = periodStarts(figures, step, zone, MOST_POINTS);
  if (starts === null)
    throw unprocessable(`A series has at most ${MOST_POINTS} points: ask for less time or a longer step.`);
  const measured = await parts.analytics.sumPeriods(figures, starts);
  const points = measured.map((measures, index) => ({
    start: formatTime((starts[index] ?? figures.fromHour) * HOUR),
    measures,
  }));
  return { ...rangeOf(figures), step, time_zone: zone, points };
}

async function namesOf(
  { app }: ServerParts,
  group: AnalyticsGroup,
): Promise<(key: string) => string | undefined> {
  switch (group) {
    case 'department':
      return (key) => app.staff.department(key)?.name;
    case 'operator':
      return (key) => app.staff.operator(key)?.record.name;
    case 'agent': {
      const agents = new Map((await app.directory.listAgents()).map(({ id, name }) => [id, name]));
      return (key) => agents.get(key);
    }
    case 'reason':
    case 'trigger':
    case 'disposition':
      return () => undefined;
  }
}

function rangeOf({ fromHour, toHour }: FiguresQuery): { from: string; to: string } {
  return { from: formatTime(fromHour * HOUR), to: formatTime(toHour * HOUR) };
}

function wantsCsv({ query, request }: ReportCall): boolean {
  if (query.format !== undefined) return query.format === 'csv';
  return /^\s*text\/csv\b/i.test(request.headers.accept ?? '');
}

function sendCsv(
  reply: FastifyReply,
  name: string,
  head: readonly string[],
  rows: readonly CsvRow[],
): undefined {
  void reply
    .header('content-type', 'text/csv; charset=utf-8')
    .header('content-disposition', `attachment; filename="baton-${name}.csv"`)
    .send(analyticsCsv(head, rows));
}
