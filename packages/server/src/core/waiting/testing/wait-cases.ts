import { waitBand } from '../wait-band.ts';
import type { WaitBand } from '../wait-band.ts';
import { EMPTY_WAIT_STATE, applyWaitEvent } from '../wait-state.ts';
import type { WaitEvent, WaitState } from '../wait-state.ts';

const SECOND = 1_000_000;

/** What a department has seen; everything that is not named is ordinary. */
export interface Seen {
  readonly handled?: number;
  readonly accepted?: number;
  readonly slots?: number;
  readonly busy?: number;
  /** Mean handling time and its squared coefficient of variation. */
  readonly handledSeconds?: number;
  readonly cv2?: number;
  /** Share of conversations that were left open for a week. */
  readonly outliers?: number;
  readonly comingSeconds?: number;
  readonly arrivalEverySeconds?: number;
  readonly overtakeShare?: number;
  /** Share of those who waited that left. */
  readonly leftShare?: number;
}

/** A state in which exactly this was seen: durations take two values with the wanted moments in turn. */
export function stateWith(seen: Seen): WaitState {
  const { handled = 0, accepted = 0, slots = 0, busy = 0, handledSeconds = 300, cv2 = 0.5 } = seen;
  const {
    comingSeconds = 10,
    arrivalEverySeconds = 60,
    overtakeShare = 0,
    leftShare = 0,
    outliers = 0,
  } = seen;
  let state = EMPTY_WAIT_STATE;
  let at = 0;
  const apply = (event: WaitEvent): void => {
    state = applyWaitEvent(state, event);
  };
  const spread = Math.sqrt(Math.log1p(cv2));
  for (let n = 0; n < Math.max(handled, accepted); n += 1) {
    at += arrivalEverySeconds * SECOND;
    apply({ type: 'arrived', at, overtakes: isNth(n, overtakeShare) });
    if (n < accepted) {
      const waitedSeconds = 120;
      if (isNth(n, leftShare)) apply({ type: 'abandoned', at, waitedSeconds, quote: null });
      apply({ type: 'accepted', at, waitedSeconds, comingSeconds, quote: null });
    }
    if (n >= handled) continue;
    const side = n % 2 === 0 ? 1 : -1;
    const plain = handledSeconds * Math.exp(side * spread - (spread * spread) / 2);
    apply({ type: 'ended', at, handledSeconds: isNth(n, outliers) ? 7 * 86_400 : plain });
  }
  apply({ type: 'operators-changed', at, slots, busy });
  return state;
}

/** The band, which the case expects to be known. */
export function knownBand(state: WaitState, ahead: number): WaitBand & { type: 'known' } {
  const band = waitBand(state, ahead);
  if (band.type === 'unknown') throw new Error(`unknown: ${band.why}`);
  return band;
}

/** Quantile of the sum of `n` exponential times, by halving between bounds. */
export function erlangQuantile(n: number, rate: number, share: number): number {
  let [low, high] = [0, (n + 10 * Math.sqrt(n) + 10) / rate];
  for (let step = 0; step < 60; step += 1) {
    const middle = (low + high) / 2;
    if (erlangShare(n, rate * middle) < share) low = middle;
    else high = middle;
  }
  return low;
}

/** Share of such sums below `x` mean steps: at least `n` of a Poisson stream came. */
function erlangShare(n: number, x: number): number {
  let [fewer, term] = [0, Math.exp(-x)];
  for (let k = 0; k < n; k += 1) {
    fewer += term;
    term *= x / (k + 1);
  }
  return 1 - fewer;
}

/** True for this share of all numbers, evenly. */
function isNth(n: number, share: number): boolean {
  return Math.floor((n + 1) * share) > Math.floor(n * share);
}
