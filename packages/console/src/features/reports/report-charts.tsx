import './charts.css';
import type { AnalyticsSeries, Measures } from '@baton/protocol';
import { messages } from '../../lib/messages.ts';
import { countText, shareText, spanText } from '../../lib/number-text.ts';
import { reasonText } from '../../lib/reason-text.ts';
import { triggerText } from '../../lib/trigger-text.ts';
import type { ChartLine } from './series-chart.tsx';
import { SeriesChart } from './series-chart.tsx';
import { ShareBars } from './share-bars.tsx';

const { series: names, charts } = messages.reports;
const BLUE = 'var(--chart-1)';
const ORANGE = 'var(--chart-2)';
const GREY = 'var(--chart-3)';

const VOLUME: readonly ChartLine[] = [
  { id: 'sessions', name: names.sessions, colour: BLUE, shape: 'bar', read: ({ sessions }) => sessions },
  { id: 'handoffs', name: names.handoffs, colour: ORANGE, shape: 'bar', read: ({ handoffs }) => handoffs },
];
const TIMES: readonly ChartLine[] = [
  { id: 'p50', name: names.acceptanceP50, colour: BLUE, shape: 'line', read: (m) => m.acceptance.p50 },
  {
    id: 'p90',
    name: names.acceptanceP90,
    colour: ORANGE,
    shape: 'line',
    dash: '6 3',
    read: (m) => m.acceptance.p90,
  },
  {
    id: 'word',
    name: names.firstWordP50,
    colour: GREY,
    shape: 'line',
    dash: '2 3',
    read: (m) => m.first_word.p50,
  },
];
const SERVICE: readonly ChartLine[] = [
  { id: 'kept', name: names.serviceLevel, colour: BLUE, shape: 'line', read: (m) => m.service_level.share },
  {
    id: 'left',
    name: names.abandoned,
    colour: ORANGE,
    shape: 'line',
    dash: '6 3',
    read: (m) => m.abandoned.share,
  },
];

/** The report over time. */
export function TimeCharts({ series }: { series: AnalyticsSeries }) {
  return (
    <div className="grid gap-3 lg:grid-cols-2 print:block">
      <div className="lg:col-span-2">
        <SeriesChart title={charts.volume} series={series} lines={VOLUME} format={countText} whole />
      </div>
      <SeriesChart title={charts.times} series={series} lines={TIMES} format={spanText} whole />
      <SeriesChart title={charts.serviceLevel} series={series} lines={SERVICE} format={shareText} top={1} />
    </div>
  );
}

/** Of what the handoffs of the period are made up. */
export function PartCharts({ measures: { reasons, triggers, rating } }: { measures: Measures }) {
  return (
    <div className="grid content-start gap-3 lg:grid-cols-2 xl:grid-cols-3 print:block">
      <ShareBars
        title={charts.reasons}
        rows={reasons.map(({ reason, count }) => ({ key: reason, name: reasonText(reason), count }))}
      />
      <ShareBars
        title={charts.triggers}
        rows={triggers.map(({ trigger, count }) => ({ key: trigger, name: triggerText(trigger), count }))}
      />
      <ShareBars
        title={charts.scores}
        rows={rating.scores
          .map((count, at) => ({ key: String(at + 1), name: messages.reports.stars(at + 1), count }))
          .toReversed()}
      />
    </div>
  );
}
