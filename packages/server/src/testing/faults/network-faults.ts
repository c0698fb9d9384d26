import { setTimeout as pause } from 'node:timers/promises';
import { readConfig } from '../../config.ts';
import { startContext } from '../../context.ts';
import { Random } from '../interleaving.ts';
import { makeAgent } from '../make.ts';
import { PlainStages } from '../plain-stages.ts';
import type { PostgresServer } from '../postgres/postgres-server.ts';
import { startPostgres } from '../postgres/postgres-server.ts';
import { TempFolder } from '../temp-folder.ts';
import { RetryingClient } from './retrying-client.ts';
import { TcpProxy } from './tcp-proxy.ts';

export interface FaultReport {
  /** How often each fault was done. */
  readonly done: Readonly<Record<string, number>>;
  readonly acknowledged: number;
  readonly repeated: number;
  /** Longest time from the end of a fault to the next acknowledged message, in milliseconds. */
  readonly longestRecovery: number;
  /** What was lost, doubled or out of order. */
  readonly broken: readonly string[];
}

const CLIENTS = 8;
const LONGEST_FAULT_MS = 6_000;

type Fault = (proxy: TcpProxy, server: PostgresServer) => Promise<void> | void;

const FAULTS: readonly (readonly [name: string, fault: Fault])[] = [
  ['cut', (proxy) => proxy.cut()],
  ['cut some', (proxy) => proxy.cutSome(50)],
  ['refuse', (proxy) => proxy.refuse()],
  ['stall', (proxy) => proxy.stall()],
  ['stall answers', (proxy) => proxy.stall('answers')],
  ['delay', (proxy) => proxy.delay(1, 200)],
  ['half open', (proxy) => proxy.halfOpen()],
  ['crash', (_proxy, server) => server.stop('immediate')],
];

/** A server on PostgreSQL under load, with one fault after the other in an order drawn from the seed. */
export async function networkFaults(bin: string, rounds: number, seed: number): Promise<FaultReport> {
  using folder = new TempFolder();
  await using server = await startPostgres(bin, { durable: true });
  await using proxy = await TcpProxy.before(server.url, seed);
  const config = readConfig({
    PORT: '0',
    BATON_DATABASE: proxy.through(server.url),
    BATON_ATTACHMENTS: folder.join('files'),
    BATON_LOG_LEVEL: 'silent',
  });
  const options = { stages: new PlainStages().stages, pages: { console: null, chat: null } };
  await using context = await startContext(config, options, async ({ app }) => {
    await app.directory.putAgent(makeAgent());
  });
  const random = new Random(seed);
  const clients: RetryingClient[] = [];
  for (let number = 0; number < CLIENTS; number++)
    clients.push(await RetryingClient.open(() => context.url, `client-${number}`));
  const writing = clients.map((each) => each.keepPosting());
  const done: Record<string, number> = {};
  let longestRecovery = 0;
  for (let round = 0; round < rounds; round++) {
    const [name, fault] = FAULTS[random.below(FAULTS.length)]!;
    done[name] = (done[name] ?? 0) + 1;
    await fault(proxy, server);
    await pause(random.below(LONGEST_FAULT_MS));
    if (name === 'crash') await server.start();
    await proxy.heal();
    longestRecovery = Math.max(longestRecovery, await recovery(clients));
  }
  for (const each of clients) each.stop();
  await Promise.all(writing);
  const broken: string[] = [];
  for (const each of clients) broken.push(...(await each.faults()));
  const sum = (of: (client: RetryingClient) => number): number =>
    clients.reduce((total, each) => total + of(each), 0);
  const acknowledged = sum((each) => each.acknowledged.length);
  return { done, acknowledged, repeated: sum((each) => each.repeated), longestRecovery, broken };
}

/** Until each client has had another message acknowledged. */
async function recovery(clients: readonly RetryingClient[]): Promise<number> {
  const begun = performance.now();
  const before = clients.map((each) => each.acknowledged.length);
  while (clients.some((each, index) => each.acknowledged.length <= before[index]!)) await pause(5);
  return Math.round(performance.now() - begun);
}
