import type { AnalyticsGroups } from '@baton/protocol';
import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { dispositionText } from '../../lib/dispositions.ts';
import { messages } from '../../lib/messages.ts';
import { countText, meanText } from '../../lib/number-text.ts';
import { reasonText } from '../../lib/reason-text.ts';
import { triggerText } from '../../lib/trigger-text.ts';
import { shareOrNone, spanOrNone } from './figures.ts';
import { NumberTable } from './number-table.tsx';
import type { Report } from './report-queries.ts';
import { groupsQuery } from './report-queries.ts';
import type { Dimension } from './report-search.ts';
import { DIMENSIONS } from './report-search.ts';

interface GroupTableProps {
  report: Report;
  by: Dimension;
  onBy: (by: Dimension) => void;
}

/** The same figures side by side. */
export function GroupTable({ report, by, onBy }: GroupTableProps) {
  const id = useId();
  const texts = messages.reports;
  const groups = useQuery(groupsQuery(report, by));
  return (
    <section aria-label={texts.groupTitle} className="min-w-0 rounded-xl border border-line bg-raised p-4">
      <div className="flex flex-wrap items-center justify-between gap-3 pb-3">
        <h3 className="text-base font-semibold">{texts.groupTitle}</h3>
        <span className="flex items-center gap-2 text-sm">
          <label htmlFor={id} className="text-ink-soft">
            {texts.groupBy}
          </label>
          <select
            id={id}
            value={by}
            onChange={(event) => onBy(event.target.value as Dimension)}
            className="h-8 rounded-lg border border-line-strong/50 bg-surface px-2 font-medium"
          >
            {DIMENSIONS.map((each) => (
              <option key={each} value={each}>
                {texts.dimensions[each]}
              </option>
            ))}
          </select>
        </span>
      </div>
      {groups.data === undefined ? (
        <p className="text-sm text-ink-faint">{groups.isError ? texts.failed : texts.loading}</p>
      ) : groups.data.rows.length === 0 ? (
        <p className="text-sm text-ink-faint">{texts.noGroups}</p>
      ) : (
        <NumberTable
          caption={`${texts.groupTitle}: ${texts.dimensions[by]}`}
          columns={columnsOf(by)}
          rows={rowsOf(groups.data)}
        />
      )}
    </section>
  );
}

function columnsOf(by: Dimension): string[] {
  const { dimensions, figures } = messages.reports;
  const { handoffs, acceptance, serviceLevel, abandoned, handling, resolved, recontact, rating, transfers } =
    figures;
  return [
    dimensions[by],
    handoffs.name,
    `${acceptance.name} ${messages.reports.middle}`,
    `${acceptance.name} P90`,
    serviceLevel.name,
    abandoned.name,
    `${handling.name} ${messages.reports.middle}`,
    resolved.name,
    recontact.name,
    rating.name,
    transfers.name,
  ];
}

function rowsOf({ rows, group }: AnalyticsGroups): { key: string; cells: string[] }[] {
  return rows.map(({ key, name, measures: m }) => ({
    key,
    cells: [
      nameOf(group, name),
      countText(m.handoffs),
      spanOrNone(m.acceptance.p50),
      spanOrNone(m.acceptance.p90),
      shareOrNone(m.service_level),
      shareOrNone(m.abandoned),
      spanOrNone(m.handling.p50),
      shareOrNone(m.resolved),
      shareOrNone(m.recontact),
      m.rating.mean === null ? messages.reports.none : meanText(m.rating.mean),
      countText(m.transfers),
    ],
  }));
}

function nameOf(group: AnalyticsGroups['group'], name: string): string {
  if (group === 'reason') return reasonText(name);
  if (group === 'disposition') return dispositionText(name);
  return group === 'trigger' ? triggerText(name) : name;
}
