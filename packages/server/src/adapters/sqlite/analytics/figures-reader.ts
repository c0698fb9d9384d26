import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import type { AnalyticsGroup, Measures } from '@baton/protocol';
import type { Counts } from '../../../core/analytics/counts.ts';
import { addCounts, addReason, addRowTimes, measuresOf, newTally } from '../../../core/analytics/tally.ts';
import type { Tally } from '../../../core/analytics/tally.ts';
import type { Figures, FiguresQuery } from '../../../ports/analytics-store.ts';

/** Texts behind the numbers in rows that are kept at hand. */
const MOST_TEXTS = 50_000;
/** Groups that are counted: what begins to be one when there are as many is left out. */
const MOST_GROUPS = 5000;
/** Columns of a row by which it can be chosen. */
const FILTERS = [
  ['department', 'department'],
  ['operator', 'operator'],
  ['reason', 'reason'],
  ['trigger', 'fired'],
  ['agent', 'agent'],
  ['disposition', 'disposition'],
] as const;
const GROUP_COLUMNS: Readonly<Record<AnalyticsGroup, string>> = {
  department: 'department',
  operator: 'operator',
  reason: 'reason',
  trigger: 'fired',
  agent: 'agent',
  disposition: 'disposition',
};

/** What is read of a row, as a list: objects would cost half as much again. Times in milliseconds. */
type Row = [
  split: number,
  reason: number,
  fired: number,
  counts: number,
  acceptance: number | null,
  firstWord: number | null,
  handling: number | null,
];

interface HourSums {
  readonly split: string | number;
  readonly sessions: number;
  readonly handed: number;
  readonly refused: number;
}

interface Sum {
  readonly tally: Tally;
  /** How many rows have which counts: few are different, each is read once. */
  readonly alike: Map<number, number>;
  /** How many handoffs have which reason and trigger: the key of the first times PAIR, and that of the second. */
  readonly why: Map<number, number>;
}

/** Above any key of a text that two of them need for one number. */
const PAIR = 2 ** 26;
/** Hours that are read at once: one by one, rows cost twice as much; all of them would need room for all. */
const AT_ONCE = 12;

/**
 * Adds up the rows of a period in one pass: some 0.5 µs a row, a quarter of a million rows for a month of a million
 * sessions. That is for a thread of its own.
 */
export class FiguresReader {
  readonly #db: DatabaseSync;
  readonly #text: StatementSync;
  readonly #key: StatementSync;
  readonly #texts = new Map<number, string>();
  readonly #counts = new Map<number, Counts>();

  constructor(db: DatabaseSync) {
    this.#db = db;
    this.#text = db.prepare('SELECT text FROM analytics_text WHERE key = ?');
    this.#key = db.prepare('SELECT key FROM analytics_text WHERE text = ?');
  }

