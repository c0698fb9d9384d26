import { describe, expect, test } from 'vitest';
import { FAULT_KINDS, planFaults } from './fault-plan.ts';

describe('a plan of faults', () => {
  test('is the same for the same seed and another for another one', () => {
    expect(planFaults(7, 20, 60_000, 3)).toEqual(planFaults(7, 20, 60_000, 3));
    expect(planFaults(7, 20, 60_000, 3)).not.toEqual(planFaults(8, 20, 60_000, 3));
  });

  test('leaves one node alone at any time, and has every kind', () => {
    const kinds = new Set<string>();
    for (let seed = 0; seed < 200; seed++) {
      const plan = planFaults(seed, 12, 60_000, 3);
      for (const { at, kind } of plan) {
        kinds.add(kind);
        const struck = plan.filter((each) => each.at <= at && at < each.at + each.lasts);
        expect(new Set(struck.map(({ node }) => node)).size).toBe(struck.length);
        expect(struck.length).toBeLessThan(3);
      }
    }
    expect([...kinds].toSorted()).toEqual([...FAULT_KINDS].toSorted());
  });
});
