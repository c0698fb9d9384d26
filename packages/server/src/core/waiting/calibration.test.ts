import { describe, expect, test } from 'vitest';
import { NO_CALIBRATION, NO_CORRECTION, count, isQuote, learn, putRight } from './calibration.ts';
import type { Correction, WaitQuote } from './calibration.ts';
import { gammaQuantile, upperTail, Z90 } from './normal.ts';

const PLAIN = { p50: 60, p90: 180 };

/** Quotes the plain quantiles as put right so far, again and again, while waits are what `wait` says. */
function quoteAgain(wait: (n: number) => number, leavesAfter: (n: number) => number = () => Infinity) {
  let correction: Correction = NO_CORRECTION;
  let calibration = NO_CALIBRATION;
  let last: WaitQuote = { ...PLAIN, bucket: 'line' };
  let [within50, within90, counted] = [0, 0, 0];
  for (let n = 0; n < 4000; n += 1) {
    last = { ...putRight(correction, PLAIN.p50, PLAIN.p90), bucket: 'line' };
    const left = leavesAfter(n) < wait(n);
    const answer = { quote: last, waitedSeconds: Math.min(wait(n), leavesAfter(n)), left };
    correction = learn(correction, answer);
    calibration = count(calibration, answer);
    if (n < 1000) continue;
    counted += 1;
    if (wait(n) <= last.p50) within50 += 1;
    if (wait(n) <= last.p90) within90 += 1;
  }
  return { last, correction, calibration, within50: within50 / counted, within90: within90 / counted };
}

/** Evenly in (0, 1), without any order that matters. */
const even = (n: number, step = 0.6180339887498949): number => (n * step + 0.5) % 1;
/** Exponential waits: the median is 0.69 of the mean, nine in ten within 2.3 of it. */
const exponential =
  (mean: number) =>
  (n: number): number =>
    -mean * Math.log(1 - even(n));

describe('H7.2: what was quoted is put right by what came', () => {
  test.each([20, 60, 87, 200, 400])('a mean wait of %i s: half and nine in ten are within', (mean) => {
    const { last, within50, within90 } = quoteAgain(exponential(mean));
    expect(within50).toBeGreaterThan(0.46);
    expect(within50).toBeLessThan(0.54);
    expect(within90).toBeGreaterThan(0.88);
    expect(within90).toBeLessThan(0.92);
    expect(last.p50 / (mean * Math.LN2)).toBeCloseTo(1, 0);
  });

  test('people who leave count as the wait they would have had', () => {
    // Every other one leaves after a time of his own; without them the quotes would be far too short.
    const leaves = (n: number): number =>
      n % 2 === 0 ? Infinity : -120 * Math.log(1 - even(n, 0.414213562));
    const { within50, within90 } = quoteAgain(exponential(150), leaves);
    expect(within50).toBeGreaterThan(0.42);
    expect(within50).toBeLessThan(0.58);
    expect(within90).toBeGreaterThan(0.85);
    expect(within90).toBeLessThan(0.95);
  });

  test('when waits double from one day to the next, a few hundred answers are enough', () => {
    const wait = (n: number): number => exponential(n < 2000 ? 87 : 174)(n);
    let correction: Correction = NO_CORRECTION;
    let within = 0;
    for (let n = 0; n < 2600; n += 1) {
      const quote: WaitQuote = { ...putRight(correction, PLAIN.p50, PLAIN.p90), bucket: 'next' };
      if (n >= 2300 && wait(n) <= quote.p90) within += 1;
      correction = learn(correction, { quote, waitedSeconds: wait(n), left: false });
    }
    expect(within / 300).toBeGreaterThan(0.85);
    expect(within / 300).toBeLessThan(0.95);
  });

  test('nobody is put right beyond a factor of six', () => {
    const far = quoteAgain(() => 100_000);
    expect(far.last.p50).toBeCloseTo(6 * PLAIN.p50, 6);
    expect(far.last.p90).toBeCloseTo(6 * PLAIN.p90, 6);
    const near = quoteAgain(() => 0);
    expect(near.last.p50).toBeCloseTo(PLAIN.p50 / 6, 6);
    expect(near.last.p90).toBeGreaterThan(near.last.p50);
  });

  test('the counts show the share of quotes that held', () => {
    const { calibration } = quoteAgain(exponential(87));
    expect(calibration.withinP50 / calibration.answers).toBeCloseTo(0.5, 1);
    expect(calibration.withinP90 / calibration.answers).toBeCloseTo(0.9, 1);
    expect(calibration.answers).toBeLessThan(2000);
  });

  test.each([
    [{ p50: 0, p90: 10 }, false],
    [{ p50: 10, p90: 10 }, false],
    [{ p50: 10, p90: Infinity }, false],
    [{ p50: Number.NaN, p90: 10 }, false],
    [{ p50: 5, p90: 10 }, true],
  ])('%j is a quote: %s', (quantiles, is) => {
    expect(isQuote({ ...quantiles, bucket: 'free' })).toBe(is);
  });
});

describe('the distributions behind it', () => {
  // Abramowitz and Stegun, table 26.1.
  test.each([
    [0, 0.5],
    [1, 0.1586552539],
    [2, 0.0227501319],
    [-1, 0.8413447461],
    [Z90, 0.1],
  ])('above %f lies %f of a standard normal', (z, share) => {
    expect(Math.abs(upperTail(z) - share)).toBeLessThan(2e-7);
  });

  // Exact quantiles of the chi-squared distribution, halved: shape 1, 2.5 and 10.
  test.each([
    [1, Math.LN2, Math.LN10],
    [2.5, 2.1757, 4.6182],
    [10, 9.6687, 14.206],
  ])(
    'a gamma distribution of shape %f has its median at %f and its ninth decile at %f',
    (shape, median, ninth) => {
      expect(Math.abs(gammaQuantile(shape, shape, 0) / median - 1)).toBeLessThan(0.03);
      expect(Math.abs(gammaQuantile(shape, shape, Z90) / ninth - 1)).toBeLessThan(0.03);
    },
  );
});
