import type { AnalyticsGroups, AnalyticsQuery, AnalyticsSeries, AnalyticsSummary } from '@baton/protocol';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { analytics } from '../../lib/baton.ts';
import type { Dimension, ReportRange } from './report-search.ts';

/** Reports are of the past: a minute old is new enough. */
const FRESH = 60_000;

export const TIME_ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;

export interface Report {
  readonly range: ReportRange;
  readonly filters: Pick<AnalyticsQuery, Dimension>;
}

export function queryOf({ range, filters }: Report): AnalyticsQuery {
  return { from: range.from, to: range.to, ...filters };
}

// What is shown stays until the next report is there: figures that vanish and come back are hard to compare.
const kept = { staleTime: FRESH, placeholderData: keepPreviousData };

export const summaryQuery = (report: Report) =>
  queryOptions<AnalyticsSummary>({
    queryKey: ['report', 'summary', queryOf(report)],
    queryFn: () => analytics.summary(queryOf(report)),
    ...kept,
  });

export const seriesQuery = (report: Report) =>
  queryOptions<AnalyticsSeries>({
    queryKey: ['report', 'series', report.range.step, queryOf(report)],
    queryFn: () => analytics.series(report.range.step, { ...queryOf(report), time_zone: TIME_ZONE }),
    ...kept,
  });

export const groupsQuery = (report: Report, by: Dimension) =>
  queryOptions<AnalyticsGroups>({
    queryKey: ['report', 'groups', by, queryOf(report)],
    queryFn: () => analytics.groups(by, queryOf(report)),
    ...kept,
  });
