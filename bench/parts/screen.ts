import { waitForQuiet } from '../measure/quiet.ts';
import { quantile } from '../measure/statistics.ts';
import type { Table } from '../report/table.ts';
import { verdict } from '../report/verdict.ts';
import { hire, takeOver } from '../servers/desk-requests.ts';
import { startBaton } from '../servers/start-target.ts';
import type { Bench } from './bench.ts';

const P99_LIMIT = { kind: 'at most', value: 50, unit: ' ms' } as const;
const OPERATORS = 30;
const CHATS_EACH = 10;
const RATES = [30, 300];
/** Longer than a run: nobody sends heartbeats. */
const PRESENCE = { lease: 3600, grace: 30 };

/** From a customer's message to the screen of the operator who holds his conversation. */
export async function measureScreen({ load, folder, settings }: Bench): Promise<Table[]> {
  await using target = await startBaton({ folder, presenceTimes: PRESENCE });
  const { port } = target;
  const paths = await target.createSessions({
    sessions: OPERATORS * CHATS_EACH,
    eventsEach: 0,
    automatic: true,
  });
  const operators = Array.from({ length: OPERATORS }, (_, index) => `o${index}`);
  await hire(target, operators, CHATS_EACH);
  await takeOver(target, paths, operators);
  const rows: string[][] = [];
  for (const rate of RATES) {
    await waitForQuiet(settings.patience);
    const plan = { port, streamPort: port, operators, paths, rate, seconds: settings.deskSeconds };
    const { sent, times } = await load.call('screens', plan);
    const p99 = quantile(times, 0.99);
    rows.push([
      `${rate}/s`,
      String(sent),
      quantile(times, 0.5).toFixed(1),
      p99.toFixed(1),
      rate === Math.max(...RATES) ? verdict(p99, P99_LIMIT) : '',
      Math.max(...times).toFixed(1),
    ]);
  }
  return [
    {
      title: 'From a customer’s message to the operator’s screen',
      columns: ['messages', 'sent', 'p50 ms', 'p99 ms', 'target p99', 'most ms'],
      rows,
      notes: [
        `${OPERATORS} operators with a stream open and ${CHATS_EACH} conversations each; from the first byte of the POST to the frame, the sync of the message in between`,
        'help with the answer is worked out for each message beside it, by the embedded engine',
      ],
    },
  ];
}
