import { postgresPrograms } from '../../packages/server/src/testing/postgres/postgres-server.ts';
import type { BurstPlan } from '../load/burst.ts';
import { rotate } from '../measure/rotation.ts';
import type { Contender, Measured } from '../measure/rotation.ts';
import { median } from '../measure/statistics.ts';
import type { Table } from '../report/table.ts';
import { verdict } from '../report/verdict.ts';
import { startBenchPostgres } from '../servers/bench-postgres.ts';
import type { BenchPostgres } from '../servers/bench-postgres.ts';
import { AGENT_ID } from '../servers/create-sessions.ts';
import { startBaton } from '../servers/start-target.ts';
import type { BatonTarget } from '../servers/start-target.ts';
import type { Bench } from './bench.ts';
import { MESSAGE_BODY } from './message-body.ts';

const EVENTS_EACH = 4;
const REQUESTS = 400;
const CONNECTIONS = 4;
/** Sessions that requests go to, however many there are. */
const ASKED = 300;

interface Filled {
  readonly sessions: number;
  readonly target: BatonTarget;
  readonly paths: readonly string[];
}

type Plan = Pick<BurstPlan, 'method' | 'paths' | 'body'>;

const OPERATIONS: Readonly<Record<string, (paths: readonly string[]) => Plan>> = {
  'a message': (paths) => ({ method: 'POST', paths, body: MESSAGE_BODY }),
  'what is new in a session': (paths) => ({
    method: 'GET',
    paths: paths.map((path) => `${path}?min_offset=2&wait_for_data=0`),
  }),
  'a new session': () => ({
    method: 'POST',
    paths: ['/sessions'],
    body: JSON.stringify({ agent_id: AGENT_ID }),
  }),
  'the newest 20 sessions': () => ({ method: 'GET', paths: ['/sessions?limit=20&sort=desc'] }),
};

/** Whether a request costs more the more sessions are kept. */
export async function measureGrowth(bench: Bench): Promise<Table[]> {
  const tables = [await measureStore(bench, 'SQLite', async () => null)];
  if (postgresPrograms() === null)
    process.stderr.write('no PostgreSQL is installed: its growth is not measured\n');
  else tables.push(await measureStore(bench, 'PostgreSQL', startBenchPostgres));
  return tables;
}

async function measureStore(
  bench: Bench,
  store: string,
  open: () => Promise<BenchPostgres | null>,
): Promise<Table> {
  const { folder, settings, load } = bench;
  await using stack = new AsyncDisposableStack();
  const filled: Filled[] = [];
  for (const sessions of settings.sessionCounts) {
    const postgres = stack.use(await open());
    const target = stack.use(await startBaton({ folder, ...(postgres !== null && { postgres }) }));
    const paths = await target.createSessions({ sessions, eventsEach: EVENTS_EACH });
    filled.push({ sessions, target, paths: paths.slice(0, ASKED) });
  }
  const rows: string[][] = [];
  for (const [name, planOf] of Object.entries(OPERATIONS)) {
    const contenders = Object.fromEntries(
      filled.map(({ sessions, target, paths }): [string, Contender] => [
        String(sessions),
        {
          target,
          plan: { ...planOf(paths), port: target.port, connections: CONNECTIONS, requests: REQUESTS },
        },
      ]),
    );
    rows.push(...rowsOf(name, filled, await rotate(load, contenders, settings)));
  }
  return {
    title: `Growth with the number of sessions: ${store}`,
    columns: ['request', 'sessions', 'CPU to the fewest', 'target', 'CPU µs/req', 'p50 ms'],
    rows,
    notes: [
      `sessions of ${EVENTS_EACH} events; ${REQUESTS} requests over ${CONNECTIONS} connections a burst, to ${ASKED} of them`,
      'CPU of the server’s process and of its database; target: no more than the logarithm of the number grows',
    ],
  };
}

function rowsOf(
  name: string,
  filled: readonly Filled[],
  bursts: Readonly<Record<string, Measured[]>>,
): string[][] {
  const [fewest] = filled;
  if (fewest === undefined) return [];
  const cpuOf = ({ cpu, databaseCpu }: Measured): number => cpu + databaseCpu;
  const of = (sessions: number): Measured[] => bursts[String(sessions)] ?? [];
  const base = of(fewest.sessions);
  return filled.map(({ sessions }) => {
    const own = of(sessions);
    const ratio = median(own.map((burst, round) => cpuOf(burst) / cpuOf(base[round] ?? burst)));
    const value = Number((Math.log(sessions) / Math.log(fewest.sessions)).toFixed(2));
    return [
      name,
      sessions.toLocaleString('en'),
      ratio.toFixed(2),
      sessions === fewest.sessions ? '' : verdict(ratio, { kind: 'at most', value }),
      median(own.map(cpuOf)).toFixed(0),
      median(own.map(({ p50 }) => p50)).toFixed(2),
    ];
  });
}
