import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seeded } from '../../testing/seeded.ts';
import { LINE_BUCKETS } from './calibration.ts';
import { erlangQuantile, knownBand, stateWith } from './testing/wait-cases.ts';
import { quoteOf, utilisationOf, waitBand } from './wait-band.ts';
import { EMPTY_WAIT_STATE, applyWaitEvent, foldWait } from './wait-state.ts';
import type { WaitEvent } from './wait-state.ts';

const SECOND = 1_000_000;
const DAY = 86_400 * SECOND;

describe('H7.2: when there is not enough to go on it says so', () => {
  test.each([
    ['nothing ever happened', {}, 'nobody-present'],
    ['nobody is present', { handled: 100, accepted: 100, slots: 0 }, 'nobody-present'],
    ['nobody ever accepted', { handled: 100, accepted: 0, slots: 5, busy: 5 }, 'too-little-seen'],
    ['few accepted', { handled: 100, accepted: 4, slots: 5, busy: 0 }, 'too-little-seen'],
    ['few were handled, all are busy', { handled: 7, accepted: 100, slots: 5, busy: 5 }, 'too-little-seen'],
  ])('%s', (_what, given, why) => {
    expect(waitBand(stateWith(given), 0)).toEqual({ type: 'unknown', position: 1, why });
  });

  test('with a free slot handling times are not needed', () => {
    const band = knownBand(stateWith({ handled: 0, accepted: 100, slots: 5, busy: 4, comingSeconds: 12 }), 0);
    expect(band.bucket).toBe('free');
    expect(band.p50).toBeCloseTo(12, 0);
  });

  test('what was learned fades: a team that was away for months starts anew', () => {
    const busy = stateWith({ handled: 50, accepted: 50, slots: 3, busy: 3 });
    const later = (days: number): string =>
      waitBand(
        applyWaitEvent(busy, {
          type: 'operators-changed',
          at: (busy.at ?? 0) + days * DAY,
          slots: 3,
          busy: 3,
        }),
        0,
      ).type;
    expect([later(1), later(7), later(90)]).toEqual(['known', 'known', 'unknown']);
  });
});

describe('H7.2: the band', () => {
  test.each([
    [1, 0],
    [3, 0],
    [3, 4],
    [10, 1],
    [10, 30],
    [40, 200],
  ])('with %i slots and %i ahead: as Erlang’s distribution of so many openings', (slots, ahead) => {
    // Handling times as spread as exponential ones, and operators who come at once.
    const state = stateWith({
      handled: 300,
      accepted: 20,
      slots,
      busy: slots,
      handledSeconds: 300,
      cv2: 1,
      comingSeconds: 0,
    });
    const band = knownBand(state, ahead);
    const openings = slots / 300;
    // A gamma quantile by a cube, and a mean of 300 durations.
    expect(band.p50 / erlangQuantile(ahead + 1, openings, 0.5)).toBeCloseTo(1, 1);
    expect(band.p90 / erlangQuantile(ahead + 1, openings, 0.9)).toBeCloseTo(1, 1);
    expect(band.position).toBe(ahead + 1);
  });

  const base = { handled: 200, accepted: 200, slots: 4, busy: 4, handledSeconds: 300, comingSeconds: 10 };

  test('one who waits with slots free for everyone ahead waits for an operator to come, no more', () => {
    const free = stateWith({ ...base, slots: 10, busy: 7 });
    expect(knownBand(free, 2).bucket).toBe('free');
    expect(knownBand(free, 3).bucket).toBe('next');
    expect(knownBand(free, 2).p90).toBeLessThan(knownBand(free, 3).p50 * 2);
  });

  test('people who leave make it shorter, people who overtake longer', () => {
    const plain = knownBand(stateWith(base), 9);
    expect(knownBand(stateWith({ ...base, leftShare: 0.5 }), 9).p50).toBeLessThan(plain.p50 * 0.9);
    expect(knownBand(stateWith({ ...base, overtakeShare: 0.5 }), 9).p50).toBeGreaterThan(plain.p50 * 1.1);
  });

  test('a few conversations left open over the week-end change little', () => {
    const clean = knownBand(stateWith(base), 3);
    const soiled = knownBand(stateWith({ ...base, outliers: 0.04 }), 3);
    expect(soiled.p50 / clean.p50).toBeGreaterThan(0.9);
    expect(soiled.p50 / clean.p50).toBeLessThan(1.35);
  });

  test('the load is arrivals times handling over slots', () => {
    const state = stateWith({ ...base, handledSeconds: 300, comingSeconds: 0, arrivalEverySeconds: 100 });
    expect(utilisationOf(state)).toBeCloseTo(300 / 100 / 4, 1);
    expect(utilisationOf(EMPTY_WAIT_STATE)).toBeNull();
  });

  test('whoever is further back waits longer, whoever has more operators less', () => {
    const cases = fc.record({
      slots: fc.integer({ min: 1, max: 60 }),
      ahead: fc.integer({ min: 0, max: 500 }),
      handledSeconds: fc.integer({ min: 20, max: 3000 }),
      cv2: fc.double({ min: 0.1, max: 3, noNaN: true }),
      leftShare: fc.constantFrom(0, 0.1, 0.4),
    });
    fc.assert(
      fc.property(cases, ({ slots, ahead, ...rest }) => {
        const given = { ...rest, comingSeconds: 0, handled: 60, accepted: 60 };
        const band = knownBand(stateWith({ ...given, slots, busy: slots }), ahead);
        const behind = knownBand(stateWith({ ...given, slots, busy: slots }), ahead + 1);
        const helped = knownBand(stateWith({ ...given, slots: slots + 1, busy: slots + 1 }), ahead);
        expect(band.p50).toBeLessThan(band.p90);
        expect(behind.p50).toBeGreaterThanOrEqual(band.p50);
        expect(helped.p50).toBeLessThanOrEqual(band.p50 * 1.001);
      }),
      seeded(200),
    );
  });
});

