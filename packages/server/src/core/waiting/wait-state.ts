import { NO_CALIBRATION, NO_CORRECTION, count, isQuote, learn } from './calibration.ts';
import type { Answer, Calibration, Correction, LineBucket, WaitQuote } from './calibration.ts';
import { NO_RATE, NO_SAMPLE, addDuration, advanceRate, ageSample, secondsBetween } from './decayed.ts';
import type { LogSample, Rate } from './decayed.ts';

/*
 * What a department knows about its waits (H7.2): a fold over what happens in its line, in constant memory and
 * constant time an event. Times are microseconds since 1970, durations seconds.
 */

/** What happens in the line of one department. */
export type WaitEvent = { readonly at: number } & (
  | {
      readonly type: 'arrived';
      /** True when it goes before somebody who waits already: a higher priority, or an older age kept. */
      readonly overtakes?: boolean;
    }
  | {
      readonly type: 'accepted';
      /** From arrival in the line; null when nobody waited: an operator took a session by himself. */
      readonly waitedSeconds: number | null;
      /** From its first offer to acceptance, declined and expired offers between included; null without an offer. */
      readonly comingSeconds: number | null;
      readonly quote: WaitQuote | null;
    }
  | { readonly type: 'ended'; readonly handledSeconds: number }
  | {
      /** Left the line before anybody came, by whatever way: gone, called back later, on with the AI. */
      readonly type: 'abandoned';
      readonly waitedSeconds: number;
      readonly quote: WaitQuote | null;
    }
  | {
      readonly type: 'operators-changed';
      /** Conversations that those present can hold in all. */
      readonly slots: number;
      /** How many of these are taken, by offers too. The truth, where the fold only counts along. */
      readonly busy: number;
    }
);

export interface WaitState {
  /** When the newest event happened; null before the first. */
  readonly at: number | null;
  readonly slots: number;
  readonly busy: number;
  readonly waiting: number;
  readonly arrivals: Rate;
  /** Arrivals that went before somebody who waited. */
  readonly overtaking: Rate;
  readonly handling: LogSample;
  /** From an offer to its acceptance. */
  readonly coming: LogSample;
  /** Of those who waited: how many left, and how long all of them waited together. */
  readonly leaving: Rate;
  readonly corrections: Readonly<Record<LineBucket, Correction>>;
  readonly calibration: Calibration;
}

export const EMPTY_WAIT_STATE: WaitState = {
  at: null,
  slots: 0,
  busy: 0,
  waiting: 0,
  arrivals: NO_RATE,
  overtaking: NO_RATE,
  handling: NO_SAMPLE,
  coming: NO_SAMPLE,
  leaving: NO_RATE,
  corrections: { free: NO_CORRECTION, next: NO_CORRECTION, line: NO_CORRECTION, long: NO_CORRECTION },
  calibration: NO_CALIBRATION,
};

/** Arrivals follow the hour of the day. */
const ARRIVAL_MEMORY = 30 * 60;
/** Handling times and habits last for weeks, and a team that was away for a month starts anew. */
const HABIT_MEMORY = 14 * 86_400;
/** People who left are remembered over this much waiting, all who waited taken together. */
const LEAVING_MEMORY = 200_000;
const LONGEST_SECONDS = 7 * 86_400;
const MOST_SLOTS = 100_000;

/** The state after one more event. Pure: the same events give the same state. */
export function applyWaitEvent(state: WaitState, event: WaitEvent): WaitState {
  const next = advanceTo(state, event);
  switch (event.type) {
    case 'arrived':
      return { ...next, waiting: next.waiting + 1 };
    case 'accepted':
      return accept(next, event);
    case 'ended':
      return {
        ...next,
        busy: Math.max(0, next.busy - 1),
        handling: addDuration(next.handling, event.handledSeconds),
      };
    case 'abandoned':
      return leave(next, event.waitedSeconds, event.quote);
    case 'operators-changed': {
      const slots = whole(event.slots);
      return { ...next, slots, busy: Math.min(slots, whole(event.busy)) };
    }
  }
}

/** Folds a department's whole history, oldest first. */
export function foldWait(events: Iterable<WaitEvent>): WaitState {
  let state = EMPTY_WAIT_STATE;
  for (const event of events) state = applyWaitEvent(state, event);
  return state;
}

function advanceTo(state: WaitState, event: WaitEvent): WaitState {
  // A time that is none would make every figure after it none too.
  const at = Number.isFinite(event.at) ? Math.max(state.at ?? event.at, event.at) : (state.at ?? 0);
  const passed = state.at === null ? 0 : secondsBetween(state.at, at);
  const arrived = event.type === 'arrived' ? 1 : 0;
  const overtakes = event.type === 'arrived' && event.overtakes === true ? 1 : 0;
  return {
    ...state,
    at,
    arrivals: advanceRate(state.arrivals, passed, arrived, ARRIVAL_MEMORY),
    overtaking: advanceRate(state.overtaking, passed, overtakes, ARRIVAL_MEMORY),
    handling: ageSample(state.handling, passed, HABIT_MEMORY),
    coming: ageSample(state.coming, passed, HABIT_MEMORY),
  };
}

function accept(state: WaitState, event: WaitEvent & { type: 'accepted' }): WaitState {
  const { waitedSeconds, comingSeconds, quote } = event;
  const coming = comingSeconds === null ? state.coming : addDuration(state.coming, comingSeconds);
  const next = { ...state, coming, busy: Math.min(Math.max(state.slots, 1), state.busy + 1) };
  if (waitedSeconds === null) return next;
  const served = { ...next, waiting: Math.max(0, next.waiting - 1) };
  if (!isDuration(waitedSeconds)) return served;
  const leaving = advanceRate(state.leaving, waitedSeconds, 0, LEAVING_MEMORY);
  return answered({ ...served, leaving }, { quote, waitedSeconds, left: false });
}

function leave(state: WaitState, waitedSeconds: number, quote: WaitQuote | null): WaitState {
  const left = { ...state, waiting: Math.max(0, state.waiting - 1) };
  if (!isDuration(waitedSeconds)) return left;
  const leaving = advanceRate(state.leaving, waitedSeconds, 1, LEAVING_MEMORY);
  return answered({ ...left, leaving }, { quote, waitedSeconds, left: true });
}

function answered(
  state: WaitState,
  { quote, ...rest }: Omit<Answer, 'quote'> & { readonly quote: WaitQuote | null },
): WaitState {
  if (quote === null || !isQuote(quote)) return state;
  const answer: Answer = { quote, ...rest };
  const correction = learn(state.corrections[quote.bucket], answer);
  return {
    ...state,
    corrections: { ...state.corrections, [quote.bucket]: correction },
    calibration: count(state.calibration, answer),
  };
}

function isDuration(seconds: number): boolean {
  return seconds >= 0 && seconds <= LONGEST_SECONDS;
}

function whole(value: number): number {
  return Number.isFinite(value) ? Math.min(MOST_SLOTS, Math.max(0, Math.floor(value))) : 0;
}