  sum(query: FiguresQuery): Measures {
    return this.#atOnce(() => {
      const sum = newSum();
      this.#addRows(query, '0', namesPeople(query), () => sum);
      for (const hours of this.#hours(query, '0')) addSessions(sum.tally, hours);
      return this.#finish(sum);
    });
  }

  sumGroups(query: FiguresQuery, group: AnalyticsGroup, most: number): Figures[] {
    return this.#atOnce(() => {
      const sums = new Map<number, Sum>();
      const people = namesPeople(query) || group === 'department' || group === 'operator';
      const rest = newSum();
      const sumOf = (key: number): Sum =>
        sums.has(key) || sums.size < MOST_GROUPS ? sumAt(sums, key) : rest;
      this.#addRows(query, GROUP_COLUMNS[group], people, sumOf);
      const figures = new Map<string, Sum>();
      for (const [key, sum] of sums) figures.set(this.#textOf(key), sum);
      if (group === 'agent') {
        for (const hours of this.#hours(query, 'agent'))
          addSessions(sumAt(figures, String(hours.split)).tally, hours);
      }
      figures.delete('');
      return [...figures]
        .map(([key, sum]) => ({ key, measures: this.#finish(sum) }))
        .toSorted((a, b) => b.measures.handoffs - a.measures.handoffs || (a.key < b.key ? -1 : 1))
        .slice(0, most);
    });
  }

  sumPeriods(query: FiguresQuery, starts: readonly number[]): Measures[] {
    return this.#atOnce(() => {
      const sums = starts.map(newSum);
      const [first = query.fromHour] = starts;
      const within = { ...query, fromHour: Math.max(first, query.fromHour) };
      // Rows come in the order of their hours.
      let at = 0;
      const periodOf = (hour: number): Sum => {
        while (at + 1 < starts.length && hour >= (starts[at + 1] ?? Infinity)) at++;
        return sums[at] ?? newSum();
      };
      this.#addRows(within, 'hour', namesPeople(query), periodOf);
      at = 0;
      for (const hours of this.#hours(within, 'hour'))
        addSessions(periodOf(Number(hours.split)).tally, hours);
      return sums.map((sum) => this.#finish(sum));
    });
  }

  /** `parts`: each person's own part of the handling is one time, not the whole of a handoff. */
  #addRows(query: FiguresQuery, split: string, parts: boolean, sumOf: (split: number) => Sum): void {
    const where = ['hour >= ?', 'hour < ?'];
    const parameters: SQLInputValue[] = [];
    for (const [name, column] of FILTERS) {
      const text = query[name];
      if (text === undefined) continue;
      const found = this.#key.get(text) as { key: number } | undefined;
      if (found === undefined) return;
      where.push(`${column} = ?`);
      parameters.push(found.key);
    }
    const handling = parts ? 'worked_ms' : 'handling_ms';
    const statement = this.#db.prepare(
      `SELECT ${split}, reason, fired, counts, acceptance_ms, first_word_ms, ${handling}
         FROM analytics_row WHERE ${where.join(' AND ')} ORDER BY hour`,
    );
    statement.setReturnArrays(true);
    for (let from = query.fromHour; from < query.toHour; from += AT_ONCE) {
      const to = Math.min(query.toHour, from + AT_ONCE);
      const rows = statement.all(from, to, ...parameters) as unknown as Row[];
      for (const row of rows) this.#add(sumOf(row[0]), row);
    }
  }

  #add({ tally, alike, why }: Sum, row: Row): void {
    const [, reason, fired, counts, acceptance, firstWord, handling] = row;
    alike.set(counts, (alike.get(counts) ?? 0) + 1);
    addRowTimes(tally, seconds(acceptance), seconds(firstWord), seconds(handling));
    const { handoffs } = this.#countsOf(counts);
    if (handoffs === undefined) return;
    const pair = reason * PAIR + fired;
    why.set(pair, (why.get(pair) ?? 0) + handoffs);
  }

  /** Sessions have an agent and a time, and nothing else that handoffs are told apart by. */
  #hours(query: FiguresQuery, split: string): HourSums[] {
    const { department, operator, reason, trigger, disposition, agent } = query;
    if ((department ?? operator ?? reason ?? trigger ?? disposition) !== undefined) return [];
    const statement = this.#db.prepare(
      `SELECT ${split} AS split, sum(sessions) AS sessions, sum(handed) AS handed, sum(refused) AS refused
         FROM analytics_hour WHERE hour >= ? AND hour < ? ${agent === undefined ? '' : 'AND agent = ?'}
        GROUP BY 1 ORDER BY 1`,
    );
    const parameters = [query.fromHour, query.toHour, ...(agent === undefined ? [] : [agent])];
    return statement.all(...parameters) as unknown as HourSums[];
  }

  #finish({ tally, alike, why }: Sum): Measures {
    for (const [key, times] of alike) addCounts(tally, this.#countsOf(key), times);
    for (const [pair, handoffs] of why) {
      const [reason, trigger] = [Math.floor(pair / PAIR), pair % PAIR];
      addReason(tally, this.#textOf(reason), this.#textOf(trigger), handoffs);
    }
    return measuresOf(tally);
  }

  #countsOf(key: number): Counts {
    const known = this.#counts.get(key);
    if (known !== undefined) return known;
    const counts = JSON.parse(this.#textOf(key)) as Counts;
    if (this.#counts.size >= MOST_TEXTS) this.#counts.clear();
    this.#counts.set(key, counts);
    return counts;
  }

  #textOf(key: number): string {
    const known = this.#texts.get(key);
    if (known !== undefined) return known;
    const { text } = this.#text.get(key) as { text: string };
    if (this.#texts.size >= MOST_TEXTS) this.#texts.clear();
    this.#texts.set(key, text);
    return text;
  }

  /** All that one question reads is of one state of the database. */
  #atOnce<T>(read: () => T): T {
    this.#db.exec('BEGIN');
    try {
      return read();
    } finally {
      this.#db.exec('COMMIT');
    }
  }
}

function newSum(): Sum {
  return { tally: newTally(), alike: new Map(), why: new Map() };
}

function sumAt<K>(sums: Map<K, Sum>, key: K): Sum {
  const known = sums.get(key);
  if (known !== undefined) return known;
  const sum = newSum();
  sums.set(key, sum);
  return sum;
}

function addSessions(tally: Tally, { sessions, handed, refused }: HourSums): void {
  tally.sessions += sessions;
  tally.handed += handed;
  tally.refused += refused;
}

/** What people spent is then asked of each of them, not of the handoff. */
function namesPeople({ department, operator }: FiguresQuery): boolean {
  return (department ?? operator) !== undefined;
}

function seconds(milliseconds: number | null): number | null {
  return milliseconds === null ? null : milliseconds / 1000;
}
