import type { ReactNode } from 'react';
import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { messages } from '../../lib/messages.ts';

interface ReportCardProps {
  title: string;
  chart: ReactNode;
  /** The same numbers, for whoever cannot see the chart or wants them exactly. */
  table: ReactNode;
}

/** A chart that can be read as a table as well. */
export function ReportCard({ title, chart, table }: ReportCardProps) {
  const [asTable, setAsTable] = useState(false);
  const texts = messages.reports;
  return (
    <section
      aria-label={title}
      className="min-w-0 rounded-xl border border-line bg-raised p-4 print:break-inside-avoid"
    >
      <div className="flex items-start justify-between gap-3 pb-3">
        <h3 className="text-base font-semibold">{title}</h3>
        <Button
          look="quiet"
          className="-mt-1 -mr-2 h-7 px-2 text-xs print:hidden"
          aria-label={asTable ? texts.asChartOf(title) : texts.asTableOf(title)}
          onClick={() => setAsTable(!asTable)}
        >
          {asTable ? texts.asChart : texts.asTable}
        </Button>
      </div>
      {asTable ? table : chart}
    </section>
  );
}
