import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seeded } from '../../testing/seeded.ts';
import { meanWaitSeconds, serviceLevel, waitQuantileSeconds, waitingProbability } from './erlang-c.ts';
import type { Load } from './erlang-c.ts';

const loads = fc
  .record({
    servers: fc.integer({ min: 1, max: 400 }),
    utilisation: fc.double({ min: 0.05, max: 0.98, noNaN: true }),
    meanHandlingSeconds: fc.double({ min: 1, max: 3600, noNaN: true }),
  })
  .map(({ servers, utilisation, meanHandlingSeconds }): Load => ({
    servers,
    meanHandlingSeconds,
    arrivalRate: (utilisation * servers) / meanHandlingSeconds,
  }));

/** The definition, in exact fractions, for whole numbers of erlangs. */
function exact(servers: number, erlangs: number): number {
  const a = BigInt(erlangs);
  const c = BigInt(servers);
  // Everything times c!: term(k) = a^k × c! / k!
  let term = 1n;
  for (let k = 1n; k <= c; k += 1n) term *= k;
  let below = 0n;
  for (let k = 0n; k < c; k += 1n) {
    below += term;
    term = (term * a) / (k + 1n);
  }
  const numerator = term * c;
  const denominator = below * (c - a) + numerator;
  return Number((numerator * 10n ** 18n) / denominator) / 1e18;
}

describe('published values', () => {
  // Table C of a handbook of trunked radio planning: channels, offered erlangs, share delayed (two decimals of traffic).
  test.each([
    [8, 3.87, 0.05],
    [10, 4.08, 0.01],
  ])('%i channels, %f erlangs: %f are delayed', (servers, erlangs, share) => {
    expect(Math.abs(waitingProbability(servers, erlangs) - share)).toBeLessThan(0.0007);
  });

  // The worked example of the CRAN package ErlangC: 100 calls in half an hour, 180 s each.
  test('10 erlangs on 14', () => {
    const load = { servers: 14, arrivalRate: 100 / 1800, meanHandlingSeconds: 180 };
    expect(waitingProbability(14, 10)).toBeCloseTo(0.1741319, 7);
    expect(serviceLevel(load, 20)).toBeCloseTo(0.88835, 6);
    expect(meanWaitSeconds(load)).toBeCloseTo(7.83593701177724, 9);
  });

  // The same example on 11, as far as it is printed.
  test('10 erlangs on 11', () => {
    expect(waitingProbability(11, 10)).toBeCloseTo(0.6821182, 7);
    expect(serviceLevel({ servers: 11, arrivalRate: 100 / 1800, meanHandlingSeconds: 180 }, 20)).toBeCloseTo(
      0.3896138,
      7,
    );
  });

  // Gross and Harris, Fundamentals of Queueing Theory: 6 an hour, 20 minutes each, 3 servers: a line of 8/9.
  test('2 erlangs on 3', () => {
    const load = { servers: 3, arrivalRate: 6 / 3600, meanHandlingSeconds: 1200 };
    expect(waitingProbability(3, 2)).toBeCloseTo(4 / 9, 12);
    expect(meanWaitSeconds(load) * load.arrivalRate).toBeCloseTo(8 / 9, 12);
  });
});

describe('identities', () => {
  test.each([
    [1, 0.3],
    [1, 0.99],
  ])('one server: the share that waits is the share of the time it is busy (%i, %f)', (servers, erlangs) => {
    expect(waitingProbability(servers, erlangs)).toBeCloseTo(erlangs, 12);
  });

  test.each([
    [2, 1],
    [25, 20],
    [120, 100],
    [300, 290],
    [500, 450],
    [800, 799],
  ])('%i servers, %i erlangs: as by exact fractions', (servers, erlangs) => {
    expect(waitingProbability(servers, erlangs)).toBeCloseTo(exact(servers, erlangs), 12);
  });

  test('more traffic makes more wait, more servers fewer', () => {
    fc.assert(
      fc.property(loads, ({ servers, arrivalRate, meanHandlingSeconds }) => {
        const erlangs = arrivalRate * meanHandlingSeconds;
        const share = waitingProbability(servers, erlangs);
        expect(share).toBeGreaterThanOrEqual(0);
        expect(share).toBeLessThanOrEqual(1);
        expect(waitingProbability(servers, erlangs * 1.01)).toBeGreaterThanOrEqual(share);
        expect(waitingProbability(servers + 1, erlangs)).toBeLessThanOrEqual(share);
      }),
      seeded(500),
    );
  });

  test('the mean wait is what the service level leaves out, summed', () => {
    fc.assert(
      fc.property(loads, (load) => {
        const mean = meanWaitSeconds(load);
        const spareRate = load.servers / load.meanHandlingSeconds - load.arrivalRate;
        const step = 0.001 / spareRate;
        let area = 0;
        for (let n = 0; n < 20_000; n += 1) area += (1 - serviceLevel(load, (n + 0.5) * step)) * step;
        expect(Math.abs(area - mean)).toBeLessThanOrEqual(1e-6 * mean + 1e-12);
      }),
      seeded(30),
    );
  });

  test('the quantile is where the service level reaches the share', () => {
    fc.assert(
      fc.property(loads, fc.double({ min: 0, max: 0.999, noNaN: true }), (load, share) => {
        const seconds = waitQuantileSeconds(load, share);
        if (seconds === 0) expect(serviceLevel(load, 0)).toBeGreaterThanOrEqual(share - 1e-9);
        else expect(serviceLevel(load, seconds)).toBeCloseTo(share, 9);
      }),
      seeded(500),
    );
  });

  test('a line that grows for ever', () => {
    const load = { servers: 2, arrivalRate: 2, meanHandlingSeconds: 1 };
    expect(waitingProbability(2, 2)).toBe(1);
    expect(meanWaitSeconds(load)).toBe(Infinity);
    expect(serviceLevel(load, 1e9)).toBe(0);
    expect(waitQuantileSeconds(load, 0.5)).toBe(Infinity);
  });

  test('nobody comes, nobody waits; a great many servers', () => {
    expect(waitingProbability(3, 0)).toBe(0);
    expect(waitingProbability(5000, 1)).toBe(0);
    expect(waitingProbability(5000, 4900)).toBeGreaterThan(0.05);
  });

  test.each([
    [0, 1],
    [1.5, 1],
    [-1, 1],
    [1e9, 1],
    [3, Number.NaN],
    [3, -1],
  ])('%f servers and %f erlangs are refused', (servers, erlangs) => {
    expect(() => waitingProbability(servers, erlangs)).toThrow(RangeError);
  });
});