const strange = fc.oneof(
  fc.double(),
  fc.constantFrom(Number.NaN, Infinity, -1, 0, 1e300),
  fc.integer({ min: 0, max: 10_000 }),
);
const quotes = fc.option(fc.record({ p50: strange, p90: strange, bucket: fc.constantFrom(...LINE_BUCKETS) }));
const events: fc.Arbitrary<WaitEvent> = fc.oneof(
  fc.record({ type: fc.constant('arrived'), at: strange, overtakes: fc.boolean() }),
  fc.record({
    type: fc.constant('accepted'),
    at: strange,
    waitedSeconds: fc.option(strange),
    comingSeconds: fc.option(strange),
    quote: quotes,
  }),
  fc.record({ type: fc.constant('ended'), at: strange, handledSeconds: strange }),
  fc.record({ type: fc.constant('abandoned'), at: strange, waitedSeconds: strange, quote: quotes }),
  fc.record({ type: fc.constant('operators-changed'), at: strange, slots: strange, busy: strange }),
);

describe('whatever comes in', () => {
  test('the state keeps to numbers and to its size, and the band to its order', () => {
    const size = (value: unknown): number => JSON.stringify(value).replaceAll(/[-+.e\d]+/g, '0').length;
    fc.assert(
      fc.property(fc.array(events, { maxLength: 60 }), strange, (history, ahead) => {
        const state = foldWait(history);
        expect(JSON.stringify({ ...state, at: 0 })).not.toContain('null');
        expect(size({ ...state, at: 0 })).toBe(size({ ...EMPTY_WAIT_STATE, at: 0 }));
        expect(Math.min(state.waiting, state.busy, state.slots)).toBeGreaterThanOrEqual(0);
        const band = waitBand(state, ahead);
        expect(band.position).toBeGreaterThanOrEqual(1);
        if (band.type === 'unknown') return;
        expect(band.p50).toBeGreaterThan(0);
        expect(band.p90).toBeGreaterThan(band.p50);
        expect(band.p90).toBeLessThan(2 * 86_400);
      }),
      seeded(500),
    );
  });

  test('the same events give the same state, and no state is changed by the next', () => {
    fc.assert(
      fc.property(fc.array(events, { maxLength: 30 }), (history) => {
        let state = EMPTY_WAIT_STATE;
        for (const event of history) {
          const before = JSON.stringify(state);
          const next = applyWaitEvent(state, event);
          expect(JSON.stringify(state)).toBe(before);
          state = next;
        }
        expect(state).toEqual(foldWait(history));
      }),
      seeded(200),
    );
  });

  test('who waits and who is busy is counted along', () => {
    const none = { waitedSeconds: 5, comingSeconds: 5, quote: null };
    const state = foldWait([
      { type: 'operators-changed', at: 0, slots: 3, busy: 1 },
      { type: 'arrived', at: 1 },
      { type: 'arrived', at: 2 },
      { type: 'arrived', at: 3 },
      { type: 'accepted', at: 4, ...none },
      { type: 'accepted', at: 5, ...none, waitedSeconds: null },
      { type: 'abandoned', at: 6, waitedSeconds: 5, quote: null },
      { type: 'ended', at: 7, handledSeconds: 60 },
    ]);
    expect(state).toMatchObject({ slots: 3, busy: 2, waiting: 1 });
  });

  test('nothing is quoted of an unknown wait', () => {
    expect(quoteOf({ type: 'unknown', position: 1, why: 'too-little-seen' })).toBeNull();
    expect(quoteOf({ type: 'known', position: 1, p50: 1, p90: 2, bucket: 'free' })).toEqual({
      p50: 1,
      p90: 2,
      bucket: 'free',
    });
  });
});
