import { availableParallelism, cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { median, quantile } from '../measure/statistics.ts';
import { renderTable } from '../report/table.ts';
import type { Table } from '../report/table.ts';
import { verdict } from '../report/verdict.ts';
import type { Limit } from '../report/verdict.ts';
import { DeskWorld } from './desk-world.ts';
import type { Variety } from './desk-world.ts';
import { bytesPerNeed } from './memory.ts';
import { needsArrive, operatorPicks, slotsFreed } from './picking.ts';
import type { Step } from './picking.ts';
import { bareBitSets, bareHeaps, naiveScan } from './raw-structures.ts';

const USAGE = `npm run bench:routing -- [--quick] [--markdown]
--quick: fewer picks, no queue of a million
`;

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    markdown: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  process.stdout.write(USAGE);
  process.exit(0);
}

const OPERATORS = 10_000;
const QUEUED = 100_000;
const ROUNDS = values.quick ? 3 : 9;
const PICKS = values.quick ? 5000 : 20_000;
const VARIETIES: readonly Variety[] = ['kinds', 'all different'];
const RATES: Readonly<Record<Variety, Limit>> = {
  kinds: { kind: 'at least', value: 200_000 },
  'all different': { kind: 'at least', value: 50_000 },
};
const P99: Limit = { kind: 'at most', value: 100, unit: ' µs' };
const FLAT: Limit = { kind: 'at most', value: 2 };
const GIBIBYTE: Limit = { kind: 'at most', value: 1, unit: ' GiB' };

interface Figures {
  /** Picks a second of CPU: on a machine that others use too, wall time says little. */
  readonly rate: number;
  readonly p50: number;
  readonly p99: number;
  readonly found: number;
}

const show = (table: Table): boolean =>
  process.stdout.write(renderTable(table, values.markdown ? 'markdown' : 'text'));

process.stdout.write(
  `${cpus()[0]?.model.trim() ?? ''}, ${availableParallelism()} cores, load ${loadavg()[0]?.toFixed(1)}, Node ${process.version}\n\n`,
);
for (const variety of VARIETIES) show(rates(variety));
show(flatness());
show(memory());

/** Rounds of all contenders in turn, so that each meets the same machine. */
function measure(contenders: Readonly<Record<string, Step>>): Record<string, Figures> {
  const rounds: Record<string, Figures[]> = {};
  for (const step of Object.values(contenders)) for (let warm = 0; warm < PICKS / 2; warm += 1) step();
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [name, step] of Object.entries(contenders)) {
      (rounds[name] ??= []).push(run(step, name.startsWith('naive') ? PICKS / 20 : PICKS));
    }
  }
  return Object.fromEntries(
    Object.entries(rounds).map(([name, all]) => {
      const middle = (figure: keyof Figures): number => median(all.map((each) => each[figure]));
      return [name, { rate: middle('rate'), p50: middle('p50'), p99: middle('p99'), found: middle('found') }];
    }),
  );
}

function run(step: Step, picks: number): Figures {
  const times: number[] = [];
  let found = 0;
  const before = process.cpuUsage();
  for (let pick = 0; pick < picks; pick += 1) {
    const began = performance.now();
    found += step() ? 1 : 0;
    times.push((performance.now() - began) * 1000);
  }
  const { user, system } = process.cpuUsage(before);
  return {
    rate: (picks / (user + system)) * 1_000_000,
    p50: median(times),
    p99: quantile(times, 0.99),
    found: found / picks,
  };
}

function rates(variety: Variety): Table {
  const world = new DeskWorld(OPERATORS, variety);
  const needs = Array.from({ length: QUEUED }, () => world.nextNeed());
  const figures = measure({
    'a free operator, his first need': operatorPicks(OPERATORS, QUEUED, variety),
    'the same, bare heaps': bareHeaps(world, needs),
    'the same, all full but one': slotsFreed(OPERATORS, QUEUED, variety),
    'naive: through the sorted queue': naiveScan(world, needs),
    'a need comes, its best operator': needsArrive(OPERATORS, variety),
    'the same, bare bit sets': bareBitSets(world, needs),
  });
  return {
    title: `Picks, needs of ${variety === 'kinds' ? '300 kinds' : 'which no two are alike'}`,
    columns: ['', 'picks/s of CPU', 'target', 'p50 µs', 'p99 µs', 'target', 'found'],
    rows: Object.entries(figures).map(([name, { rate, p50, p99, found }]) => {
      const ours = !name.includes('bare') && !name.startsWith('naive');
      return [
        name,
        Math.round(rate).toLocaleString('en'),
        ours ? verdict(Math.round(rate), RATES[variety]) : '',
        p50.toFixed(1),
        p99.toFixed(1),
        ours ? verdict(p99, P99) : '',
        `${(found * 100).toFixed(0)} %`,
      ];
    }),
    notes: [
      `${OPERATORS.toLocaleString('en')} operators, ${QUEUED.toLocaleString('en')} queued, one department; medians of ${ROUNDS} rounds of ${PICKS.toLocaleString('en')} picks`,
      'a pick: search, offer, acceptance, the end of the chat and the next need; p50 and p99 are wall time',
      'all full but one: one chat ends, settle makes the offer and looks for more of them twice',
      'bare: no levels, priorities, declines or offers, and operators that never change',
    ],
  };
}

function flatness(): Table {
  const rows = VARIETIES.flatMap((variety) => {
    const lengths = [1000, 10_000, QUEUED];
    const figures = measure(
      Object.fromEntries(lengths.map((queued) => [queued, operatorPicks(OPERATORS, queued, variety)])),
    );
    const base = figures['1000']?.rate ?? NaN;
    return lengths.map((queued) => {
      const { rate = NaN, p50 = NaN, p99 = NaN, found = NaN } = figures[queued] ?? {};
      const growth = base / rate;
      return [
        `${variety}, ${queued.toLocaleString('en')} queued`,
        Math.round(rate).toLocaleString('en'),
        growth.toFixed(2),
        queued === QUEUED ? verdict(growth, FLAT) : '',
        p50.toFixed(1),
        p99.toFixed(1),
        `${(found * 100).toFixed(0)} %`,
      ];
    });
  });
  return {
    title: 'Growth with the queue: a free operator, his first need',
    columns: ['', 'picks/s of CPU', 'CPU to 1,000', 'target', 'p50 µs', 'p99 µs', 'found'],
    rows,
    notes: ['where no two needs are alike, a longer queue has more sets of skills to look at'],
  };
}

function memory(): Table {
  const counts = values.quick ? [QUEUED] : [QUEUED, 1_000_000];
  const rows = VARIETIES.flatMap((variety) =>
    counts.map((queued) => {
      const bytes = bytesPerNeed(OPERATORS, queued, variety);
      const million = (bytes * 1_000_000) / 2 ** 30;
      return [
        `${variety}, ${queued.toLocaleString('en')} queued`,
        bytes.toFixed(0),
        `${million.toFixed(2)} GiB`,
        verdict(million, GIBIBYTE),
      ];
    }),
  );
  return {
    title: 'Memory',
    columns: ['', 'bytes/need', 'for a million', 'target'],
    rows,
    notes: ['heap after a collection, the need itself and its id included'],
  };
}
