import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { mostOpenFiles } from '../measure/machine.ts';
import { waitForQuiet } from '../measure/quiet.ts';
import type { Table } from '../report/table.ts';
import { verdict } from '../report/verdict.ts';
import { startBare, startBaton } from '../servers/start-target.ts';
import type { Target } from '../servers/start-target.ts';
import type { Bench } from './bench.ts';

const MEMORY_LIMIT = { kind: 'at most', value: 14, unit: ' KiB' } as const;
/** The whole process, with as many as one node is meant for. */
const TOTAL_LIMIT = { kind: 'at most', value: 400, unit: ' MB' } as const;
const CPU_LIMIT = { kind: 'below', value: 1, unit: ' %' } as const;
const OTHER_FILES = 300;
const SETTLE_MS = 3000;
const WARM_UP_REQUESTS = 2000;

/** As in production, but the answers begin at once instead of after 40 s. The white space keeps its interval. */
const HEARTBEAT_MS = 45_000;
const BEGUN_EARLY = { longWait: 1000, earlyHeaders: 1000, heartbeat: HEARTBEAT_MS };

interface Waiting {
  readonly readers: number;
  /** Bytes of resident memory a reader. */
  readonly memory: number;
  /** Bytes of resident memory of the process, readers and all. */
  readonly total: number;
  /** Bytes of heap a reader. */
  readonly heap: number;
  /** Share of one core while nothing happens. */
  readonly cpu: number;
}

/** What readers cost that only wait. */
export async function measureMemory(bench: Bench): Promise<Table[]> {
  const tables: Table[] = [];
  for (const wanted of bench.settings.parked) tables.push(await measureParked(bench, wanted));
  return tables;
}

async function measureParked(bench: Bench, wanted: number): Promise<Table> {
  const { folder, settings } = bench;
  const readers = Math.min(wanted, mostOpenFiles() - OTHER_FILES);
  const bare = await withTarget(await startBare(), (target) => {
    const paths = Array.from({ length: readers }, (_, index) => `/sessions/${index}/events`);
    return measureWaiting(bench, target, paths, settings.idleSeconds);
  });
  const begun = Math.max(settings.idleSeconds, settings.idleSeconds < 10 ? 0 : HEARTBEAT_MS / 1000);
  const phases = [
    { name: 'Baton, headers not sent yet', seconds: settings.idleSeconds },
    { name: 'Baton, headers sent, white space every 45 s', seconds: begun, longPollTimes: BEGUN_EARLY },
  ];
  const database = join(folder, `waiting-${wanted}.db`);
  const paths = await prepareSessions(folder, database, readers);
  const rows = [rowOf('bare', bare, null)];
  for (const { name, seconds, longPollTimes } of phases) {
    const target = await startBaton({ folder, database, ...(longPollTimes && { longPollTimes }) });
    const waiting = await withTarget(target, () => measureWaiting(bench, target, paths, seconds));
    rows.push(rowOf(name, waiting, bare));
  }
  return {
    title: `${readers.toLocaleString('en')} readers that wait`,
    columns: [
      '',
      'RSS a reader',
      'target',
      'ratio',
      'RSS in all',
      'target',
      'heap a reader',
      'CPU of a core',
      'target',
    ],
    rows,
    notes: [
      'growth of resident memory over the number of readers, after a full collection before and after',
      `CPU over ${settings.idleSeconds} s (white space: ${begun} s, one for each reader)`,
      ...(readers < wanted ? [`${wanted.toLocaleString('en')} were wanted; ulimit -n allows no more`] : []),
    ],
  };
}

/** By a process of its own: memory that this took and gave back would hide what the readers take. */
async function prepareSessions(folder: string, database: string, sessions: number): Promise<string[]> {
  await using target = await startBaton({ folder, database });
  return await target.createSessions({ sessions, eventsEach: 0 });
}

async function withTarget<T extends Target>(
  target: T,
  measure: (target: T) => Promise<Waiting>,
): Promise<Waiting> {
  await using owned = target;
  return await measure(owned);
}

async function measureWaiting(
  { load, settings }: Bench,
  target: Target,
  paths: readonly string[],
  seconds: number,
): Promise<Waiting> {
  const { port } = target;
  // Code that is compiled at its first use is not a reader's memory.
  const asking = paths.map((path) => `${path}?wait_for_data=0`);
  await load.call('burst', {
    port,
    method: 'GET',
    paths: asking,
    connections: 4,
    requests: WARM_UP_REQUESTS,
  });
  const before = await target.memory();
  await load.call('park', { port, paths });
  await delay(SETTLE_MS);
  const after = await target.memory();
  await waitForQuiet(settings.patience);
  const usage = await target.usage();
  const began = performance.now();
  await delay(seconds * 1000);
  const used = (await target.usage()).process - usage.process;
  const elapsed = (performance.now() - began) * 1000;
  const readers = await load.call('countParked');
  await load.call('unpark');
  if (readers !== paths.length) throw new Error(`${paths.length - readers} readers were disconnected`);
  return {
    readers,
    memory: (after.rss - before.rss) / readers,
    total: after.rss,
    heap: (after.heap - before.heap) / readers,
    cpu: used / elapsed,
  };
}

function rowOf(name: string, waiting: Waiting, bare: Waiting | null): string[] {
  const kib = waiting.memory / 1024;
  const total = waiting.total / 1e6;
  const percent = waiting.cpu * 100;
  return [
    name,
    `${kib.toFixed(1)} KiB`,
    bare === null ? '' : verdict(kib, MEMORY_LIMIT),
    bare === null ? '' : (waiting.memory / bare.memory).toFixed(2),
    `${total.toFixed(0)} MB`,
    bare === null ? '' : verdict(total, TOTAL_LIMIT),
    `${(waiting.heap / 1024).toFixed(1)} KiB`,
    `${percent.toFixed(2)} %`,
    bare === null ? '' : verdict(percent, CPU_LIMIT),
  ];
}
