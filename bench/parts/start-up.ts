import { statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { buildPages } from '../../scripts/build-pages.ts';
import { waitForQuiet } from '../measure/quiet.ts';
import { median } from '../measure/statistics.ts';
import type { Table } from '../report/table.ts';
import { verdict } from '../report/verdict.ts';
import { startProgram } from '../servers/start-program.ts';
import { startBaton } from '../servers/start-target.ts';
import type { Bench } from './bench.ts';
import { MESSAGE_BODY } from './message-body.ts';

const START = join(import.meta.dirname, '..', '..', 'scripts', 'start.ts');
const NPM_START = ['--conditions=baton-source', START];
const BARE = `require('node:http').createServer((q, s) => s.end('{}')).listen(process.env.PORT, '127.0.0.1')`;
const LIMIT = { kind: 'at most', value: 2000, unit: ' ms' } as const;
const RECOVERY_LIMIT = { kind: 'at most', value: 2000, unit: ' ms' } as const;
/** Messages a second while the process is killed. */
const RATE = 1000;
const KILLS = 5;
const LOADED_MS = 1500;

/** From the start of the process to its first answer, as after `npm start` with the pages built. */
export async function measureStartUp(bench: Bench): Promise<Table[]> {
  const { sessions, eventsEach } = bench.settings.large;
  await buildPages();
  const large = join(bench.folder, 'large.db');
  const paths = await fill(bench, large);
  const times = await measureStarts(bench, large);
  const killed = await measureKills(bench, large, paths);
  const bytes = statSync(large).size / (sessions * eventsEach);
  const size = `${sessions.toLocaleString('en')} sessions, ${(sessions * eventsEach).toLocaleString('en')} events`;
  return [
    {
      title: 'Start-up: from the start of the process to its first answer',
      columns: ['', 'ms', 'ratio', 'target'],
      rows: [
        ['bare', median(times.bare).toFixed(0), '', ''],
        ['npm start, new database', ...figures(times.fresh, times.bare), ''],
        [`npm start, ${size}`, ...figures(times.large, times.bare), verdict(median(times.large), LIMIT)],
        [
          `the same, after kill -9 at ${RATE} messages a second`,
          ...figures(killed.times, times.bare),
          verdict(median(killed.times), RECOVERY_LIMIT),
        ],
      ],
      notes: [
        'pages built before; npm’s own start is not part of it; answer to GET /healthz',
        `killed ${KILLS} times; ${killed.acknowledged} messages were acknowledged, ${killed.lost} of them lost`,
        `the large database: ${bytes.toFixed(0)} bytes on disk an event, of which a customer and a session take their part`,
      ],
    },
  ];
}

function figures(times: readonly number[], bare: readonly number[]): [string, string] {
  return [median(times).toFixed(0), (median(times) / median(bare)).toFixed(1)];
}

async function fill({ folder, settings }: Bench, database: string): Promise<string[]> {
  await using target = await startBaton({ folder, database });
  return await target.createSessions(settings.large);
}

async function measureStarts(
  { folder, settings }: Bench,
  large: string,
): Promise<Record<'bare' | 'fresh' | 'large', number[]>> {
  const times = { bare: [] as number[], fresh: [] as number[], large: [] as number[] };
  for (let round = 0; round <= settings.rounds; round++) {
    const programs = {
      bare: { program: ['-e', BARE], database: '' },
      fresh: { program: NPM_START, database: join(folder, `new-${round}.db`) },
      large: { program: NPM_START, database: large },
    };
    for (const name of ['bare', 'fresh', 'large'] as const) {
      await waitForQuiet(settings.patience);
      const { program, database } = programs[name];
      await using started = await startProgram(program, {
        cwd: folder,
        env: { BATON_DATABASE: `sqlite:${database}` },
      });
      // The first round fills the file cache.
      if (round > 0) times[name].push(started.time);
    }
  }
  return times;
}

/** Killed in the middle of messages, and started anew on what it left. */
async function measureKills(
  { load, folder, settings }: Bench,
  database: string,
  allPaths: readonly string[],
): Promise<{ times: number[]; acknowledged: number; lost: number }> {
  const program = { cwd: folder, env: { BATON_DATABASE: `sqlite:${database}` } };
  const paths = allPaths.slice(0, 400);
  const times: number[] = [];
  let acknowledged = 0;
  let before = settings.large.eventsEach * paths.length;
  let lost = 0;
  for (let kill = 0; kill < KILLS; kill++) {
    {
      await using loaded = await startProgram(NPM_START, program);
      await load.call('startPosts', { port: loaded.port, paths, body: MESSAGE_BODY, rate: RATE });
      await delay(LOADED_MS);
      await loaded.kill();
    }
    const { succeeded } = await load.call('stopPosts');
    acknowledged += succeeded;
    await using again = await startProgram(NPM_START, program);
    times.push(again.time);
    const now = await countEvents(again.port, paths);
    lost += Math.max(0, before + succeeded - now);
    before = now;
  }
  return { times, acknowledged, lost };
}

async function countEvents(port: number, paths: readonly string[]): Promise<number> {
  let count = 0;
  for (const path of paths) {
    const answer = await fetch(`http://127.0.0.1:${port}${path}?kinds=message&wait_for_data=0`);
    count += ((await answer.json()) as unknown[]).length;
  }
  return count;
}
