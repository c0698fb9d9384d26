import { availableParallelism } from 'node:os';
import type { BurstPlan, BurstResult } from '../load/burst.ts';
import { waitForQuiet } from '../measure/quiet.ts';
import { median, quantile } from '../measure/statistics.ts';
import type { Table } from '../report/table.ts';
import { verdict } from '../report/verdict.ts';
import { startBenchPostgres } from '../servers/bench-postgres.ts';
import { startBaton } from '../servers/start-target.ts';
import type { Bench } from './bench.ts';
import { MESSAGE_BODY } from './message-body.ts';

const LIMIT = { kind: 'at least', value: 1.6 } as const;
/** Two nodes, the database and the load generator: with fewer they take each other's. */
const CORES = 6;
const SESSIONS = 400;
const CONNECTIONS = 256;

/** What two nodes on one database carry, against one of them alone. */
export async function measureTwo({ load, folder, settings }: Bench): Promise<Table[]> {
  await using postgres = await startBenchPostgres();
  if (postgres === null) {
    process.stderr.write('no PostgreSQL is installed: two nodes are not measured\n');
    return [];
  }
  await using first = await startBaton({ folder, postgres });
  await using second = await startBaton({ folder, postgres });
  const paths = await first.createSessions({ sessions: SESSIONS, eventsEach: 0 });
  const post = async (ports: readonly number[]): Promise<number> => {
    await waitForQuiet(settings.patience);
    const connections = CONNECTIONS / ports.length;
    const plan: Omit<BurstPlan, 'port'> = {
      method: 'POST',
      paths,
      body: MESSAGE_BODY,
      connections,
      seconds: settings.burstSeconds,
    };
    const bursts = await Promise.all(ports.map((port) => load.call('burst', { ...plan, port })));
    return rateOf(bursts);
  };
  const [alone, together]: [number[], number[]] = [[], []];
  // The first round warms up.
  for (let round = 0; round <= settings.rounds; round++) {
    const rates = [await post([first.port]), await post([first.port, second.port])] as const;
    if (round === 0) continue;
    alone.push(rates[0]);
    together.push(rates[1]);
  }
  const ratios = together.map((rate, round) => rate / (alone[round] ?? NaN));
  const enough = availableParallelism() >= CORES;
  return [
    {
      title: 'Durable POST to two nodes on one PostgreSQL',
      columns: ['connections', 'one, req/s', 'two, req/s', 'ratio', 'least … most', 'target'],
      rows: [
        [
          String(CONNECTIONS),
          median(alone).toFixed(0),
          median(together).toFixed(0),
          median(ratios).toFixed(2),
          `${quantile(ratios, 0).toFixed(2)} … ${quantile(ratios, 1).toFixed(2)}`,
          enough ? verdict(median(ratios), LIMIT) : `≥ ${LIMIT.value} needs ${CORES} cores`,
        ],
      ],
      notes: [
        'as many connections in all to two as to one; burst by burst, median over the rounds',
        ...(enough
          ? []
          : [
              `on ${availableParallelism()} cores nodes, database and load generator share what one of them could use: see npm run sim:scale`,
            ]),
      ],
    },
  ];
}

function rateOf(bursts: readonly BurstResult[]): number {
  const failures = bursts.reduce((sum, each) => sum + each.failures, 0);
  if (failures > 0) throw new Error(`${failures} requests failed`);
  return bursts.reduce((sum, { requests, seconds }) => sum + requests / seconds, 0);
}
