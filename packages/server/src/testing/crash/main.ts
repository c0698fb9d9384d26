import { parseArgs } from 'node:util';
import { crashRun } from './crash-run.ts';

/* npm run crash -- --rounds 200: the long form of the crash test. */

const { values } = parseArgs({ options: { rounds: { type: 'string' }, seed: { type: 'string' } } });
const rounds = Number(values.rounds ?? '50');
const seed = Number(values.seed ?? String(Date.now() % 1_000_000));
process.stdout.write(`Killing the server ${rounds} times, seed ${seed}.\n`);
const { broken, ...counts } = await crashRun(rounds, seed);
process.stdout.write(`${JSON.stringify(counts)}\n`);
for (const each of broken) process.stdout.write(`BROKEN: ${each}\n`);
if (broken.length > 0) process.exitCode = 1;
