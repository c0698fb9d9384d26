import { execFile } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { waitForQuiet } from '../measure/quiet.ts';
import { median } from '../measure/statistics.ts';
import type { Table } from '../report/table.ts';
import { verdict } from '../report/verdict.ts';
import { startAuthorProgram } from '../servers/author-program.ts';
import type { AuthorProgram } from '../servers/author-program.ts';
import type { Bench } from './bench.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const FIRST_ANSWER_LIMIT = { kind: 'below', value: 2000, unit: ' ms' } as const;
const SETTLE_MS = 1000;
const LONGEST_WAIT_SECONDS = 20;
const MB = 1e6;

const PROGRAMS = [
  { name: 'without the encoder', settings: { BATON_ENCODER: 'off' }, limit: 130 },
  { name: 'with the encoder', settings: { BATON_ENCODER: 'auto' }, limit: 350 },
] as const;

/** What the three messages touch: a matched guideline, nothing that matches, a request for a person in German. */
const MESSAGES = ['when are you open?', 'status of CL-2041', 'Ich möchte mit einem Menschen sprechen'];

interface Footprint {
  readonly imported: number;
  readonly firstAnswer: number;
  /** Bytes after the start, and after the conversations. */
  readonly started: number;
  readonly talked: number;
}

/** What an author's program needs before anybody has said anything: time until it answers, and memory. */
export async function measureFootprint({ folder, settings }: Bench): Promise<Table[]> {
  await promisify(execFile)(process.execPath, [
    join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc'),
    '-b',
    join(ROOT, 'packages', 'server'),
  ]);
  const rows: string[][] = [];
  for (const { name, settings: environment, limit } of PROGRAMS) {
    const found: Footprint[] = [];
    // The first round fills the file cache.
    for (let round = 0; round <= settings.rounds; round++) {
      await waitForQuiet(settings.patience);
      const footprint = await measureOnce(mkdtempSync(join(folder, 'author-')), environment);
      if (round > 0) found.push(footprint);
    }
    const of = (key: keyof Footprint): number => median(found.map((each) => each[key]));
    const talked = of('talked') / MB;
    rows.push([
      name,
      `${of('imported').toFixed(0)} ms`,
      `${of('firstAnswer').toFixed(0)} ms`,
      verdict(of('firstAnswer'), FIRST_ANSWER_LIMIT),
      `${(of('started') / MB).toFixed(0)} MB`,
      `${talked.toFixed(0)} MB`,
      verdict(talked, { kind: 'at most', value: limit, unit: ' MB' }),
    ]);
  }
  return [
    {
      title: 'Footprint of an author’s program, no model set up',
      columns: ['', 'import', 'first answer', 'target', 'RSS started', 'RSS after talking', 'target'],
      rows,
      notes: [
        'first answer: to GET /healthz, from the start of the process; the built package, a new database',
        `talking: ${MESSAGES.length} conversations of one message, each answered`,
        'RSS is what the system counts, of this memory about 60 MB are pages of Node’s own program file',
      ],
    },
  ];
}

async function measureOnce(folder: string, settings: Readonly<Record<string, string>>): Promise<Footprint> {
  await using program = await startAuthorProgram(folder, settings);
  await ask(program, 'GET', '/healthz');
  const firstAnswer = performance.now() - program.began;
  const started = await program.rss();
  await program.ready();
  for (const message of MESSAGES) await talk(program, message);
  await delay(SETTLE_MS);
  return { imported: program.imported, firstAnswer, started, talked: await program.rss() };
}

/** One message, until the AI has said something. */
async function talk(program: AuthorProgram, message: string): Promise<void> {
  const [agent] = await ask<{ id: string }[]>(program, 'GET', '/agents');
  const { id } = await ask<{ id: string }>(program, 'POST', '/sessions', { agent_id: agent?.id });
  const events = `/sessions/${id}/events`;
  await ask(program, 'POST', events, { kind: 'message', source: 'customer', message });
  const answers = `${events}?kinds=message&source=ai_agent&wait_for_data=${LONGEST_WAIT_SECONDS}`;
  await ask(program, 'GET', answers);
}

async function ask<T>({ url }: AuthorProgram, method: string, path: string, body?: object): Promise<T> {
  const response = await fetch(url + path, {
    method,
    ...(body !== undefined && {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  });
  if (!response.ok) throw new Error(`${method} ${path} was answered with ${response.status}`);
  return (await response.json()) as T;
}
