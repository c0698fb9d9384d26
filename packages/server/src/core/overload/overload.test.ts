import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { OldestWrite } from './oldest-write.ts';
import { NO_PRESSURE, isTurnedAway, nextStanding } from './pressure.ts';
import type { PressureLevel, PressureRule, Standing } from './pressure.ts';

const RULE: PressureRule = { limits: [100, 200, 400], patience: 500 };

/** Levels after readings that are 100 ms apart. */
function levels(values: readonly number[], rule: PressureRule = RULE): PressureLevel[] {
  let standing: Standing = NO_PRESSURE;
  return values.map((value, index) => (standing = nextStanding(standing, value, index * 100, rule)).level);
}

describe('pressure', () => {
  test('one long pause is none', () => {
    expect(levels([0, 5000, 0, 5000, 0])).toEqual([0, 0, 0, 0, 0]);
  });

  test('what stands for as long as the patience lasts is', () => {
    expect(levels([150, 150, 150, 150, 150, 150, 150])).toEqual([0, 0, 0, 0, 0, 1, 1]);
  });

  test('each limit has a time of its own', () => {
    expect(levels([150, 150, 250, 250, 250, 250, 250, 250])).toEqual([0, 0, 0, 0, 0, 1, 1, 2]);
  });

  test('it ends with the first reading that is clearly below', () => {
    expect(levels([150, 150, 150, 150, 150, 150, 85, 79, 150])).toEqual([0, 0, 0, 0, 0, 1, 1, 0, 0]);
  });

  test('without patience the first reading decides', () => {
    expect(levels([99, 100, 400, 200, 0], { ...RULE, patience: 0 })).toEqual([0, 1, 3, 2, 0]);
  });

  test.each([
    [0, []],
    [1, ['newcomers']],
    [2, ['newcomers', 'customers']],
    [3, ['newcomers', 'customers', 'staff']],
  ] as const)('on level %i those are turned away: %j', (level, away) => {
    const ranks = ['newcomers', 'customers', 'staff', 'never'] as const;
    expect(ranks.filter((rank) => isTurnedAway(rank, level))).toEqual(away);
  });
});

describe('the oldest write', () => {
  test('waits from the reading that saw it first until it has an outcome', () => {
    const oldest = new OldestWrite();
    expect(oldest.read({ asked: 3, settled: 3 }, 0)).toBe(0);
    expect(oldest.read({ asked: 5, settled: 3 }, 100)).toBe(0);
    expect(oldest.read({ asked: 9, settled: 4 }, 200)).toBe(100);
    expect(oldest.read({ asked: 9, settled: 5 }, 300)).toBe(100);
    expect(oldest.read({ asked: 9, settled: 9 }, 400)).toBe(0);
  });

  test('is never said to wait longer than it does, and at most one reading less', () => {
    const steps = fc.array(fc.record({ asked: fc.nat(20), settled: fc.nat(25) }), { maxLength: 60 });
    fc.assert(
      fc.property(steps, (all) => {
        const oldest = new OldestWrite();
        const askedAt: number[] = [];
        let settled = 0;
        for (const [index, step] of all.entries()) {
          const now = (index + 1) * 100;
          // Asked for at any time since the reading before: here in the middle.
          for (let i = 0; i < step.asked; i++) askedAt.push(now - 50);
          settled = Math.min(askedAt.length, settled + step.settled);
          const shown = oldest.read({ asked: askedAt.length, settled }, now);
          const truth = settled === askedAt.length ? 0 : now - (askedAt[settled] ?? 0);
          expect(shown).toBeLessThanOrEqual(truth);
          expect(shown).toBeGreaterThanOrEqual(truth - 100);
        }
      }),
    );
  });
});
