import { parseArgs } from 'node:util';
import { renderTable } from '../../bench/report/table.ts';
import { capacityOf, simulateCluster } from './simulate-cluster.ts';
import type { ClusterModel } from './simulate-cluster.ts';

const USAGE = `npm run sim:scale -- [--node µs] [--batch µs] [--event µs] [--sync µs] [--network µs] [--cores n] [--markdown]

What a cluster carries: nodes with one thread each on one PostgreSQL, by service times that were measured
(docs/scale.md says where each comes from). Times in microseconds.
`;

const P99_MS = 50;
const NODES = [1, 2, 4, 8];
const LOAD = { messages: 100_000, seed: 1 };
/** Of a node's time for a message the share until it is handed to the database. */
const BEFORE = 0.7;

const { values } = parseArgs({
  options: {
    node: { type: 'string', default: '70' },
    batch: { type: 'string', default: '400' },
    event: { type: 'string', default: '14' },
    sync: { type: 'string', default: '150' },
    network: { type: 'string', default: '200' },
    cores: { type: 'string', default: '8' },
    markdown: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) process.stdout.write(USAGE);
else process.stdout.write(renderTable(tableOf(), values.markdown ? 'markdown' : 'text'));

function tableOf(): Parameters<typeof renderTable>[0] {
  const node = positive('node');
  const model: Omit<ClusterModel, 'nodes'> = {
    before: node * BEFORE,
    after: node * (1 - BEFORE),
    perBatch: positive('batch'),
    perEvent: positive('event'),
    sync: positive('sync'),
    network: positive('network'),
    cores: positive('cores'),
  };
  const capacities = NODES.map((nodes) => capacityOf({ ...model, nodes }, P99_MS, LOAD));
  const rows = NODES.map((nodes, index) => {
    const rate = capacities[index] ?? NaN;
    const run = simulateCluster({ ...model, nodes }, { ...LOAD, rate });
    return [
      String(nodes),
      Math.round(rate).toLocaleString('en'),
      (rate / (capacities[0] ?? NaN)).toFixed(2),
      run.p50.toFixed(1),
      `${(run.nodeBusy * 100).toFixed(0)} %`,
      `${(run.databaseBusy * 100).toFixed(0)} %`,
      run.batch.toFixed(0),
    ];
  });
  return {
    title: 'What a cluster carries',
    columns: [
      'nodes',
      'messages/s',
      'against one',
      'p50 ms',
      'thread busy',
      'database busy',
      'events a batch',
    ],
    rows,
    notes: [
      `most messages a second of which 99 in 100 are answered within ${P99_MS} ms`,
      `a message: ${values.node} µs of its node’s thread; a batch: ${values.batch} µs + ${values.event} µs an event on one of ${values.cores} cores; a sync: ${values.sync} µs; network there and back: ${values.network} µs`,
    ],
  };
}

function positive(name: 'node' | 'batch' | 'event' | 'sync' | 'network' | 'cores'): number {
  const value = Number(values[name]);
  if (value > 0) return value;
  throw new RangeError(`--${name} must be a number above 0, not "${values[name]}"`);
}
