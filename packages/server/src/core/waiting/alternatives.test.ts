import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seeded } from '../../testing/seeded.ts';
import { isOpen } from '../hours/business-hours.ts';
import type { BusinessHours } from '../hours/business-hours.ts';
import { alternativesFor, checkCallbackTime, earliestCallback } from './alternatives.ts';
import type { Standing } from './alternatives.ts';
import type { WaitBand } from './wait-band.ts';

const SECOND = 1_000_000;
const MINUTE = 60 * SECOND;
const DAY = 86_400 * SECOND;
const office = [{ from: 540, to: 1020 }];
/** Monday to Friday, nine to five in Greenwich. */
const OFFICE: BusinessHours = {
  zone: 'UTC',
  week: [office, office, office, office, office, [], []],
  holidays: new Map(),
};
const NEVER: BusinessHours = { zone: 'UTC', week: [[], [], [], [], [], [], []], holidays: new Map() };

const at = (text: string): number => Date.parse(text) * 1000;
const TUESDAY_NOON = at('2026-11-24T12:00Z');
const known = (p50: number): WaitBand => ({ type: 'known', position: 3, p50, p90: p50 * 3, bucket: 'line' });
const NOBODY: WaitBand = { type: 'unknown', position: 1, why: 'nobody-present' };
const TOO_LITTLE: WaitBand = { type: 'unknown', position: 1, why: 'too-little-seen' };

function standing(changes: Partial<Standing> = {}): Standing {
  return {
    at: TUESDAY_NOON,
    requestedAt: changes.at ?? TUESDAY_NOON,
    serviceLevelSeconds: 60,
    hours: OFFICE,
    band: known(20),
    offerable: { callback: true, email: true, ai: true },
    ...changes,
  };
}

describe('H7.1, H7.3: which alternatives are offered when', () => {
  const noon = TUESDAY_NOON;
  const night = at('2026-11-24T22:00Z');
  const justBefore = at('2026-11-24T08:50Z');
  test.each([
    ['somebody will come in time', standing(), [], null],
    ['so far nobody can say', standing({ band: TOO_LITTLE }), [], null],
    [
      'the level passed',
      standing({ requestedAt: noon - MINUTE }),
      ['wait', 'callback', 'email', 'ai'],
      'service-level-passed',
    ],
    ['it is sure to pass', standing({ band: known(61) }), ['wait', 'callback', 'email', 'ai'], 'long-wait'],
    [
      'it passes with what was waited',
      standing({ band: known(40), requestedAt: noon - 30 * SECOND }),
      ['wait', 'callback', 'email', 'ai'],
      'long-wait',
    ],
    ['nobody is present', standing({ band: NOBODY }), ['wait', 'callback', 'email', 'ai'], 'nobody-present'],
    ['it is closed', standing({ at: night, band: NOBODY }), ['callback', 'email', 'ai'], 'closed'],
    ['it is closed though somebody is there', standing({ at: night }), ['callback', 'email', 'ai'], 'closed'],
    [
      'it opens in ten minutes',
      standing({ at: justBefore, band: NOBODY }),
      ['wait', 'callback', 'email', 'ai'],
      'closed',
    ],
    ['it never opens', standing({ hours: NEVER }), ['email', 'ai'], 'closed'],
    [
      'it is closed and can keep nothing',
      standing({ at: night, offerable: { callback: false, email: false, ai: false } }),
      ['wait'],
      'closed',
    ],
    [
      'no hours are kept, nobody is there',
      standing({ hours: null, band: NOBODY }),
      ['wait', 'callback', 'email', 'ai'],
      'nobody-present',
    ],
    [
      'a policy wants a person',
      standing({ band: NOBODY, offerable: { callback: true, email: true, ai: false } }),
      ['wait', 'callback', 'email'],
      'nobody-present',
    ],
    [
      'nothing else is kept',
      standing({ band: NOBODY, offerable: { callback: false, email: false, ai: false } }),
      ['wait'],
      'nobody-present',
    ],
    [
      'only mail is kept',
      standing({ at: night, offerable: { callback: false, email: true, ai: false } }),
      ['email'],
      'closed',
    ],
  ])('%s', (_what, given, offers, why) => {
    expect(alternativesFor(given)).toMatchObject({ offers, why });
  });

  test('closed: it is said when it opens, and from when on a call can be had', () => {
    const friday = standing({ at: at('2026-11-27T18:00Z') });
    const monday = at('2026-11-30T09:00Z');
    expect(alternativesFor(friday)).toMatchObject({ opensAt: monday, callbackFrom: monday });
    expect(alternativesFor(standing({ band: NOBODY }))).toMatchObject({
      opensAt: null,
      callbackFrom: TUESDAY_NOON + 15 * MINUTE,
    });
  });
});

