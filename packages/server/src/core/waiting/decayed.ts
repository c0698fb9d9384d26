/*
 * What is remembered of many numbers in three: every number seen before counts for less as time passes and as new
 * ones come, so that memory is constant and what was true last month does not speak for today.
 */

const SECOND = 1_000_000;

/** How often something happens: a decayed count over the decayed time it was counted in. */
export interface Rate {
  readonly count: number;
  readonly seconds: number;
}

export const NO_RATE: Rate = { count: 0, seconds: 0 };

/** The rate after some time in which it happened `times` times more. */
export function advanceRate(rate: Rate, seconds: number, times: number, memorySeconds: number): Rate {
  const kept = Math.exp(-seconds / memorySeconds);
  return {
    count: rate.count * kept + times,
    seconds: rate.seconds * kept + memorySeconds * (1 - kept),
  };
}

/** Times a second; 0 when nothing was watched yet. */
export function perSecond(rate: Rate): number {
  return rate.seconds > 0 ? rate.count / rate.seconds : 0;
}

/** Durations on a logarithmic scale: how many count, their mean and variance. */
export interface LogSample {
  readonly weight: number;
  readonly mean: number;
  readonly variance: number;
}

export const NO_SAMPLE: LogSample = { weight: 0, mean: 0, variance: 0 };

/** More than this many are not needed for a mean, and an older habit should give way to a new one. */
const MOST_WEIGHT = 300;
/** So many are taken as they are, before the spread is known well enough to call one an outlier. */
const TAKEN_AS_THEY_ARE = 10;
/** A duration further than this from the mean counts as if it were this far: in standard deviations. */
const OUTLIER = 3;
/** Least spread for the purpose of outliers, so that ten equal ones do not shut out the eleventh. */
const LEAST_SPREAD = 0.25;
/** One conversation left open over a week-end is no guide to the next. */
const SHORTEST_SECONDS = 0.1;
const LONGEST_SECONDS = 7 * 86_400;

/** The sample with one more duration; the same sample for what is no duration. */
export function addDuration(sample: LogSample, seconds: number): LogSample {
  if (!(seconds >= 0)) return sample;
  let value = Math.log(Math.min(LONGEST_SECONDS, Math.max(SHORTEST_SECONDS, seconds)));
  if (sample.weight >= TAKEN_AS_THEY_ARE) {
    const reach = OUTLIER * Math.max(LEAST_SPREAD, Math.sqrt(sample.variance));
    value = Math.min(sample.mean + reach, Math.max(sample.mean - reach, value));
  }
  const weight = Math.min(sample.weight, MOST_WEIGHT - 1) + 1;
  const share = 1 / weight;
  const step = value - sample.mean;
  return {
    weight,
    mean: sample.mean + share * step,
    variance: (1 - share) * (sample.variance + share * step * step),
  };
}

/** The sample after some time without anything new: what it says stays, how much it counts does not. */
export function ageSample(sample: LogSample, seconds: number, memorySeconds: number): LogSample {
  if (sample.weight === 0 || seconds <= 0) return sample;
  return { ...sample, weight: sample.weight * Math.exp(-seconds / memorySeconds) };
}

/** Mean and squared coefficient of variation in plain seconds, as of a log-normal distribution. */
export function momentsOf(sample: LogSample): { readonly mean: number; readonly cv2: number } {
  // A wild spread would make a mean that no conversation ever lasts.
  const variance = Math.min(sample.variance, 2);
  return { mean: Math.exp(sample.mean + variance / 2), cv2: Math.expm1(variance) };
}

/** Seconds between two times in microseconds, never negative: an event that comes late changes no clock. */
export function secondsBetween(from: number, to: number): number {
  return Math.max(0, (to - from) / SECOND);
}
