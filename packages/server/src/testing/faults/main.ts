import { parseArgs } from 'node:util';
import { postgresPrograms } from '../postgres/postgres-server.ts';
import { killMigration } from './killed-migration.ts';
import { networkFaults } from './network-faults.ts';

/* npm run faults -- --rounds 40 --seed 7: the long form of the faults of databases. */

const { values } = parseArgs({ options: { rounds: { type: 'string' }, seed: { type: 'string' } } });
const rounds = Number(values.rounds ?? '20');
const seed = Number(values.seed ?? String(Date.now() % 1_000_000));
const broken: string[] = [];

function row(name: string, ...figures: (string | number)[]): void {
  process.stdout.write(
    `${name.padEnd(28)}${figures.map((figure) => String(figure).padStart(14)).join('')}\n`,
  );
}

process.stdout.write(`Faults of databases, ${rounds} rounds, seed ${seed}.\n`);
row('SQLite', 'from version', 'killed at', 'faults');
for (let round = 0; round < rounds; round++) {
  const { from, reached, faults } = await killMigration(seed + round);
  row(`migration killed, ${seed + round}`, from, reached, faults.length);
  broken.push(...faults.map((fault) => `migration ${seed + round}: ${fault}`));
}

const programs = postgresPrograms();
if (programs === null)
  process.stdout.write('\n*** No PostgreSQL is installed: its faults are NOT tried. ***\n');
else {
  const report = await networkFaults(programs, rounds, seed);
  row('PostgreSQL', 'times');
  for (const [name, times] of Object.entries(report.done)) row(name, times);
  row('acknowledged', report.acknowledged);
  row('sent again', report.repeated);
  row('longest recovery, ms', report.longestRecovery);
  broken.push(...report.broken);
}
for (const each of broken) process.stdout.write(`BROKEN: ${each}\n`);
process.stdout.write(broken.length === 0 ? 'Nothing was lost, doubled or out of order.\n' : '');
if (broken.length > 0) process.exitCode = 1;
