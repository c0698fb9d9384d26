import type { TriggerThresholds } from '../engine/binding.ts';

const SHARES = ['confidence', 'frustration', 'frustrationRise', 'request'] as const;
/** The least that makes sense of each. */
const COUNTS = { stalledTurns: 1, unsureTurns: 1, failingTools: 1, mostTurns: 1, repeated: 2 } as const;

/** Throws a RangeError for what cannot be a threshold. */
export function checkThresholds(thresholds: TriggerThresholds): void {
  for (const name of SHARES) {
    const share = thresholds[name];
    if (share !== undefined && !(share >= 0 && share <= 1)) {
      throw new RangeError(`${name} is a number from 0 to 1, not ${share}`);
    }
  }
  for (const [name, least] of Object.entries(COUNTS)) {
    const count = thresholds[name as keyof typeof COUNTS];
    if (count !== undefined && !(Number.isInteger(count) && count >= least)) {
      throw new RangeError(`${name} is a whole number from ${least} on, not ${count}`);
    }
  }
}
