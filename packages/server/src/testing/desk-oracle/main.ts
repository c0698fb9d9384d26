import { checkHistories, checkOnServer } from './check-histories.ts';

/*
 * npm run oracle [-- <histories> [<seed> [server]]]: plays random histories of the desk against the oracle; with
 * `server`, which is some thirty times slower, on a whole server each.
 */

const [count = '100000', seed = String(Date.now() % 1_000_000_000), where] = process.argv.slice(2);
const numRuns = Number(count);
const onServer = where === 'server';
if (!Number.isInteger(numRuns) || numRuns < 1 || !Number.isInteger(Number(seed)) || (where && !onServer)) {
  process.stderr.write('npm run oracle -- <how many histories> <seed> [server]\n');
  process.exitCode = 2;
} else {
  process.stdout.write(`${numRuns} histories, seed ${seed}\n`);
  const begun = performance.now();
  const seconds = (): string => `${Math.round((performance.now() - begun) / 1000)} s`;
  const every = onServer ? 250 : 5000;
  const tell = (played: number): void => {
    if (played % every === 0) process.stdout.write(`${played} after ${seconds()}\n`);
  };
  const parameters = { numRuns, seed: Number(seed) };
  if (onServer) {
    await checkOnServer(parameters, tell);
    process.stdout.write(`${numRuns} histories hold on a whole server; ${seconds()}\n`);
  } else {
    const { histories, steps, offers, ended } = checkHistories(parameters, tell);
    process.stdout.write(
      `${histories} histories hold: ${steps} steps, ${offers} offers, ${ended} handoffs ended; ${seconds()}\n`,
    );
  }
}
