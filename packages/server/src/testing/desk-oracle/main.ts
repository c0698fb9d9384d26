import { checkHistories } from './check-histories.ts';

/* npm run oracle [-- <histories> [<seed>]]: plays random histories of the desk against the oracle. */

const [count = '100000', seed = String(Date.now() % 1_000_000_000)] = process.argv.slice(2);
const numRuns = Number(count);
if (!Number.isInteger(numRuns) || numRuns < 1 || !Number.isInteger(Number(seed))) {
  process.stderr.write('npm run oracle -- <how many histories> <seed>\n');
  process.exitCode = 2;
} else {
  process.stdout.write(`${numRuns} histories, seed ${seed}\n`);
  const begun = performance.now();
  const seconds = (): string => `${Math.round((performance.now() - begun) / 1000)} s`;
  const checked = checkHistories({ numRuns, seed: Number(seed) }, (played) => {
    if (played % 5000 === 0) process.stdout.write(`${played} after ${seconds()}\n`);
  });
  const { histories, steps, offers, ended } = checked;
  process.stdout.write(
    `${histories} histories hold: ${steps} steps, ${offers} offers, ${ended} handoffs ended; ${seconds()}\n`,
  );
}
