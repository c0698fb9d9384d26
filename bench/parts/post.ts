import { syncsPerSecond } from '../measure/machine.ts';
import { median } from '../measure/statistics.ts';
import { rotate } from '../measure/rotation.ts';
import type { Measured } from '../measure/rotation.ts';
import type { Table } from '../report/table.ts';
import { verdict } from '../report/verdict.ts';
import type { Limit } from '../report/verdict.ts';
import { startBenchPostgres } from '../servers/bench-postgres.ts';
import { startBare, startBaton } from '../servers/start-target.ts';
import type { BatonTarget, Target } from '../servers/start-target.ts';
import type { Bench } from './bench.ts';
import { MESSAGE_BODY } from './message-body.ts';

const SESSIONS = 400;
const atLeast = (value: number): Limit => ({ kind: 'at least', value });
const SQLITE_LIMITS = new Map([
  [64, atLeast(0.5)],
  [256, atLeast(0.65)],
]);
const POSTGRES_LIMITS = new Map([[256, atLeast(0.55)]]);

/** Durable POST of a customer's message, against the bare server's POST that stores nothing. */
export async function measurePost(bench: Bench): Promise<Table[]> {
  const { folder, profiles } = bench;
  await using bare = await startBare();
  const nodeOptions = profiles === null ? [] : ['--cpu-prof', `--cpu-prof-dir=${profiles}`];
  const rows: string[][] = [];
  {
    await using baton = await startBaton({ folder, nodeOptions });
    rows.push(...(await measureStore(bench, { name: 'SQLite', bare, baton }, SQLITE_LIMITS)));
  }
  await using postgres = await startBenchPostgres();
  if (postgres !== null) {
    await using baton = await startBaton({ folder, nodeOptions, postgres });
    rows.push(...(await measureStore(bench, { name: 'PostgreSQL', bare, baton }, POSTGRES_LIMITS)));
  }
  return [
    {
      title: 'Durable POST of a 300-byte customer message',
      columns: [
        'store',
        'connections',
        'ratio',
        'target',
        'req/s',
        'bare req/s',
        'to raw syncs',
        'p50 / p99 ms',
        'bare p50 / p99',
        'CPU µs/req (main thread)',
        'database',
        'bare CPU',
        'others',
      ],
      rows,
      notes: [
        'ratio: requests a second to the bare server’s, which stores nothing, burst by burst; median over the rounds',
        `${SESSIONS} sessions at random, in manual mode: no AI turn runs; each event synced to disk before its answer`,
        'to raw syncs: requests a second to appends of 400 bytes that this disk syncs one by one, measured beside; above 1 many share a sync',
        'CPU of all threads of the server; database: of the processes of PostgreSQL, on the same machine too',
        'others: share of the machine that other programs took in the median burst',
        ...(postgres === null ? ['PostgreSQL is not installed here: nothing of it was measured'] : []),
      ],
    },
  ];
}

interface Contest {
  readonly name: string;
  readonly bare: Target;
  readonly baton: BatonTarget;
}

async function measureStore(
  { load, settings, folder }: Bench,
  { name, bare, baton }: Contest,
  limits: ReadonlyMap<number, Limit>,
): Promise<string[][]> {
  const paths = await baton.createSessions({ sessions: SESSIONS, eventsEach: 0 });
  const rows: string[][] = [];
  for (const connections of [1, 16, 64, 256]) {
    const plan = {
      method: 'POST',
      paths,
      body: MESSAGE_BODY,
      connections,
      seconds: settings.burstSeconds,
    } as const;
    const bursts = await rotate(
      load,
      {
        bare: { target: bare, plan: { ...plan, port: bare.port } },
        baton: { target: baton, plan: { ...plan, port: baton.port } },
      },
      settings,
    );
    const measured = { connections, syncs: syncsPerSecond(folder) };
    rows.push([name, ...rowOf(measured, bursts, limits.get(connections))]);
  }
  return rows;
}

function rowOf(
  { connections, syncs }: { readonly connections: number; readonly syncs: number },
  { bare, baton }: Record<'bare' | 'baton', Measured[]>,
  limit: Limit | undefined,
): string[] {
  const ratio = median(baton.map((burst, round) => burst.rate / (bare[round]?.rate ?? NaN)));
  const of = (bursts: readonly Measured[], figure: keyof Measured): number =>
    median(bursts.map((burst) => burst[figure]));
  const database = of(baton, 'databaseCpu');
  return [
    String(connections),
    ratio.toFixed(2),
    limit === undefined ? '' : verdict(ratio, limit),
    of(baton, 'rate').toFixed(0),
    of(bare, 'rate').toFixed(0),
    (of(baton, 'rate') / syncs).toFixed(2),
    `${of(baton, 'p50').toFixed(2)} / ${of(baton, 'p99').toFixed(2)}`,
    `${of(bare, 'p50').toFixed(2)} / ${of(bare, 'p99').toFixed(2)}`,
    `${of(baton, 'cpu').toFixed(1)} (${of(baton, 'mainThreadCpu').toFixed(1)})`,
    database === 0 ? '' : database.toFixed(1),
    of(bare, 'cpu').toFixed(1),
    `${(of(baton, 'others') * 100).toFixed(0)} %`,
  ];
}
