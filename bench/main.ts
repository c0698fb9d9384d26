import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ChildProgram } from './process/child-program.ts';
import type { LoadCommands } from './load/load-program.ts';
import { machineFacts } from './measure/machine.ts';
import { measureAssist } from './parts/assist.ts';
import { FULL, QUICK } from './parts/bench.ts';
import type { Bench, Part } from './parts/bench.ts';
import { measureAnalytics } from './parts/analytics.ts';
import { measureBytes } from './parts/bytes.ts';
import { measureFootprint } from './parts/footprint.ts';
import { measureGrowth } from './parts/growth.ts';
import { measureMemory } from './parts/memory.ts';
import { measureNodes } from './parts/nodes.ts';
import { measureOffers } from './parts/offers.ts';
import { measurePost } from './parts/post.ts';
import { measureScreen } from './parts/screen.ts';
import { measureStartUp } from './parts/start-up.ts';
import { measureTail } from './parts/tail.ts';
import { measureTurns } from './parts/turns.ts';
import { measureTwo } from './parts/two.ts';
import { measureWake } from './parts/wake.ts';
import { renderTable } from './report/table.ts';
import type { Format } from './report/table.ts';

const PARTS: Readonly<Record<string, Part>> = {
  post: measurePost,
  wake: measureWake,
  nodes: measureNodes,
  two: measureTwo,
  turns: measureTurns,
  screen: measureScreen,
  offers: measureOffers,
  assist: measureAssist,
  memory: measureMemory,
  tail: measureTail,
  growth: measureGrowth,
  bytes: measureBytes,
  start: measureStartUp,
  footprint: measureFootprint,
  analytics: measureAnalytics,
};

const USAGE = `npm run bench -- [part …] [--quick] [--markdown] [--rounds n] [--data folder] [--profile folder]
parts: ${Object.keys(PARTS).join(', ')}; none: all
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: 'boolean', default: false },
    markdown: { type: 'boolean', default: false },
    rounds: { type: 'string' },
    data: { type: 'string', default: join(import.meta.dirname, '..', 'node_modules', '.cache', 'bench') },
    profile: { type: 'string' },
    help: { type: 'boolean', short: 'h', default: false },
  },
});

const unknown = positionals.filter((name) => PARTS[name] === undefined);
if (values.help || unknown.length > 0) {
  process.stdout.write(USAGE);
  process.exit(values.help ? 0 : 1);
}

mkdirSync(values.data, { recursive: true });
const folder = mkdtempSync(join(resolve(values.data), 'run-'));
try {
  await run();
} finally {
  rmSync(folder, { recursive: true });
}

async function run(): Promise<void> {
  const format: Format = values.markdown ? 'markdown' : 'text';
  const settings = values.quick ? QUICK : FULL;
  await using load = new ChildProgram<LoadCommands>(new URL('load/load-program.ts', import.meta.url));
  const bench: Bench = {
    load,
    folder,
    settings: values.rounds === undefined ? settings : { ...settings, rounds: Number(values.rounds) },
    profiles: values.profile === undefined ? null : resolve(values.profile),
  };
  const facts = machineFacts(folder).map((fact) => (format === 'markdown' ? `- ${fact}` : fact));
  process.stdout.write(`${facts.join('\n')}\n\n`);
  for (const [name, measure] of Object.entries(PARTS)) {
    if (positionals.length > 0 && !positionals.includes(name)) continue;
    for (const table of await measure(bench)) process.stdout.write(renderTable(table, format));
  }
}
