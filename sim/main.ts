import { parseArgs } from 'node:util';
import { renderTable } from '../bench/report/table.ts';
import type { Format } from '../bench/report/table.ts';
import {
  agreesWithErlang,
  bandTable,
  departmentTable,
  erlangTable,
  isOnTarget,
  lineTable,
} from './tables.ts';
import type { ErlangRun, Run } from './tables.ts';
import { DEPARTMENT_NAMES, erlangScenario, teamScenario } from './scenario.ts';
import { simulate } from './simulate.ts';

const USAGE = `npm run sim -- [--load 0.6,0.9] [--customers n] [--swing 0.3] [--seed n] [--markdown]
npm run sim -- --mmc [--servers 2,5,10] [--load 0.6,0.9] [--customers n] [--seed n] [--markdown]

Plays a team of several departments at each load: how long customers wait, and whether they were told so.
--swing lets arrivals rise and fall by this share in the course of a day; --mmc compares with Erlang C.
`;

const { values } = parseArgs({
  options: {
    load: { type: 'string', default: '0.6,0.7,0.8,0.85,0.9,0.95' },
    servers: { type: 'string', default: '2,5,10' },
    customers: { type: 'string' },
    swing: { type: 'string', default: '0' },
    seed: { type: 'string', default: '1' },
    mmc: { type: 'boolean', default: false },
    markdown: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) {
  process.stdout.write(USAGE);
} else {
  const loads = numbers('load', values.load, 0.01, 1.5);
  const [seed = 1] = numbers('seed', values.seed, 0, 2 ** 31);
  const format: Format = values.markdown ? 'markdown' : 'text';
  process.stdout.write(values.mmc ? compareWithErlang(loads, seed, format) : playTeam(loads, seed, format));
}

function playTeam(loads: readonly number[], seed: number, format: Format): string {
  const [swing = 0] = numbers('swing', values.swing, 0, 1);
  const [customers = 0] = numbers('customers', values.customers ?? '40000', 100, 10_000_000);
  const runs = loads.map((load): Run => {
    const tally = simulate(teamScenario({ seed, customers, load, swing }));
    return { load, tally };
  });
  if (!runs.every(isOnTarget)) process.exitCode = 1;
  const tables = [lineTable(runs), bandTable(runs), departmentTable(runs, DEPARTMENT_NAMES)];
  return tables.map((table) => renderTable(table, format)).join('');
}

function compareWithErlang(loads: readonly number[], seed: number, format: Format): string {
  const given =
    values.customers === undefined ? null : numbers('customers', values.customers, 100, 10_000_000);
  const runs: ErlangRun[] = [];
  for (const servers of numbers('servers', values.servers, 1, 1000)) {
    for (const load of loads) {
      const customers = given?.[0] ?? enoughCustomers(load);
      const scenario = erlangScenario({ seed, customers, load, servers });
      runs.push({ servers, load, tally: simulate(scenario) });
    }
  }
  if (!runs.every(agreesWithErlang)) process.exitCode = 1;
  return renderTable(erlangTable(runs), format);
}

/** For a standard error of about 2 % in the mean wait: busy periods grow as the capacity left shrinks. */
function enoughCustomers(load: number): number {
  return load > 0.88 ? 2_000_000 : 1_000_000;
}

function numbers(name: string, text: string, least: number, most: number): number[] {
  const list = text.split(',').map(Number);
  if (list.every((value) => value >= least && value <= most)) return list;
  process.stderr.write(`--${name}: numbers from ${least} to ${most}, e.g. --${name} ${least}\n\n${USAGE}`);
  process.exit(1);
}
