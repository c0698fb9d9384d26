import { setTimeout as delay } from 'node:timers/promises';
import { mostOpenFiles } from '../measure/machine.ts';
import { waitForQuiet } from '../measure/quiet.ts';
import { quantile } from '../measure/statistics.ts';
import { wakeTimesOf } from '../measure/wake-times.ts';
import type { WakeTimes } from '../measure/wake-times.ts';
import type { Table } from '../report/table.ts';
import { verdict } from '../report/verdict.ts';
import { startBare, startBaton } from '../servers/start-target.ts';
import type { Target } from '../servers/start-target.ts';
import type { Bench } from './bench.ts';
import { MESSAGE_BODY } from './message-body.ts';

const P99_LIMIT = { kind: 'at most', value: 5, unit: ' ms' } as const;
/** Posts a second while the readers wait; 0 is one post at a time. */
const RATES = [0, 1000];
const WARM_UP = 200;
/** Open files a process needs beside one a reader. */
const OTHER_FILES = 300;
const SETTLE_MS = 1000;

/** From an accepted POST to the reader that waited for it, with more and more readers waiting. */
export async function measureWake(bench: Bench): Promise<Table[]> {
  const rows: string[][] = [];
  const files = mostOpenFiles();
  const possible = bench.settings.readers.filter((readers) => readers + OTHER_FILES <= files);
  for (const readers of possible) {
    await using bare = await startBare();
    await using baton = await startBaton({ folder: bench.folder, stamp: true });
    const paths = await baton.createSessions({ sessions: readers, eventsEach: 0 });
    const bareTimes = await measureTarget(bench, bare, paths);
    const batonTimes = await measureTarget(bench, baton, paths);
    for (const rate of ratesFor(readers)) {
      const [mine, others] = [batonTimes.get(rate), bareTimes.get(rate)];
      if (mine !== undefined && others !== undefined) rows.push(rowOf(readers, rate, mine, others));
    }
  }
  const left = bench.settings.readers.filter((readers) => !possible.includes(readers));
  return [
    {
      title: 'Waking a reader that waits',
      columns: [
        'readers',
        'posts',
        'p50 / p99 ms',
        'target p99',
        'ratio of p50',
        'bare p50 / p99',
        'sent → received p50 / p99',
      ],
      rows,
      notes: [
        'from the moment the event is durable (bare: has been read) to its arrival at the reader, over raw sockets',
        'sent → received: from the POST’s first byte, so parsing, the write and its sync are part of it',
        ...(left.length > 0 ? [`not taken, because of ulimit -n ${files}: ${left.join(', ')} readers`] : []),
      ],
    },
  ];
}

/** A single reader cannot be woken a thousand times a second: it has to come back each time. */
function ratesFor(readers: number): number[] {
  return readers < 100 ? [0] : RATES;
}

async function measureTarget(
  { load, settings }: Bench,
  target: Target,
  paths: readonly string[],
): Promise<Map<number, WakeTimes>> {
  const { port } = target;
  await load.call('park', { port, paths });
  await delay(SETTLE_MS);
  const plan = { port, paths, body: MESSAGE_BODY };
  await load.call('wake', { ...plan, rate: 0, samples: Math.min(WARM_UP, settings.wakeSamples) });
  const times = new Map<number, WakeTimes>();
  for (const rate of ratesFor(paths.length)) {
    await waitForQuiet(settings.patience);
    await target.takeStamps();
    const samples = await load.call('wake', {
      ...plan,
      rate,
      samples: settings.wakeSamples * (rate === 0 ? 1 : 5),
    });
    times.set(rate, wakeTimesOf(samples, await target.takeStamps()));
  }
  await load.call('unpark');
  return times;
}

function rowOf(readers: number, rate: number, baton: WakeTimes, bare: WakeTimes): string[] {
  const both = (times: readonly number[]): string =>
    `${quantile(times, 0.5).toFixed(2)} / ${quantile(times, 0.99).toFixed(2)}`;
  const ratio = quantile(baton.fromAccepted, 0.5) / quantile(bare.fromAccepted, 0.5);
  return [
    readers.toLocaleString('en'),
    rate === 0 ? 'one at a time' : `${rate.toLocaleString('en')}/s`,
    both(baton.fromAccepted),
    readers > 1 ? verdict(quantile(baton.fromAccepted, 0.99), P99_LIMIT) : '',
    ratio.toFixed(2),
    both(bare.fromAccepted),
    both(baton.fromSent),
  ];
}
