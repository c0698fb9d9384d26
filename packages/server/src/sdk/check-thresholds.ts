import type { TriggerThresholds } from '../engine/binding.ts';

/** Throws a RangeError for what cannot be a threshold. */
export function checkThresholds(thresholds: TriggerThresholds): void {
  const { stalledTurns, ...shares } = thresholds;
  for (const name of ['confidence', 'frustration', 'request'] as const) {
    const share = shares[name];
    if (share !== undefined && !(share >= 0 && share <= 1)) {
      throw new RangeError(`${name} is a number from 0 to 1, not ${share}`);
    }
  }
  if (stalledTurns !== undefined && !(Number.isInteger(stalledTurns) && stalledTurns >= 1)) {
    throw new RangeError(`stalledTurns is a whole number from 1 on, not ${stalledTurns}`);
  }
}
