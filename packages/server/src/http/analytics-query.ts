import { ANALYTICS_GROUPS, ANALYTICS_STEPS } from '@baton/protocol';
import type { AnalyticsGroup, AnalyticsQuery, AnalyticsStep } from '@baton/protocol';
import { z } from 'zod';
import type { StaffView } from '../app/staff/staff-view.ts';
import { isZone } from '../core/hours/zone.ts';
import type { FiguresQuery } from '../ports/analytics-store.ts';
import type { Principal } from './access/principal.ts';
import { isLead, namedOperator } from './access/staff-access.ts';
import { refused, unprocessable } from './problem.ts';
import { enumParam, textParam } from './query.ts';

/** Milliseconds. */
const HOUR = 3_600_000;
const DAYS_BY_DEFAULT = 30;
const MOST_DAYS = 400;
/** A date, or a time with the zone it is meant in. */
const TIME = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d:\d\d))?$/;

type Format = 'json' | 'csv';

interface ReportQuery extends AnalyticsQuery {
  format?: Format | undefined;
}
interface GroupsQuery extends ReportQuery {
  group: AnalyticsGroup;
}
interface SeriesQuery extends ReportQuery {
  step: AnalyticsStep;
  time_zone: string;
}

const REPORT = {
  from: textParam('Date or time, ISO 8601, taken down to the hour; default 30 days before `to`.'),
  to: textParam('Date or time, ISO 8601, taken up to the hour; default now. At most 400 days after `from`.'),
  department: textParam('Only what is of the department with this id.'),
  operator: textParam('Only what is of the operator with this id; `me` is the caller.'),
  reason: textParam('Only handoffs with this reason.'),
  trigger: textParam('Only handoffs that this trigger has fired first.'),
  agent: textParam('Only what is of the agent with this id.'),
  disposition: textParam('Only handoffs that were resolved as this.'),
  format: enumParam(['json', 'csv'], 'Default json; csv also by `Accept: text/csv`.'),
};
export const ReportQuerySchema: z.ZodType<ReportQuery> = z.object(REPORT);
export const GroupsQuerySchema: z.ZodType<GroupsQuery> = z.object({
  ...REPORT,
  group: z.enum(ANALYTICS_GROUPS).meta({ description: 'What the handoffs of a row have in common.' }),
});
export const SeriesQuerySchema: z.ZodType<SeriesQuery> = z.object({
  ...REPORT,
  step: z.enum(ANALYTICS_STEPS).meta({ description: 'How long a period is; weeks begin on Monday.' }),
  time_zone: z
    .string()
    .refine(isZone, { error: 'time_zone should be an IANA name such as Europe/Berlin' })
    .default('UTC')
    .meta({ description: 'IANA; days begin at its midnight. Default UTC.' }),
});

/** What the caller asks for, if he may know it. `now`: microseconds since 1970. */
export function figuresQuery(
  query: AnalyticsQuery,
  principal: Principal,
  { staff, now }: { readonly staff: StaffView; readonly now: number },
): FiguresQuery {
  const operator = query.operator === undefined ? undefined : namedOperator(principal, query.operator);
  checkMayRead(operator, principal, staff);
  const to = Math.ceil(readTime(query.to, 'to', now / 1000) / HOUR);
  const from = Math.floor(readTime(query.from, 'from', (to - DAYS_BY_DEFAULT * 24) * HOUR) / HOUR);
  if (from >= to) throw unprocessable('`from` should be before `to`.');
  if (to - from > MOST_DAYS * 24) throw unprocessable(`Ask for at most ${MOST_DAYS} days at once.`);
  const { department, reason, trigger, agent, disposition } = query;
  return {
    fromHour: from,
    toHour: to,
    ...(department !== undefined && { department }),
    ...(operator !== undefined && { operator }),
    ...(reason !== undefined && { reason }),
    ...(trigger !== undefined && { trigger }),
    ...(agent !== undefined && { agent }),
    ...(disposition !== undefined && { disposition }),
  };
}

/** How his colleagues do is for leads; how he does himself is for everybody. */
function checkMayRead(operator: string | undefined, principal: Principal, staff: StaffView): void {
  if (principal.role === 'integration' || isLead(principal, staff)) return;
  if (principal.role === 'operator' && operator === principal.operator.id) return;
  throw refused('forbidden', 'An operator who is no lead may read his own figures: send `operator=me`.');
}

/** Milliseconds since 1970. */
function readTime(text: string | undefined, name: string, fallback: number): number {
  if (text === undefined) return fallback;
  const time = TIME.test(text) ? Date.parse(text) : NaN;
  if (Number.isNaN(time) || time < 0)
    throw unprocessable(`\`${name}\` should be a date or a time, e.g. 2026-03-01T00:00:00Z.`);
  return time;
}
