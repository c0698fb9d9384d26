import { parseArgs } from 'node:util';
import { chaosRun } from '../packages/conformance/src/cluster/chaos/chaos-run.ts';
import { planFaults } from '../packages/conformance/src/cluster/chaos/fault-plan.ts';

/* `npm run chaos -- --minutes 5 --seed 7`: a cluster under faults for as long as one likes, with everything counted. */

const USAGE = `npm run chaos -- [--minutes 5] [--seed 7] [--nodes 3] [--customers 200] [--operators 20] [--faults 8] [--logs folder] [--no-bus]

A cluster on this machine, struck by faults that follow from the seed; then everything that is kept is looked at.
Needs the programs of Debian's packages postgresql and nats-server.

  --faults  how many a minute
  --logs    a folder for what each node says
  --no-bus  wake-ups go by the database instead of NATS
`;

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '5' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    nodes: { type: 'string', default: '3' },
    customers: { type: 'string', default: '200' },
    operators: { type: 'string', default: '20' },
    faults: { type: 'string', default: '8' },
    logs: { type: 'string' },
    'no-bus': { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
const numbers = [values.minutes, values.nodes, values.customers, values.operators].map(Number);
if (values.help || !numbers.every((number) => number > 0) || !(Number(values.faults) >= 0)) {
  (values.help ? process.stdout : process.stderr).write(USAGE);
  process.exit(values.help ? 0 : 2);
}
const minutes = Number(values.minutes);
const seed = Number(values.seed);
const nodes = Number(values.nodes);
const during = minutes * 60_000;
const print = (line: string): void => void process.stdout.write(`${line}\n`);

print(
  `seed ${seed}: ${nodes} nodes, ${values.customers} customers, ${values.operators} operators, ${minutes} min`,
);
const report = await chaosRun({
  seed,
  nodes,
  customers: Number(values.customers),
  operators: Number(values.operators),
  during,
  plan: planFaults(seed, Math.round(Number(values.faults) * minutes), during, nodes),
  skews: [0, 180_000, -120_000],
  logs: values.logs,
  bus: !values['no-bus'],
  tell: print,
});
const rows: [string, string | number][] = [
  ['messages acknowledged', report.acknowledged],
  ['events in the logs', report.events],
  ['answers of the AI', report.answers],
  ['handoffs', report.handoffs],
  ['most chats of one operator', report.mostAtOnce],
  ['seconds until settled', report.settledAfter.toFixed(1)],
  ...[...report.acts].toSorted(([a], [b]) => a.localeCompare(b)),
  ...[...report.statuses]
    .toSorted(([a], [b]) => a - b)
    .map(([status, count]): [string, number] => [status === 0 ? 'no answer' : `answers ${status}`, count]),
];
for (const [name, value] of rows) print(`${name.padEnd(30)} ${value}`);
for (const fault of report.broken) print(`BROKEN ${fault}`);
print(report.broken.length === 0 ? 'Nothing is broken.' : `${report.broken.length} faults.`);
// Connections that were left half open by a fault keep nobody waiting.
process.exit(report.broken.length === 0 ? 0 : 1);
