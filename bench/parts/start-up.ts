import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { buildPages } from '../../scripts/build-pages.ts';
import { waitForQuiet } from '../measure/quiet.ts';
import { median } from '../measure/statistics.ts';
import type { Table } from '../report/table.ts';
import { startBaton } from '../servers/start-target.ts';
import type { Bench } from './bench.ts';

const START = join(import.meta.dirname, '..', '..', 'scripts', 'start.ts');
const BARE = `require('node:http').createServer((q, s) => s.end('{}')).listen(process.env.PORT, '127.0.0.1')`;
const LONGEST_MS = 60_000;
const FILLING_LENGTH = 100;

/** From the start of the process to its first answer, as after `npm start` with the pages built. */
export async function measureStartUp(bench: Bench): Promise<Table[]> {
  const { folder, settings } = bench;
  await buildPages();
  const large = join(folder, 'large.db');
  {
    await using target = await startBaton({ folder, database: large });
    await target.createSessions({
      sessions: Math.ceil(settings.manyEvents / FILLING_LENGTH),
      eventsEach: FILLING_LENGTH,
    });
  }
  const programs = [
    { name: 'bare', arguments: ['-e', BARE], database: '' },
    { name: 'npm start, new database', arguments: ['--conditions=baton-source', START], database: null },
    {
      name: `npm start, ${settings.manyEvents.toLocaleString('en')} events`,
      arguments: ['--conditions=baton-source', START],
      database: large,
    },
  ];
  const times = programs.map((): number[] => []);
  for (let round = 0; round <= settings.rounds; round++) {
    for (const [index, program] of programs.entries()) {
      await waitForQuiet(settings.patience);
      const database = program.database ?? join(folder, `new-${round}.db`);
      const time = await timeToAnswer(program.arguments, database, folder);
      // The first round fills the file cache.
      if (round > 0) times[index]?.push(time);
    }
  }
  return [
    {
      title: 'Start-up: from the start of the process to its first answer',
      columns: ['', 'ms', 'ratio'],
      rows: programs.map(({ name }, index) => [
        name,
        median(times[index] ?? []).toFixed(0),
        median((times[index] ?? []).map((time, round) => time / (times[0]?.[round] ?? NaN))).toFixed(1),
      ]),
      notes: ['pages built before; npm’s own start is not part of it; answer to GET /healthz'],
    },
  ];
}

async function timeToAnswer(
  programArguments: readonly string[],
  database: string,
  cwd: string,
): Promise<number> {
  const port = await freePort();
  const env = {
    ...process.env,
    PORT: String(port),
    BATON_DATABASE: `sqlite:${database}`,
    BATON_API_KEYS: '',
  };
  const began = performance.now();
  const child = spawn(process.execPath, programArguments, { cwd, env, stdio: ['ignore', 'ignore', 'pipe'] });
  let complaint = '';
  child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
  try {
    while (!(await answers(port))) {
      if (child.exitCode !== null) throw new Error(`the server ended: ${complaint}`);
      if (performance.now() - began > LONGEST_MS)
        throw new Error(`no answer in ${LONGEST_MS} ms: ${complaint}`);
      await delay(2);
    }
    return performance.now() - began;
  } finally {
    if (child.exitCode === null) {
      child.kill();
      await once(child, 'exit');
    }
  }
}

async function answers(port: number): Promise<boolean> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/healthz`);
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
