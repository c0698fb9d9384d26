import { expect, test } from 'vitest';
import { crashRun } from './crash-run.ts';

const KILLS = 8;

test(`H1.2, H1.3: ${KILLS} kills under load lose nothing, double nothing, and leave nobody unanswered`, async () => {
  const seed = Date.now() % 1_000_000;
  const { broken, ...counts } = await crashRun(KILLS, seed);
  process.stdout.write(`crash test, seed ${seed}: ${JSON.stringify(counts)}\n`);
  expect(broken, `seed ${seed}`).toEqual([]);
  expect(counts.kills).toBe(KILLS);
  // It was under load: requests were cut off, and turns were left to the next process.
  expect(counts.repeated).toBeGreaterThan(0);
  expect(counts.recovered).toBeGreaterThan(0);
}, 120_000);
