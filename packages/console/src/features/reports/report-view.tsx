import { analyticsPath } from '@baton/client';
import type { AnalyticsSummary } from '@baton/protocol';
import { useQuery } from '@tanstack/react-query';
import { Suspense, lazy } from 'react';
import { Button } from '../../components/button.tsx';
import { useClock } from '../../lib/clock.ts';
import { messages } from '../../lib/messages.ts';
import { FigureTile } from './figure-tile.tsx';
import { SECTIONS, figureOf } from './figures.ts';
import { GroupTable } from './group-table.tsx';
import { dayOf } from './point-text.ts';
import { ReportFilters } from './report-filters.tsx';
import type { Report } from './report-queries.ts';
import { TIME_ZONE, queryOf, seriesQuery, summaryQuery } from './report-queries.ts';
import type { ReportSearch } from './report-search.ts';
import { filtersOf, rangeOf } from './report-search.ts';

// The figures are there before the drawing library is.
const TimeCharts = lazy(async () => ({ default: (await import('./report-charts.tsx')).TimeCharts }));
const PartCharts = lazy(async () => ({ default: (await import('./report-charts.tsx')).PartCharts }));

interface ReportViewProps {
  search: ReportSearch;
  onSearch: (search: ReportSearch) => void;
}

/** Everything that is measured of a period (handoff.md, section 9). */
export function ReportView({ search, onSearch }: ReportViewProps) {
  // The period ends with today: at midnight it is another one.
  const day = useClock((now) => new Date(now).setHours(0, 0, 0, 0));
  const range = rangeOf(search, day);
  return (
    <>
      <ReportFilters search={search} range={range} onSearch={onSearch} />
      {range === null ? (
        <p role="alert" className="text-sm font-medium text-late">
          {messages.reports.toBeforeFrom}
        </p>
      ) : (
        <Loaded report={{ range, filters: filtersOf(search) }} search={search} onSearch={onSearch} />
      )}
    </>
  );
}

function Loaded({ report, search, onSearch }: ReportViewProps & { report: Report }) {
  const summary = useQuery(summaryQuery(report));
  const texts = messages.reports;
  if (summary.data === undefined) {
    if (!summary.isError) return <p className="text-sm text-ink-faint">{texts.loading}</p>;
    return (
      <div role="alert" className="grid justify-items-start gap-3 text-sm">
        <p className="font-medium text-late">{texts.failed}</p>
        <Button onClick={() => void summary.refetch()}>{texts.retry}</Button>
      </div>
    );
  }
  const { measures } = summary.data;
  const { by = 'department' } = search;
  return (
    <div
      className={`grid gap-6 ${summary.isPlaceholderData ? 'opacity-60' : ''}`}
      aria-busy={summary.isFetching}
    >
      <Head report={report} summary={summary.data} by={by} />
      {measures.sessions === 0 && measures.handoffs === 0 ? (
        <p className="max-w-prose text-sm text-ink-soft">{texts.nothing}</p>
      ) : (
        <>
          {SECTIONS.map(([section, ids]) => (
            <section key={section} aria-label={texts.sections[section]} className="grid gap-2">
              <h2 className="text-sm font-semibold text-ink-soft">{texts.sections[section]}</h2>
              <dl className="grid grid-cols-2 gap-2 sm:grid-cols-[repeat(auto-fill,minmax(13.5rem,1fr))] sm:gap-3">
                {ids.map((id) => (
                  <FigureTile key={id} figure={figureOf(id, measures)} />
                ))}
              </dl>
            </section>
          ))}
          <Suspense fallback={<p className="min-h-96 text-sm text-ink-faint">{texts.loading}</p>}>
            <Charts report={report} summary={summary.data} />
          </Suspense>
          <GroupTable
            report={report}
            by={by}
            onBy={(chosen) => onSearch({ ...search, by: chosen === 'department' ? undefined : chosen })}
          />
        </>
      )}
    </div>
  );
}

function Charts({ report, summary }: { report: Report; summary: AnalyticsSummary }) {
  const series = useQuery(seriesQuery(report));
  return (
    <div className="grid gap-3">
      {series.data === undefined ? (
        <p className="min-h-64 text-sm text-ink-faint">
          {series.isError ? messages.reports.failed : messages.reports.loading}
        </p>
      ) : (
        <TimeCharts series={series.data} />
      )}
      <PartCharts measures={summary.measures} />
    </div>
  );
}

interface HeadProps {
  report: Report;
  summary: AnalyticsSummary;
  by: NonNullable<ReportSearch['by']> | 'department';
}

/** Which days these are, and the same as files. */
function Head({ report, summary, by }: HeadProps) {
  const texts = messages.reports;
  const query = queryOf(report);
  const end = new Date(Date.parse(summary.to) - 1).toISOString();
  const files = [
    [texts.csvSummary, analyticsPath('summary', { ...query, format: 'csv' })],
    [
      texts.csvSeries,
      analyticsPath('series', { ...query, step: report.range.step, time_zone: TIME_ZONE, format: 'csv' }),
    ],
    [texts.csvGroups(texts.dimensions[by]), analyticsPath('groups', { ...query, group: by, format: 'csv' })],
  ] as const;
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6">
      <p className="text-sm text-ink-soft">
        {dayOf(summary.from) === dayOf(end) ? dayOf(end) : texts.of(dayOf(summary.from), dayOf(end))}
      </p>
      <ul role="list" aria-label={texts.download} className="flex flex-wrap gap-x-4 text-sm print:hidden">
        {files.map(([name, path]) => (
          <li key={name}>
            <a
              href={path}
              download
              className="inline-flex h-8 items-center rounded-sm font-medium text-accent underline decoration-accent-line underline-offset-3 hover:decoration-accent"
            >
              {name}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
