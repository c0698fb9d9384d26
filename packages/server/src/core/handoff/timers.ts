import type { HandoffStage } from '@baton/protocol';

/*
 * The timers of a handoff (H3.1). Every open stage has at least one that runs; the store keeps the earliest of them
 * as the handoff's due time.
 */

export const TIMER_NAMES = [
  'transition',
  'offer',
  'relax',
  'near',
  'service-level',
  'tell',
  'reminder',
  'give-up',
  'idle',
  'return',
] as const;
export type TimerName = (typeof TIMER_NAMES)[number];

/** When each is due, microseconds since 1970; absent: it does not run. */
export type Timers = Readonly<Partial<Record<TimerName, number>>>;

/** Which timers may run in a stage; the first one always does. */
export const STAGE_TIMERS: Readonly<Record<HandoffStage, readonly TimerName[]>> = {
  requested: ['transition'],
  queued: ['give-up', 'relax', 'near', 'service-level', 'tell', 'reminder'],
  offered: ['offer', 'give-up', 'relax', 'near', 'service-level', 'tell', 'reminder'],
  active: ['idle'],
  returning: ['return'],
  resolved: [],
  returned: [],
  abandoned: [],
  withdrawn: [],
  callback: [],
  email: [],
  failed: [],
};

/** The timer that is due first: of two at once the one that stands first in TIMER_NAMES. Null when none runs. */
export function nextTimer(timers: Timers): { readonly name: TimerName; readonly due: number } | null {
  let next: { readonly name: TimerName; readonly due: number } | null = null;
  for (const name of TIMER_NAMES) {
    const due = timers[name];
    if (due !== undefined && (next === null || due < next.due)) next = { name, due };
  }
  return next;
}

/** Without some of them. */
export function stop(timers: Timers, ...names: readonly TimerName[]): Timers {
  const rest = { ...timers };
  for (const name of names) delete rest[name];
  return rest;
}
