import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seeded } from '../../testing/seeded.ts';
import { rangeOf } from './band-range.ts';
import { tellAgain, toldOf } from './tell-again.ts';
import type { Told } from './tell-again.ts';
import type { WaitBand } from './wait-band.ts';

const SECOND = 1_000_000;
const MINUTE = 60;

function known(p50: number, p90: number, position = 1): WaitBand {
  return { type: 'known', position, p50, p90, bucket: 'line' };
}
const UNKNOWN: WaitBand = { type: 'unknown', position: 1, why: 'too-little-seen' };

describe('H7.1: a band as one says it', () => {
  test.each([
    [5, 30, 0, 1],
    [5, 60, 0, 1],
    [30, 61, 0, 3],
    [70, 170, 1, 3],
    [180, 300, 3, 5],
    [200, 290, 3, 5],
    [330, 590, 5, 10],
    [700, 1100, 10, 20],
    [3700, 5000, 60, 90],
    [12_000, 14_000, 180, 240],
  ])('%i to %i s is %i to %i minutes', (p50, p90, from, to) => {
    expect(rangeOf(known(p50, p90))).toEqual({ from: from * MINUTE, to: to * MINUTE });
  });

  test.each([
    [13_000, 20_000, 180],
    [15_000, 20_000, 240],
  ])('%i to %i s is more than %i minutes', (p50, p90, from) => {
    expect(rangeOf(known(p50, p90))).toEqual({ from: from * MINUTE, to: null });
  });

  test('of an unknown wait nothing is said', () => {
    expect(rangeOf(UNKNOWN)).toBeNull();
  });

  test('the range holds what was estimated', () => {
    const seconds = fc.double({ min: 0.5, max: 90_000, noNaN: true });
    fc.assert(
      fc.property(seconds, seconds, (p50, more) => {
        const range = rangeOf(known(p50, p50 + more));
        expect(range?.from).toBeLessThanOrEqual(p50);
        expect(range?.to ?? Infinity).toBeGreaterThanOrEqual(p50 + more);
        expect(range?.to ?? Infinity).toBeGreaterThan(range?.from ?? 0);
      }),
      seeded(500),
    );
  });
});

describe('H7.1: when a customer is told again', () => {
  const told = toldOf(known(70, 170, 3), 0);
  test.each([
    ['nothing was told yet', null, toldOf(UNKNOWN, 0), true],
    ['nothing changed', told, toldOf(known(80, 150, 3), 500 * SECOND), false],
    ['he came nearer', told, toldOf(known(70, 170, 2), 60 * SECOND), true],
    ['he came nearer a moment ago', told, toldOf(known(70, 170, 2), 59 * SECOND), false],
    ['it takes longer', told, toldOf(known(70, 190, 3), 60 * SECOND), true],
    ['it takes less', told, toldOf(known(40, 100, 3), 60 * SECOND), true],
    ['somebody urgent came in between', told, toldOf(known(70, 170, 4), 60 * SECOND), false],
    ['now nobody can say', told, toldOf({ ...UNKNOWN, position: 3 }, 60 * SECOND), true],
    ['still nobody can say', toldOf(UNKNOWN, 0), toldOf(UNKNOWN, 900 * SECOND), false],
    ['the clock went back', told, toldOf(known(70, 170, 1), -SECOND), false],
  ])('%s', (_what, last, now, tells) => {
    expect(tellAgain(last, now, 60)).toBe(tells);
  });

  test('never more often than the pause allows, and never twice the same', () => {
    const steps = fc.array(
      fc.record({
        seconds: fc.integer({ min: 0, max: 100 }),
        p50: fc.integer({ min: 1, max: 2000 }),
        position: fc.integer({ min: 1, max: 5 }),
      }),
      { maxLength: 50 },
    );
    fc.assert(
      fc.property(steps, fc.integer({ min: 1, max: 120 }), (moments, pause) => {
        let at = 0;
        const messages: Told[] = [];
        for (const { seconds, p50, position } of moments) {
          at += seconds * SECOND;
          const now = toldOf(known(p50, p50 * 2.5, position), at);
          if (tellAgain(messages.at(-1) ?? null, now, pause)) messages.push(now);
        }
        for (const [index, message] of messages.entries()) {
          const before = messages[index - 1];
          if (before === undefined) continue;
          expect(message.at - before.at).toBeGreaterThanOrEqual(pause * SECOND);
          expect({ ...message, at: 0 }).not.toEqual({ ...before, at: 0 });
        }
      }),
      seeded(300),
    );
  });
});