describe('H7.1: a callback at a chosen time', () => {
  test.each([
    ['2026-11-24T12:15Z', 'kept', null],
    ['2026-11-24T12:14Z', 'too-soon', '2026-11-24T12:15Z'],
    ['2026-11-23T12:00Z', 'too-soon', '2026-11-24T12:15Z'],
    ['2026-11-24T16:50Z', 'kept', null],
    ['2026-11-24T16:51Z', 'closed', '2026-11-25T09:00Z'],
    ['2026-11-24T20:00Z', 'closed', '2026-11-25T09:00Z'],
    ['2026-11-28T12:00Z', 'closed', '2026-11-30T09:00Z'],
    ['2026-12-22T12:00Z', 'kept', null],
    ['2027-01-04T12:00Z', 'too-far', '2026-11-24T12:15Z'],
  ])('%s is %s', (chosen, outcome, nearest) => {
    expect(checkCallbackTime(OFFICE, at(chosen), TUESDAY_NOON)).toEqual(
      nearest === null ? { type: 'kept' } : { type: 'refused', why: outcome, nearest: at(nearest) },
    );
  });

  test.each([Number.NaN, Infinity, -Infinity])('%f is no time', (chosen) => {
    expect(checkCallbackTime(OFFICE, chosen, TUESDAY_NOON).type).toBe('refused');
  });

  test('openings too short for a call are passed over', () => {
    const hours: BusinessHours = {
      ...OFFICE,
      week: OFFICE.week.map(() => [
        { from: 600, to: 605 },
        { from: 840, to: 900 },
      ]),
    };
    expect(earliestCallback(hours, at('2026-11-24T09:00Z'))).toBe(at('2026-11-24T14:00Z'));
    const short = { ...OFFICE, week: OFFICE.week.map(() => [{ from: 600, to: 605 }]) };
    expect(earliestCallback(short, TUESDAY_NOON)).toBeNull();
  });

  test('what is proposed can be had', () => {
    const minute = fc.integer({ min: 0, max: 1439 });
    const interval = fc
      .tuple(minute, minute)
      .filter(([from, to]) => from < to)
      .map(([from, to]) => ({ from, to }));
    const day = fc.array(interval, { maxLength: 2 });
    const hours = fc
      .tuple(
        fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York'),
        fc.array(day, { minLength: 7, maxLength: 7 }),
      )
      .map(([zone, week]): BusinessHours => ({ zone, week, holidays: new Map() }));
    const times = fc
      .integer({ min: 0, max: 400 * 1440 })
      .map((minutes) => at('2026-01-01T00:00Z') + minutes * MINUTE);
    fc.assert(
      fc.property(hours, times, (given, now) => {
        const earliest = earliestCallback(given, now);
        if (earliest === null) return;
        expect(earliest).toBeGreaterThan(now);
        expect(isOpen(given, earliest)).toBe(true);
        if (earliest < now + 30 * DAY)
          expect(checkCallbackTime(given, earliest, now)).toEqual({ type: 'kept' });
      }),
      seeded(200),
    );
  });
});
