import { setTimeout as delay } from 'node:timers/promises';
import type { ParkedReaders } from './parked-readers.ts';
import { RawConnection } from './raw-connection.ts';
import { oneOf, prepareRequests } from './requests.ts';

export interface WakePlan {
  readonly port: number;
  readonly paths: readonly string[];
  readonly body: string;
  readonly samples: number;
  /** Posts a second; 0: one at a time, the next when the last has arrived. */
  readonly rate: number;
}

/** Nanoseconds of the monotonic clock. */
export interface WakeSample {
  readonly path: string;
  readonly sent: number;
  readonly received: number;
}

const POSTING_CONNECTIONS = 32;

/** Posts to sessions whose readers wait, and notes when each event reached its reader. */
export async function takeWakeSamples(readers: ParkedReaders, plan: WakePlan): Promise<WakeSample[]> {
  const requests = new Map(
    prepareRequests({ ...plan, method: 'POST' }).map((bytes, index) => [plan.paths[index], bytes]),
  );
  const connections = await Promise.all(
    Array.from({ length: POSTING_CONNECTIONS }, () => RawConnection.open(plan.port)),
  );
  const take = async (path: string, connection: RawConnection): Promise<WakeSample> => {
    const request = requests.get(path) ?? Buffer.alloc(0);
    const arrival = readers.expect(path);
    const sent = Number(process.hrtime.bigint());
    const [{ status }, received] = await Promise.all([connection.ask(request), arrival]);
    if (status !== 201) throw new Error(`a POST was answered with ${status}`);
    return { path, sent, received };
  };
  const samples =
    plan.rate === 0 ? await inTurn(plan, connections, take) : await atRate(readers, plan, connections, take);
  for (const connection of connections) connection.close();
  return samples;
}

type Take = (path: string, connection: RawConnection) => Promise<WakeSample>;

async function inTurn(
  plan: WakePlan,
  connections: readonly RawConnection[],
  take: Take,
): Promise<WakeSample[]> {
  const samples: WakeSample[] = [];
  while (samples.length < plan.samples) {
    samples.push(await take(oneOf(plan.paths), oneOf(connections)));
    // So that the reader is waiting again, and the machine has gone idle as it would.
    await delay(1);
  }
  return samples;
}

/** Open loop: posts leave when they are due, whether or not those before have arrived. */
async function atRate(
  readers: ParkedReaders,
  plan: WakePlan,
  connections: readonly RawConnection[],
  take: Take,
): Promise<WakeSample[]> {
  const free = [...connections];
  const samples: Promise<WakeSample>[] = [];
  const began = performance.now();
  while (samples.length < plan.samples) {
    const due = Math.min(plan.samples, Math.floor(((performance.now() - began) / 1000) * plan.rate));
    while (samples.length < due) {
      const path = oneOf(plan.paths);
      const connection = free.pop();
      if (connection === undefined) break;
      if (readers.isExpecting(path)) {
        free.push(connection);
        continue;
      }
      samples.push(take(path, connection).finally(() => free.push(connection)));
    }
    await delay(1);
  }
  return Promise.all(samples);
}
