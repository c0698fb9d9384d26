import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import * as fc from 'fast-check';
import { ServerProcess } from '../testing/server-process.ts';
import { AGENT } from '../testing/start-server.ts';
import { readApiRoutes } from './api-routes.ts';
import { fuzzRequest } from './fuzz-request.ts';
import { FuzzWorld } from './fuzz-world.ts';

/* npm run fuzz -- --minutes 30 --seed 7: the long form of the fuzz test, with the growth of the server's memory. */

const { values } = parseArgs({ options: { minutes: { type: 'string' }, seed: { type: 'string' } } });
const minutes = Number(values.minutes ?? '1');
const firstSeed = Number(values.seed ?? String(Date.now() % 1_000_000));
const AT_ONCE = 4;
const IN_A_ROUND = 500;

const folder = await mkdtemp(join(tmpdir(), 'baton-fuzz-'));
const faults = new Map<string, string>();
let sent = 0;
{
  await using server = await ServerProcess.start(join(folder, 'baton.db'));
  const routes = await readApiRoutes(server.wire);
  const world = new FuzzWorld(server.wire, AGENT.id);
  process.stdout.write(`${routes.length} routes, seed ${firstSeed}, ${minutes} min\n`);
  await world.fill();
  const memory: number[] = [];
  const end = Date.now() + minutes * 60_000;
  for (let seed = firstSeed; Date.now() < end; seed++) {
    const requests = fc.sample(fuzzRequest(routes, world.ids), { seed, numRuns: IN_A_ROUND });
    const queue = requests.values();
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        for (const request of queue) {
          const fault = await world.send(request);
          sent++;
          const what = `${request.method} ${request.path.slice(0, 200)} ${request.body?.slice(0, 300) ?? ''}`;
          if (fault !== null && !faults.has(request.route)) faults.set(request.route, `${what}: ${fault}`);
        }
      }),
    );
    await world.fill();
    memory.push(await residentMegabytes(server.pid));
  }
  const counts = [...world.counts]
    .toSorted(([a], [b]) => a - b)
    .map(([status, count]) => `${status}: ${count}`);
  process.stdout.write(`${sent} requests; answers ${counts.join(', ')}\n`);
  process.stdout.write(`memory in MB: ${quarters(memory).join(' → ')}\n`);
}
await rm(folder, { recursive: true, force: true });
for (const [route, fault] of faults) process.stdout.write(`FAULT of ${route}: ${fault}\n`);
if (faults.size > 0) process.exitCode = 1;

async function residentMegabytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Math.round(Number(/VmRSS:\s+(\d+)/u.exec(status)?.[1] ?? '0') / 1024);
}

/** At the start, after each quarter of the time, and at the end. */
function quarters(all: readonly number[]): number[] {
  return [0, 0.25, 0.5, 0.75, 1].map((part) => all[Math.round(part * (all.length - 1))] ?? 0);
}
