import { expect, test } from 'vitest';
import { capacityOf, simulateCluster } from './simulate-cluster.ts';
import type { ClusterModel } from './simulate-cluster.ts';

const NO_DATABASE = { perBatch: 0, perEvent: 0, cores: 64, sync: 0, network: 0 };
const MODEL: ClusterModel = {
  nodes: 1,
  before: 20,
  after: 10,
  perBatch: 100,
  perEvent: 12,
  cores: 4,
  sync: 150,
  network: 100,
};
const MANY = { messages: 60_000, seed: 7 };

test('a thread alone is the M/D/1 queue of Pollaczek and Khinchine', () => {
  const service = 100;
  for (const load of [0.5, 0.8]) {
    const run = simulateCluster(
      { ...NO_DATABASE, nodes: 1, before: service, after: 0 },
      { rate: (load * 1e6) / service, messages: 200_000, seed: 3 },
    );
    expect(run.nodeBusy).toBeCloseTo(load, 1);
    const expected = service * (1 + load / (2 * (1 - load)));
    expect(Math.abs((run.mean * 1000) / expected - 1)).toBeLessThan(0.03);
  }
});

test('a batch is as large as what came while those before were under way', () => {
  const quiet = simulateCluster(MODEL, { ...MANY, rate: 500 });
  const busy = simulateCluster(MODEL, { ...MANY, rate: 30_000 });
  expect(quiet.batch).toBeLessThan(1.2);
  expect(busy.batch).toBeGreaterThan(quiet.batch * 2);
});

test('everything that came is answered, at the rate at which it came', () => {
  const run = simulateCluster(MODEL, { ...MANY, rate: 10_000 });
  expect(run.throughput).toBeGreaterThan(9_700);
  expect(run.throughput).toBeLessThan(10_300);
});

test('two nodes carry nearly twice as much while the database has cores to spare, and no more when it has none', () => {
  const one = capacityOf(MODEL, 20, MANY);
  const two = capacityOf({ ...MODEL, nodes: 2 }, 20, MANY);
  expect(two / one).toBeGreaterThan(1.8);
  const scarce = { ...MODEL, cores: 1, perEvent: 40 };
  const oneScarce = capacityOf(scarce, 20, MANY);
  expect(capacityOf({ ...scarce, nodes: 2 }, 20, MANY) / oneScarce).toBeLessThan(1.2);
});

test('the same seed gives the same run', () => {
  const load = { ...MANY, rate: 20_000 };
  expect(simulateCluster(MODEL, load)).toEqual(simulateCluster(MODEL, load));
});
