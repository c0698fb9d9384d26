import { LINE_BUCKETS, putRight } from './calibration.ts';
import type { LineBucket, WaitQuote } from './calibration.ts';
import { momentsOf, perSecond } from './decayed.ts';
import { Z90, gammaQuantile } from './normal.ts';
import type { WaitState } from './wait-state.ts';

/** How long a customer will probably wait (H7.2); or why nobody can say. */
export type WaitBand =
  | {
      readonly type: 'known';
      /** Place in the line from 1. */
      readonly position: number;
      /** Half of such waits, and nine in ten, are no longer than this: seconds from now. */
      readonly p50: number;
      readonly p90: number;
      readonly bucket: LineBucket;
    }
  | { readonly type: 'unknown'; readonly position: number; readonly why: UnknownWait };

/** `nobody-present`: no operator is there. `too-little-seen`: the department has too short a history. */
export type UnknownWait = 'nobody-present' | 'too-little-seen';

/** Fewer are an anecdote: with 8, the mean of typical handling times is known within a third. */
const FEWEST_HANDLED = 8;
const FEWEST_ACCEPTED = 5;
/** Whatever overtakes, this share of the openings is left for those who wait. */
const LEAST_SHARE = 0.25;
/** Beyond this a figure says only that something is wrong. */
const LONGEST_SECONDS = 24 * 3600;
const SHORTEST_SECONDS = 0.5;
const LEAST_WIDTH = 1.05;

/** Everything a line's pace is made of. Seconds, and a second. */
interface Pace {
  readonly slots: number;
  /** One conversation and the time until its operator came. */
  readonly turn: number;
  /** Squared coefficient of variation of a turn. */
  readonly cv2: number;
  /** Openings a second for those who wait. */
  readonly openings: number;
  /** Chance a second that one who waits leaves. */
  readonly leaving: number;
}

/**
 * The band for somebody with `ahead` others before him, those not counted to whom a slot is already offered. With a
 * free slot it is the time an operator takes to come; else a gamma distribution with the mean and the variance of so
 * many openings, people ahead who leave counted; both put right by what earlier quotes turned out to be worth.
 */
export function waitBand(state: WaitState, ahead: number): WaitBand {
  const before = Number.isFinite(ahead) ? Math.max(0, Math.floor(ahead)) : 0;
  const position = before + 1;
  if (state.slots < 1) return { type: 'unknown', position, why: 'nobody-present' };
  if (state.coming.weight < FEWEST_ACCEPTED) return { type: 'unknown', position, why: 'too-little-seen' };
  const openings = position - Math.max(0, state.slots - state.busy);
  if (openings > 0 && state.handling.weight < FEWEST_HANDLED) {
    return { type: 'unknown', position, why: 'too-little-seen' };
  }
  const bucket = bucketOf(openings);
  const plain = openings > 0 ? whenFull(state, openings) : whenFree(state);
  const { p50, p90 } = putRight(state.corrections[bucket], plain.p50, plain.p90);
  const median = Math.min(LONGEST_SECONDS, Math.max(SHORTEST_SECONDS, p50));
  const ninth = Math.max(median * LEAST_WIDTH, Math.min(LONGEST_SECONDS, p90));
  return { type: 'known', position, p50: median, p90: ninth, bucket };
}

/** What is kept of a band on the handoff, to be learned from when the wait is known. Null when it said nothing. */
export function quoteOf(band: WaitBand): WaitQuote | null {
  return band.type === 'known' ? { p50: band.p50, p90: band.p90, bucket: band.bucket } : null;
}

/** Offered traffic over slots: 1 is all that those present can take. Null when there is nothing to go on. */
export function utilisationOf(state: WaitState): number | null {
  if (state.slots < 1 || state.handling.weight < FEWEST_HANDLED) return null;
  return (perSecond(state.arrivals) * paceOf(state).turn) / state.slots;
}

function whenFree({ coming }: WaitState): { p50: number; p90: number } {
  const spread = Math.sqrt(coming.variance);
  return { p50: Math.exp(coming.mean), p90: Math.exp(coming.mean + Z90 * Math.max(0.05, spread)) };
}

function whenFull(state: WaitState, openings: number): { p50: number; p90: number } {
  const pace = paceOf(state);
  const line = untilOpening(pace, openings);
  const coming = momentsOf(state.coming);
  const mean = line.mean + coming.mean;
  const variance = line.variance + coming.cv2 * coming.mean ** 2;
  return { p50: gammaQuantile(mean, variance, 0), p90: gammaQuantile(mean, variance, Z90) };
}

function paceOf(state: WaitState): Pace {
  const handling = momentsOf(state.handling);
  const turn = handling.mean + momentsOf(state.coming).mean;
  const all = state.slots / turn;
  return {
    slots: state.slots,
    turn,
    cv2: handling.cv2,
    openings: Math.max(all * LEAST_SHARE, all - perSecond(state.overtaking)),
    leaving: perSecond(state.leaving),
  };
}

/**
 * Mean and variance of the time until the n-th opening. Openings come one after another at a rate to which everyone
 * ahead adds his chance of leaving: a sum of 1 / (r + iθ), here as its integral, so that a place at the end of a line
 * of thousands costs no more than the first.
 */
function untilOpening(pace: Pace, openings: number): { mean: number; variance: number } {
  const { openings: r, leaving: theta, slots, turn, cv2 } = pace;
  const others = openings - 1;
  const [near, far] = [r + theta / 2, r + (others + 0.5) * theta];
  // Without anybody leaving the logarithm would be 0 / 0.
  const steady = others * theta < 1e-6 * r;
  const mean = 1 / r + (steady ? others / r : Math.log(far / near) / theta);
  const variance = 1 / (r * r) + (steady ? others / (r * r) : (1 / near - 1 / far) / theta);
  // Few slots are not a random stream: what is left of a conversation under way depends on how durations spread.
  const residual = ((cv2 - 1) / 2) * (turn / (slots * slots));
  const spread = 1 + (cv2 - 1) * Math.min(1, mean / turn);
  return { mean: Math.max(0.1 * mean, mean + residual), variance: variance * Math.max(0.1, spread) };
}

/** Which of the corrections goes with so many openings to wait for. */
function bucketOf(openings: number): LineBucket {
  const [free, next, line, long] = LINE_BUCKETS;
  if (openings <= 0) return free;
  if (openings <= 2) return next;
  return openings <= 8 ? line : long;
}
