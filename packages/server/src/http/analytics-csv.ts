import type { Measures, Share, Spread } from '@baton/protocol';
import { stringify } from 'csv-stringify/sync';

type Cell = string | number | null;

const SPREADS = ['acceptance', 'first_word', 'handling'] as const;
const SHARES = [
  'handoff_rate',
  'containment',
  'service_level',
  'abandoned',
  'resolved',
  'returned',
  'withdrawn',
  'callbacks',
  'emails',
  'failed',
  'recontact',
  'wait_p50',
  'wait_p90',
  'asked_again',
  'suggestions_sent',
  'suggestions_edited',
] as const;
const NUMBERS = [
  'sessions',
  'handoffs',
  'open',
  'transfers',
  'requeues',
  'declined',
  'refused_ai_messages',
] as const;

/** What stands before the measures of a row. */
export interface CsvRow {
  readonly head: Readonly<Record<string, string>>;
  readonly measures: Measures;
}

/**
 * Figures as a table: a header, whose columns never change their order, and a row for each set of measures. Texts come
 * from agents' authors and from whoever names operators: none of them is a formula where the table is opened.
 */
export function analyticsCsv(head: readonly string[], rows: readonly CsvRow[]): string {
  const records = rows.map((row) => ({ ...row.head, ...cellsOf(row.measures) }));
  const columns = [...head, ...MEASURE_COLUMNS];
  return stringify(records, {
    header: true,
    columns,
    // A sheet takes it for what it is only with the mark.
    bom: true,
    record_delimiter: 'windows',
    escape_formulas: true,
    // A line may end with either of them elsewhere.
    quoted_match: /[\r\n]/,
  });
}

const MEASURE_COLUMNS: readonly string[] = [
  ...NUMBERS,
  ...SHARES.flatMap((name) => [`${name}_count`, `${name}_of`, `${name}_share`]),
  ...SPREADS.flatMap((name) => ['count', 'mean', 'p50', 'p90', 'p99'].map((part) => `${name}_${part}`)),
  'rating_count',
  'rating_mean',
  ...[1, 2, 3, 4, 5].map((score) => `rating_${score}`),
  'reasons',
  'triggers',
];

function cellsOf(measures: Measures): Record<string, Cell> {
  const cells: Record<string, Cell> = {};
  for (const name of NUMBERS) cells[name] = measures[name];
  for (const name of SHARES) Object.assign(cells, named(name, measures[name]));
  for (const name of SPREADS) Object.assign(cells, named(name, measures[name]));
  const { count, mean, scores } = measures.rating;
  Object.assign(cells, { rating_count: count, rating_mean: mean });
  for (const [index, n] of scores.entries()) cells[`rating_${index + 1}`] = n;
  cells['reasons'] = listed(measures.reasons.map(({ reason, count: n }) => [reason, n]));
  cells['triggers'] = listed(measures.triggers.map(({ trigger, count: n }) => [trigger, n]));
  return cells;
}

function named(name: string, parts: Share | Spread): Record<string, Cell> {
  return Object.fromEntries(Object.entries(parts).map(([part, value]) => [`${name}_${part}`, value as Cell]));
}

/** `customer_requested 12; low_confidence 3` */
function listed(counts: readonly (readonly [string, number])[]): string {
  return counts.map(([name, n]) => `${name} ${n}`).join('; ');
}
