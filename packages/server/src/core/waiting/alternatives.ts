import type { Alternative } from '@baton/protocol';
import { isOpen, nextClosing, nextOpening } from '../hours/business-hours.ts';
import type { BusinessHours } from '../hours/business-hours.ts';
import type { WaitBand } from './wait-band.ts';

/* What a customer is offered instead of waiting, and when (H7.1, H7.3). Times are microseconds since 1970. */

/** What the department can keep: nothing is offered that nobody will do. */
export interface Offerable {
  readonly callback: boolean;
  readonly email: boolean;
  /** Whether the AI may go on: not where a policy wants a person. */
  readonly ai: boolean;
}

/** How things stand for one who asked for a person. */
export interface Standing {
  readonly at: number;
  readonly requestedAt: number;
  readonly serviceLevelSeconds: number;
  /** Null for a department that is always open. */
  readonly hours: BusinessHours | null;
  readonly band: WaitBand;
  readonly offerable: Offerable;
}

export type WhyAlternatives = 'closed' | 'nobody-present' | 'service-level-passed' | 'long-wait';

/** Alternatives in the order they are shown, none while a person will come in time. */
export interface Alternatives {
  readonly offers: readonly Alternative[];
  readonly why: WhyAlternatives | null;
  /** When the department opens again, where it is closed. */
  readonly opensAt: number | null;
  /** The earliest time for which a callback can be promised; null when none is offered. */
  readonly callbackFrom: number | null;
}

const SECOND = 1_000_000;
/** Closed, but not for longer than this: then waiting is a choice too. */
const SOON_OPEN_SECONDS = 15 * 60;
/** An operator who is to call has to be told, and to finish a sentence. */
const CALLBACK_NOTICE_SECONDS = 15 * 60;
/** A call promised for the last minutes before closing is a call not made. */
const CALLBACK_BEFORE_CLOSING_SECONDS = 10 * 60;
/** Further ahead nobody knows his plans, and the log may be gone. */
const CALLBACK_HORIZON_DAYS = 30;
const STEP_SECONDS = 15 * 60;

/**
 * Which alternatives are offered now, and why. Closed or nobody there: at once. Else when the service level passed, or
 * when more than half of such waits pass it, so that nobody learns after a minute what was known at the start.
 */
export function alternativesFor(standing: Standing): Alternatives {
  const { at, hours, offerable } = standing;
  const opensAt = hours === null || isOpen(hours, at) ? at : nextOpening(hours, at);
  const why = whyNow(standing, opensAt);
  if (why === null) return { offers: [], why, opensAt: null, callbackFrom: null };
  const callbackFrom = offerable.callback ? earliestCallback(hours, at) : null;
  const offers: Alternative[] = [];
  const worthWaiting = opensAt !== null && opensAt - at <= SOON_OPEN_SECONDS * SECOND;
  if (worthWaiting) offers.push('wait');
  if (callbackFrom !== null) offers.push('callback');
  if (offerable.email) offers.push('email');
  if (offerable.ai) offers.push('ai');
  // Whatever the department cannot keep: he may stay.
  if (offers.length === 0) offers.push('wait');
  return { offers, why, opensAt: why === 'closed' ? opensAt : null, callbackFrom };
}

function whyNow(
  { at, requestedAt, serviceLevelSeconds, band }: Standing,
  opensAt: number | null,
): WhyAlternatives | null {
  if (opensAt !== at) return 'closed';
  if (band.type === 'unknown' && band.why === 'nobody-present') return 'nobody-present';
  const waited = Math.max(0, at - requestedAt) / SECOND;
  if (waited >= serviceLevelSeconds) return 'service-level-passed';
  return band.type === 'known' && waited + band.p50 > serviceLevelSeconds ? 'long-wait' : null;
}

/** What a chosen time for a callback is worth. */
export type CallbackTime =
  | { readonly type: 'kept' }
  | {
      readonly type: 'refused';
      readonly why: 'too-soon' | 'too-far' | 'closed';
      readonly nearest: number | null;
    };

/** Checks a time that a customer chose; `nearest` is the first later one (or the earliest) that can be promised. */
export function checkCallbackTime(hours: BusinessHours | null, chosen: number, now: number): CallbackTime {
  const earliest = earliestCallback(hours, now);
  // Written so that no number at all is refused too.
  if (!(chosen >= now + CALLBACK_NOTICE_SECONDS * SECOND))
    return { type: 'refused', why: 'too-soon', nearest: earliest };
  if (chosen > now + CALLBACK_HORIZON_DAYS * 86_400 * SECOND) {
    return { type: 'refused', why: 'too-far', nearest: earliest };
  }
  if (isReachable(hours, chosen)) return { type: 'kept' };
  return { type: 'refused', why: 'closed', nearest: reachableFrom(hours, chosen) };
}

/** The earliest time for a callback, on a quarter of an hour; null when the department does not open within a year. */
export function earliestCallback(hours: BusinessHours | null, now: number): number | null {
  const step = STEP_SECONDS * SECOND;
  return reachableFrom(hours, Math.ceil((now + CALLBACK_NOTICE_SECONDS * SECOND) / step) * step);
}

function reachableFrom(hours: BusinessHours | null, from: number): number | null {
  let time = from;
  // Openings too short for a call are passed over, but not for ever.
  for (let tries = 0; tries < 30; tries += 1) {
    if (hours === null || isReachable(hours, time)) return time;
    const closing = nextClosing(hours, time);
    const opening = closing === null ? null : nextOpening(hours, closing);
    if (opening === null) return null;
    time = opening;
  }
  return null;
}

function isReachable(hours: BusinessHours | null, time: number): boolean {
  if (hours === null) return true;
  if (!isOpen(hours, time)) return false;
  const closing = nextClosing(hours, time, 1);
  return closing === null || closing - time >= CALLBACK_BEFORE_CLOSING_SECONDS * SECOND;
}
