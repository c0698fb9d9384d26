import { Z90, upperTail } from './normal.ts';

/*
 * What is learned from waits that were quoted and then known. The estimate supposes a tidy line; breaks, shared
 * operators and people who give up make it wrong in ways that last. Each answer moves a factor on the quoted
 * quantile a little: up by what the quantile should have covered, down by what it did, which in the long run makes
 * the share that stays below it right whatever the estimate is (the idea of adaptive conformal inference, Gibbs and
 * Candès 2021).
 */

/** How far along the line somebody is: each of them is put right by itself. */
export const LINE_BUCKETS = ['free', 'next', 'line', 'long'] as const;
export type LineBucket = (typeof LINE_BUCKETS)[number];

/** What a customer was told, kept on his handoff until the wait is known. Seconds. */
export interface WaitQuote {
  readonly p50: number;
  readonly p90: number;
  readonly bucket: LineBucket;
}

/** Factors on the two quantiles, as logarithms, and how many answers they rest on. */
export interface Correction {
  readonly log50: number;
  readonly log90: number;
  readonly answers: number;
}

export const NO_CORRECTION: Correction = { log50: 0, log90: 0, answers: 0 };

/** Counts of quoted waits that are known, decayed: what analytics shows. */
export interface Calibration {
  readonly answers: number;
  readonly withinP50: number;
  readonly withinP90: number;
}

export const NO_CALIBRATION: Calibration = { answers: 0, withinP50: 0, withinP90: 0 };

/** A quantile is put right by at most this factor; more would hide that the estimate is broken. */
const MOST_FACTOR = 6;
/** Seconds: nothing outside of these was ever quoted. */
const SHORTEST_QUOTE = 0.1;
const LONGEST_QUOTE = 7 * 86_400;
const FIRST_STEP = 0.3;
const LAST_STEP = 0.04;
/** Answers after which the first step has halved. */
const STEP_HALVES = 8;
/** The analytics' figure rests on about this many of the newest answers. */
const CALIBRATION_MEMORY = 2000;

/** How a wait ended: somebody came, or the customer left before. */
export interface Answer {
  readonly quote: WaitQuote;
  readonly waitedSeconds: number;
  readonly left: boolean;
}

/** The correction after one more answer. Whoever left counts as the share of such waits that would have gone on. */
export function learn(correction: Correction, answer: Answer): Correction {
  const { quote } = answer;
  const step = Math.max(LAST_STEP, FIRST_STEP / (1 + correction.answers / STEP_HALVES));
  const bound = Math.log(MOST_FACTOR);
  const move = (log: number, by: number): number => Math.min(bound, Math.max(-bound, log + step * by));
  return {
    log50: move(correction.log50, chanceOver(answer, quote.p50) - 0.5),
    log90: move(correction.log90, chanceOver(answer, quote.p90) - 0.1),
    answers: Math.min(correction.answers + 1, 10_000),
  };
}

/** The counts after one more answer. */
export function count(calibration: Calibration, answer: Answer): Calibration {
  const kept = 1 - 1 / CALIBRATION_MEMORY;
  return {
    answers: calibration.answers * kept + 1,
    withinP50: calibration.withinP50 * kept + 1 - chanceOver(answer, answer.quote.p50),
    withinP90: calibration.withinP90 * kept + 1 - chanceOver(answer, answer.quote.p90),
  };
}

/** 1 when the wait went beyond a time, 0 when not; between them for one who left before it. */
function chanceOver({ quote, waitedSeconds, left }: Answer, seconds: number): number {
  if (waitedSeconds > seconds) return 1;
  if (!left) return 0;
  return beyond(quote, seconds) / Math.max(1e-6, beyond(quote, waitedSeconds));
}

/** Share of waits that go beyond a time, for the log-normal distribution with the quoted quantiles. */
function beyond({ p50, p90 }: WaitQuote, seconds: number): number {
  if (seconds <= 0) return 1;
  const spread = Math.max(0.05, Math.log(p90 / p50) / Z90);
  return upperTail(Math.log(seconds / p50) / spread);
}

/** Two quantiles put right by what was learned; the second stays above the first. */
export function putRight(correction: Correction, p50: number, p90: number): { p50: number; p90: number } {
  const right50 = p50 * Math.exp(correction.log50);
  return { p50: right50, p90: Math.max(right50 * 1.05, p90 * Math.exp(correction.log90)) };
}

/** Whether a stored quote can be learned from: it comes back from outside the core. */
export function isQuote({ p50, p90, bucket }: WaitQuote): boolean {
  return p50 >= SHORTEST_QUOTE && p90 > p50 && p90 <= LONGEST_QUOTE && LINE_BUCKETS.includes(bucket);
}
