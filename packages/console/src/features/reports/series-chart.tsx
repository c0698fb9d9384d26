import type { AnalyticsSeries, Measures } from '@baton/protocol';
import {
  Bar,
  CartesianGrid,
  ComposedChart,
  Legend,
  Line,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { messages } from '../../lib/messages.ts';
import { NumberTable } from './number-table.tsx';
import { pointText } from './point-text.ts';
import { ReportCard } from './report-card.tsx';

export interface ChartLine {
  readonly id: string;
  readonly name: string;
  readonly colour: string;
  /** Bars stand beside one another; lines differ in their dashes too. */
  readonly shape: 'bar' | 'line';
  readonly dash?: string;
  readonly read: (measures: Measures) => number | null;
}

interface SeriesChartProps {
  title: string;
  series: AnalyticsSeries;
  lines: readonly ChartLine[];
  format: (value: number) => string;
  /** The end of the scale, where it is fixed. */
  top?: number;
  /** Only whole steps make sense, as with counts. */
  whole?: boolean;
}

const TICK = { fill: 'var(--ink-faint)', fontSize: 12 };

/** What is measured over time. */
export function SeriesChart(props: SeriesChartProps) {
  const { title, series, lines, format } = props;
  const rows = series.points.map(({ start, measures }) => ({
    key: start,
    cells: [
      pointText(start, series.step),
      ...lines.map(({ read }) => {
        const value = read(measures);
        return value === null ? messages.reports.none : format(value);
      }),
    ],
  }));
  return (
    <ReportCard
      title={title}
      chart={<Chart {...props} />}
      table={
        <NumberTable
          caption={title}
          columns={[messages.reports.time, ...lines.map(({ name }) => name)]}
          rows={rows}
        />
      }
    />
  );
}

function Chart({ title, series, lines, format, top, whole = false }: SeriesChartProps) {
  const data = series.points.map(({ start, measures }) => ({
    label: pointText(start, series.step),
    ...Object.fromEntries(lines.map(({ id, read }) => [id, read(measures)])),
  }));
  return (
    <figure aria-label={title} className="h-64">
      <div aria-hidden="true" className="h-full">
        <ResponsiveContainer width="100%" height="100%">
          <ComposedChart
            data={data}
            accessibilityLayer={false}
            margin={{ top: 4, right: 8, bottom: 0, left: 0 }}
            barGap={1}
          >
            <CartesianGrid vertical={false} stroke="var(--line)" />
            <XAxis dataKey="label" tick={TICK} tickLine={false} axisLine={false} minTickGap={24} />
            <YAxis
              tick={TICK}
              tickLine={false}
              axisLine={false}
              width="auto"
              allowDecimals={!whole}
              domain={[0, top ?? 'auto']}
              tickFormatter={(value: number) => format(value)}
            />
            <Tooltip
              isAnimationActive={false}
              cursor={{ fill: 'var(--hover)', stroke: 'var(--line-strong)', fillOpacity: 0.6 }}
              contentStyle={{
                background: 'var(--raised)',
                border: '1px solid var(--line)',
                borderRadius: 8,
                fontSize: 13,
              }}
              labelStyle={{ color: 'var(--ink)', fontWeight: 600 }}
              itemStyle={{ color: 'var(--ink-soft)', padding: 0 }}
              formatter={(value) => (typeof value === 'number' ? format(value) : messages.reports.none)}
            />
            <Legend
              align="left"
              // As the lines are, not by name.
              itemSorter={null}
              iconSize={14}
              wrapperStyle={{ fontSize: 12, paddingTop: 8 }}
              formatter={legendText}
            />
            {lines.map((line) => drawn(line, data.length))}
          </ComposedChart>
        </ResponsiveContainer>
      </div>
    </figure>
  );
}

/** In the colour of text: the icon beside it has that of the line. */
function legendText(name: string) {
  return <span style={{ color: 'var(--ink-soft)' }}>{name}</span>;
}

function drawn({ id, name, colour, shape, dash }: ChartLine, points: number) {
  if (shape === 'bar')
    return (
      <Bar
        key={id}
        dataKey={id}
        name={name}
        fill={colour}
        radius={[2, 2, 0, 0]}
        maxBarSize={28}
        isAnimationActive={false}
      />
    );
  return (
    <Line
      key={id}
      dataKey={id}
      name={name}
      stroke={colour}
      strokeWidth={2}
      {...(dash === undefined ? {} : { strokeDasharray: dash })}
      // A gap has a point on each side of it, or a value alone would not be seen.
      dot={points <= 45 ? { r: 2.5, fill: colour, strokeDasharray: '' } : false}
      connectNulls={false}
      isAnimationActive={false}
    />
  );
}
