import { mkdtemp, readFile, readdir, readlink, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import * as fc from 'fast-check';
import { createSession } from '../testing/conversation.ts';
import { ServerProcess } from '../testing/server-process.ts';
import { AGENT } from '../testing/start-server.ts';
import { readApiRoutes } from './api-routes.ts';
import { fuzzRequest } from './fuzz-request.ts';
import { FuzzWorld } from './fuzz-world.ts';
import { socketCase } from './hostile-bytes.ts';
import { sendBytes } from './send-bytes.ts';

/*
 * npm run fuzz -- --minutes 30 --seed 7: the long form of the fuzz test; with --sockets, that of hostile bytes. Both
 * tell how the memory and the connections of the server went.
 */

const { values } = parseArgs({
  options: { minutes: { type: 'string' }, seed: { type: 'string' }, sockets: { type: 'boolean' } },
});
const minutes = Number(values.minutes ?? '1');
const firstSeed = Number(values.seed ?? String(Date.now() % 1_000_000));
/** Rounds. */
const EMPTIED_EVERY = 10;
/** Above all time limits of the server, in milliseconds. */
const PATIENCE = 60_000;

/** Sends what a seed stands for; tells of faults by what caused them. */
interface Part {
  readonly name: string;
  round(seed: number): Promise<number>;
  summary(): string;
}

const folder = await mkdtemp(join(tmpdir(), 'baton-fuzz-'));
const faults = new Map<string, string>();
{
  await using server = await ServerProcess.start(join(folder, 'baton.db'));
  const part = values.sockets === true ? await bytesFor(server) : await requestsFor(server);
  process.stdout.write(`${part.name}, seed ${firstSeed}, ${minutes} min\n`);
  const memory: number[] = [];
  let sent = 0;
  const end = Date.now() + minutes * 60_000;
  for (let seed = firstSeed; Date.now() < end; seed++) {
    sent += await part.round(seed);
    memory.push(await residentMegabytes(server.pid));
  }
  process.stdout.write(`${sent} sent; ${part.summary()}\n`);
  process.stdout.write(`memory in MB: ${quarters(memory).join(' → ')}\n`);
  process.stdout.write(`open sockets at the end: ${await openSockets(server.pid)}\n`);
}
await rm(folder, { recursive: true, force: true });
for (const [cause, fault] of faults) process.stdout.write(`FAULT of ${cause}: ${fault}\n`);
if (faults.size > 0) process.exitCode = 1;

async function requestsFor({ wire }: ServerProcess): Promise<Part> {
  const routes = await readApiRoutes(wire);
  const world = new FuzzWorld(wire, AGENT.id, routes);
  await world.fill();
  return {
    name: `${routes.length} routes`,
    async round(seed) {
      const requests = fc.sample(fuzzRequest(routes, world.ids), { seed, numRuns: 100 });
      await atOnce(4, requests, async (request) => {
        const fault = await world.send(request);
        if (fault === null || faults.has(request.route)) return;
        const what = `${request.method} ${request.path.slice(0, 200)} ${request.body?.slice(0, 300) ?? ''}`;
        faults.set(request.route, `${what}: ${fault}`);
      });
      if (seed % EMPTIED_EVERY === 0) await world.empty();
      await world.fill();
      return requests.length;
    },
    summary() {
      const counts = [...world.counts].toSorted(([a], [b]) => a - b);
      const done = [...world.reached.values()].filter((all) => [...all].some((status) => status < 300));
      const answers = counts.map(([status, count]) => `${status}: ${count}`).join(', ');
      return `answers ${answers}; ${done.length} routes did what they are for`;
    },
  };
}

async function bytesFor({ wire, url }: ServerProcess): Promise<Part> {
  const port = Number(new URL(url).port);
  const { id } = await createSession(wire);
  let slowest = 0;
  return {
    name: 'hostile bytes',
    async round(seed) {
      const cases = fc.sample(socketCase({ sessionId: id }), { seed, numRuns: 500 });
      await atOnce(64, cases, async (each) => {
        const fault = await sendBytes(port, each, PATIENCE);
        if (fault !== null && !faults.has(each.what)) faults.set(each.what, `seed ${seed}: ${fault}`);
      });
      const began = performance.now();
      if ((await wire.get('/readyz')).status !== 200) faults.set('the server', 'it is not ready any more');
      slowest = Math.max(slowest, performance.now() - began);
      // What was stored is no growth of the server's.
      await wire.delete(`/sessions/${id}/events?min_offset=0`);
      return cases.length;
    },
    summary: () => `the server was ready within ${Math.round(slowest)} ms after each round`,
  };
}

async function atOnce<T>(count: number, all: readonly T[], run: (one: T) => Promise<void>): Promise<void> {
  const queue = all.values();
  await Promise.all(
    Array.from({ length: count }, async () => {
      for (const one of queue) await run(one);
    }),
  );
}

async function residentMegabytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Math.round(Number(/VmRSS:\s+(\d+)/u.exec(status)?.[1] ?? '0') / 1024);
}

/** Sockets that a process has: connections, and the one it listens on. */
async function openSockets(pid: number): Promise<number> {
  const files = await readdir(`/proc/${pid}/fd`);
  const targets = await Promise.all(files.map((file) => readlink(`/proc/${pid}/fd/${file}`).catch(() => '')));
  return targets.filter((target) => target.startsWith('socket:')).length;
}

/** At the start, after each quarter of the time, and at the end. */
function quarters(all: readonly number[]): number[] {
  return [0, 0.25, 0.5, 0.75, 1].map((part) => all[Math.round(part * (all.length - 1))] ?? 0);
}
