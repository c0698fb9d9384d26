/*
 * Times in buckets, of which any number needs the same room, and which can be added up: what is counted of a period
 * is what is counted of its parts. Bucket n holds the times from 0.1 s · 1.06ⁿ⁻¹ to 0.1 s · 1.06ⁿ, and stands for
 * their geometric middle, which none of them is more than √1.06 − 1 = 2.96 % away from.
 */

const RATIO = 1.06;
const LOG_RATIO = Math.log(RATIO);
/** Seconds: what is shorter counts as no time. */
const SHORTEST = 0.1;
/** Seconds, 30 days: what is longer counts as this long. */
const LONGEST = 30 * 86_400;
const LAST = 1 + Math.ceil(Math.log(LONGEST / SHORTEST) / LOG_RATIO);

/** How often each bucket was hit, how often all of them, and the sum of the true times in seconds. */
export interface Histogram {
  readonly buckets: Uint32Array;
  count: number;
  sum: number;
}

export function newHistogram(): Histogram {
  return { buckets: new Uint32Array(LAST + 1), count: 0, sum: 0 };
}

export function addTime(histogram: Histogram, seconds: number): void {
  const bucket = bucketOf(seconds);
  histogram.buckets[bucket] = (histogram.buckets[bucket] ?? 0) + 1;
  histogram.count++;
  histogram.sum += seconds;
}

/** `count` times of one bucket, `sum` seconds together. */
export function addTimes(histogram: Histogram, bucket: number, count: number, sum: number): void {
  histogram.buckets[bucket] = (histogram.buckets[bucket] ?? 0) + count;
  histogram.count += count;
  histogram.sum += sum;
}

/** The shortest time that at least this share of all reach at most, in seconds; null when there is none. */
export function percentileOf({ buckets, count }: Histogram, share: number): number | null {
  if (count === 0) return null;
  const rank = Math.max(1, Math.ceil(share * count));
  let below = 0;
  for (const [bucket, n] of buckets.entries()) {
    below += n;
    if (below >= rank) return timeOf(bucket);
  }
  return timeOf(LAST);
}

/** Number of the bucket that a time belongs to. */
export function bucketOf(seconds: number): number {
  if (!(seconds > SHORTEST)) return 0;
  return Math.min(LAST, 1 + Math.floor(Math.log(seconds / SHORTEST) / LOG_RATIO));
}

function timeOf(bucket: number): number {
  if (bucket === 0) return 0;
  return Math.min(LONGEST, SHORTEST * RATIO ** (bucket - 0.5));
}
