import { setTimeout as delay } from 'node:timers/promises';
import { NATS_PROGRAM, NatsServer } from '../../packages/server/src/testing/nats/nats-server.ts';
import { mostOpenFiles } from '../measure/machine.ts';
import { waitForQuiet } from '../measure/quiet.ts';
import { quantile } from '../measure/statistics.ts';
import { wakeTimesOf } from '../measure/wake-times.ts';
import type { WakeTimes } from '../measure/wake-times.ts';
import type { Table } from '../report/table.ts';
import { verdict } from '../report/verdict.ts';
import type { Limit } from '../report/verdict.ts';
import { startBenchPostgres } from '../servers/bench-postgres.ts';
import type { BenchPostgres } from '../servers/bench-postgres.ts';
import { startBaton } from '../servers/start-target.ts';
import type { Bench } from './bench.ts';
import { MESSAGE_BODY } from './message-body.ts';

const P99_LIMIT: Limit = { kind: 'at most', value: 15, unit: ' ms' };
/** The table of changes is read each second; the read itself and the readers' answers come on top. */
const LOST_LIMIT: Limit = { kind: 'at most', value: 1100, unit: ' ms' };
const RATES = [0, 1000];
const WARM_UP = 200;
const SETTLE_MS = 1000;
const OTHER_FILES = 300;
const LOST_SAMPLES = 20;
const LOST_RATE = 200;

/** From a POST that one node has stored to the reader that waits on another. */
export async function measureNodes(bench: Bench): Promise<Table[]> {
  await using postgres = await startBenchPostgres();
  if (postgres === null) {
    process.stderr.write('no PostgreSQL is installed: several nodes are not measured\n');
    return [];
  }
  const readers = Math.min(Math.max(...bench.settings.readers), mostOpenFiles() - OTHER_FILES);
  const rows = await rowsOf(bench, { postgres, readers, by: 'NOTIFY', rates: RATES });
  if (NATS_PROGRAM !== null) {
    await using nats = await NatsServer.start();
    rows.push(...(await rowsOf(bench, { postgres, readers, by: 'NATS', bus: nats.url(), rates: RATES })));
  }
  // Nobody listens there: what is published is lost, and found in the table.
  const lost = { by: 'neither: what is lost is found in the table', bus: 'nats://127.0.0.1:1' };
  rows.push(...(await rowsOf(bench, { postgres, readers, ...lost, rates: [LOST_RATE] })));
  return [
    {
      title: `Waking ${readers.toLocaleString('en')} readers that wait on another node`,
      columns: ['told by', 'posts', 'p50 / p99 ms', 'most ms', 'target', 'sent → received p50 / p99'],
      rows,
      notes: [
        'two nodes on one PostgreSQL that syncs each commit, all on this machine',
        'from the commit, as the node that stored it knows of it, to the arrival at the reader of the other node',
      ],
    },
  ];
}

interface Way {
  readonly postgres: BenchPostgres;
  readonly readers: number;
  readonly by: string;
  readonly bus?: string;
  readonly rates: readonly number[];
}

async function rowsOf(
  { load, folder, settings }: Bench,
  { postgres, readers, by, bus, rates }: Way,
): Promise<string[][]> {
  const options = { folder, postgres, stamp: true, ...(bus !== undefined && { bus }) };
  await using writing = await startBaton(options);
  await using reading = await startBaton(options);
  const paths = await writing.createSessions({ sessions: readers, eventsEach: 0 });
  const lost = rates.includes(LOST_RATE);
  await load.call('park', { port: reading.port, paths });
  await delay(SETTLE_MS);
  const plan = { port: writing.port, paths, body: MESSAGE_BODY };
  if (!lost) await load.call('wake', { ...plan, rate: 0, samples: Math.min(WARM_UP, settings.wakeSamples) });
  const rows: string[][] = [];
  for (const rate of rates) {
    await waitForQuiet(settings.patience);
    await writing.takeStamps();
    const samples = lost ? LOST_SAMPLES * 10 : settings.wakeSamples * (rate === 0 ? 1 : 5);
    const woken = await load.call('wake', { ...plan, rate, samples });
    rows.push(rowOf(by, rate, wakeTimesOf(woken, await writing.takeStamps()), lost));
  }
  await load.call('unpark');
  return rows;
}

function rowOf(by: string, rate: number, { fromAccepted, fromSent }: WakeTimes, lost: boolean): string[] {
  const both = (times: readonly number[]): string =>
    `${quantile(times, 0.5).toFixed(2)} / ${quantile(times, 0.99).toFixed(2)}`;
  const most = Math.max(...fromAccepted);
  return [
    by,
    rate === 0 ? 'one at a time' : `${rate.toLocaleString('en')}/s`,
    both(fromAccepted),
    most.toFixed(0),
    lost ? verdict(most, LOST_LIMIT) : verdict(quantile(fromAccepted, 0.99), P99_LIMIT),
    both(fromSent),
  ];
}
