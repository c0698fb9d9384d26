import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seeded } from '../../testing/seeded.ts';
import { addTime, newHistogram, percentileOf } from './histogram.ts';
import type { Histogram } from './histogram.ts';

const SHORTEST = 0.1;
const LONGEST = 30 * 86_400;

/** Seconds, as often short as long. */
const times = fc.array(
  fc.double({ min: Math.log(SHORTEST), max: Math.log(LONGEST), noNaN: true }).map(Math.exp),
  { maxLength: 200 },
);
const shares = fc.constantFrom(0.01, 0.5, 0.9, 0.99, 1);

function histogramOf(seconds: readonly number[]): Histogram {
  const histogram = newHistogram();
  for (const each of seconds) addTime(histogram, each);
  return histogram;
}

/** The same by sorting. */
function truePercentile(seconds: readonly number[], share: number): number | null {
  const rank = Math.max(1, Math.ceil(share * seconds.length));
  return seconds.toSorted((a, b) => a - b)[rank - 1] ?? null;
}

describe('times in buckets', () => {
  test('a percentile is within 3 % of the true one', () => {
    fc.assert(
      fc.property(times, shares, (seconds, share) => {
        const found = percentileOf(histogramOf(seconds), share);
        const truth = truePercentile(seconds, share);
        if (truth === null || found === null) expect(found).toBe(truth);
        else expect(Math.abs(found - truth) / truth).toBeLessThanOrEqual(0.03);
      }),
      seeded(500),
    );
  });

  test('the parts of a period, bucket by bucket, are the whole, in whatever order they come', () => {
    fc.assert(
      fc.property(fc.array(times, { maxLength: 6 }), (parts) => {
        const whole = histogramOf(parts.toReversed().flat());
        const counted = parts.map(histogramOf);
        for (const [bucket, n] of whole.buckets.entries())
          expect(counted.reduce((sum, { buckets }) => sum + (buckets[bucket] ?? 0), 0)).toBe(n);
        expect(counted.reduce((sum, { count }) => sum + count, 0)).toBe(whole.count);
        expect(counted.reduce((sum, each) => sum + each.sum, 0)).toBeCloseTo(whole.sum, 3);
      }),
      seeded(200),
    );
  });

  test('what is shorter than a tenth of a second is no time, what is longer than thirty days is thirty days', () => {
    expect(percentileOf(histogramOf([0, -1, 0.1, NaN]), 1)).toBe(0);
    expect(percentileOf(histogramOf([1e9]), 0.5)).toBe(LONGEST);
    expect(percentileOf(newHistogram(), 0.5)).toBeNull();
  });
});
