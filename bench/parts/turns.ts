import { waitForQuiet } from '../measure/quiet.ts';
import { quantile } from '../measure/statistics.ts';
import type { Table } from '../report/table.ts';
import { verdict } from '../report/verdict.ts';
import { startBaton } from '../servers/start-target.ts';
import type { BatonTargetOptions } from '../servers/start-target.ts';
import type { Bench } from './bench.ts';
import { MESSAGE_BODY } from './message-body.ts';

const LIMIT = { kind: 'at most', value: 5, unit: ' ms' } as const;
const WARM_UP = 100;

/** What a turn takes without the time of a model: status events, reads, writes and the way to the reader. */
export async function measureTurns(bench: Bench): Promise<Table[]> {
  const engines = [
    { name: 'an AI that knows its answer at once', engine: 'instant' },
    { name: 'the embedded engine, encoder and all', engine: 'embedded' },
  ] as const;
  const rows: string[][] = [];
  for (const { name, engine } of engines) rows.push([name, ...(await rowOf(bench, { engine }))]);
  return [
    {
      title: 'A turn’s own time',
      columns: ['', 'turns', 'p50 ms', 'p99 ms', 'target p50', 'CPU ms a turn'],
      rows,
      notes: [
        'from the acknowledged message of a customer to the AI’s answer at a reader that waits for it, one at a time',
        'with what the turn stores: status events, the answer and its record, each synced to disk before it is shown',
      ],
    },
  ];
}

async function rowOf(
  { load, folder, settings }: Bench,
  { engine }: Pick<BatonTargetOptions, 'engine'>,
): Promise<string[]> {
  await using target = await startBaton({ folder, ...(engine !== undefined && { engine }) });
  const { port } = target;
  const count = WARM_UP + settings.wakeSamples;
  const paths = await target.createSessions({ sessions: count, eventsEach: 0, automatic: true });
  const plan = { port, body: MESSAGE_BODY };
  await load.call('turns', { ...plan, paths: paths.slice(0, WARM_UP) });
  await waitForQuiet(settings.patience);
  const before = await target.usage();
  const times = await load.call('turns', { ...plan, paths: paths.slice(WARM_UP) });
  const used = (await target.usage()).process - before.process;
  const p50 = quantile(times, 0.5);
  return [
    String(times.length),
    p50.toFixed(2),
    quantile(times, 0.99).toFixed(2),
    verdict(p50, LIMIT),
    (used / 1000 / times.length).toFixed(2),
  ];
}
