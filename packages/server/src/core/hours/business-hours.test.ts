import type { BusinessHours as WrittenHours, TimeSpan } from '@baton/protocol';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seeded } from '../../testing/seeded.ts';
import { isOpen, nextClosing, nextOpening } from './business-hours.ts';
import type { BusinessHours } from './business-hours.ts';
import { readBusinessHours } from './read-business-hours.ts';
import { isZone, wallOf } from './zone.ts';

const MINUTE = 60_000_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

function hoursOf(input: WrittenHours): BusinessHours {
  const read = readBusinessHours(input);
  if (read.type === 'refused') throw new Error(read.problems.join('; '));
  return read.hours;
}

function everyDay(...spans: TimeSpan[]): WrittenHours['week'] {
  return {
    monday: spans,
    tuesday: spans,
    wednesday: spans,
    thursday: spans,
    friday: spans,
    saturday: spans,
    sunday: spans,
  };
}

const OFFICE: TimeSpan = ['09:00', '17:00'];
const WORKDAYS = {
  monday: [OFFICE],
  tuesday: [OFFICE],
  wednesday: [OFFICE],
  thursday: [OFFICE],
  friday: [OFFICE],
};

const at = (text: string): number => Date.parse(text) * 1000;
const text = (time: number | null): string | null =>
  time === null ? null : new Date(time / 1000).toISOString().replace(':00.000Z', 'Z');

describe('H6.7: an ordinary week', () => {
  const berlin = hoursOf({
    zone: 'Europe/Berlin',
    week: WORKDAYS,
    holidays: { '2026-12-24': [['09:00', '12:00']], '2026-12-25': [], '2026-12-26': [['10:00', '11:00']] },
  });

  test.each([
    ['2026-11-23T07:59:59.999Z', false],
    ['2026-11-23T08:00Z', true],
    ['2026-11-23T15:59:59.999Z', true],
    ['2026-11-23T16:00Z', false],
    ['2026-07-06T07:00Z', true],
    ['2026-11-22T10:00Z', false],
    ['2026-12-24T10:30Z', true],
    ['2026-12-24T11:00Z', false],
    ['2026-12-25T10:00Z', false],
    ['2026-12-26T09:30Z', true],
  ])('%s: %s', (time, open) => {
    expect(isOpen(berlin, at(time))).toBe(open);
  });

  test.each([
    ['2026-11-23T06:00Z', '2026-11-23T08:00Z', '2026-11-23T06:00Z'],
    ['2026-11-23T08:00Z', '2026-11-23T08:00Z', '2026-11-23T16:00Z'],
    ['2026-11-20T16:00Z', '2026-11-23T08:00Z', '2026-11-20T16:00Z'],
    ['2026-12-24T11:00Z', '2026-12-26T09:00Z', '2026-12-24T11:00Z'],
    ['2026-12-24T10:00Z', '2026-12-24T10:00Z', '2026-12-24T11:00Z'],
    ['2026-12-26T10:00Z', '2026-12-28T08:00Z', '2026-12-26T10:00Z'],
  ])('from %s it opens at %s and closes at %s', (time, opening, closing) => {
    expect(text(nextOpening(berlin, at(time)))).toBe(opening);
    expect(text(nextClosing(berlin, at(time)))).toBe(closing);
  });

  test('the same wall clock in other zones', () => {
    const opening = (zone: string): string | null =>
      text(nextOpening(hoursOf({ zone, week: WORKDAYS }), at('2026-01-03T12:00Z')));
    expect(opening('America/New_York')).toBe('2026-01-05T14:00Z');
    expect(opening('Asia/Kolkata')).toBe('2026-01-05T03:30Z');
    expect(opening('Pacific/Kiritimati')).toBe('2026-01-04T19:00Z');
    expect(opening('Pacific/Pago_Pago')).toBe('2026-01-05T20:00Z');
    expect(opening('UTC')).toBe('2026-01-05T09:00Z');
  });
});

describe('H6.7: nights and round the clock', () => {
  const nights = hoursOf({
    zone: 'Europe/Paris',
    week: everyDay(['22:00', '06:00']),
    holidays: { '2026-12-25': [], '2026-12-27': [['20:00', '02:00']] },
  });

  test.each([
    ['2026-11-23T20:59Z', false],
    ['2026-11-23T21:00Z', true],
    ['2026-11-24T04:59Z', true],
    ['2026-11-24T05:00Z', false],
    // Christmas is closed from its first minute, and the night of Christmas does not begin.
    ['2026-12-24T22:59Z', true],
    ['2026-12-24T23:00Z', false],
    ['2026-12-26T02:00Z', false],
    ['2026-12-26T21:30Z', true],
    ['2026-12-27T02:00Z', false],
    ['2026-12-28T00:30Z', true],
    ['2026-12-28T01:00Z', false],
  ])('%s: %s', (time, open) => {
    expect(isOpen(nights, at(time))).toBe(open);
  });

  test('a night closes in the morning', () => {
    expect(text(nextClosing(nights, at('2026-11-23T23:30Z')))).toBe('2026-11-24T05:00Z');
    expect(text(nextClosing(nights, at('2026-12-24T22:00Z')))).toBe('2026-12-24T23:00Z');
  });

  test('always open never closes, never open never opens', () => {
    const always = hoursOf({ zone: 'UTC', week: everyDay(['00:00', '24:00']) });
    const never = hoursOf({ zone: 'UTC', week: {} });
    const time = at('2026-11-23T12:00Z');
    expect([isOpen(always, time), nextOpening(always, time), nextClosing(always, time)]).toEqual([
      true,
      time,
      null,
    ]);
    expect([isOpen(never, time), nextOpening(never, time), nextClosing(never, time)]).toEqual([
      false,
      null,
      time,
    ]);
  });

  test('always open but for one holiday closes then', () => {
    const hours = hoursOf({
      zone: 'UTC',
      week: everyDay(['00:00', '24:00']),
      holidays: { '2027-01-01': [] },
    });
    expect(text(nextClosing(hours, at('2026-11-23T12:00Z')))).toBe('2027-01-01T00:00Z');
    expect(text(nextOpening(hours, at('2027-01-01T12:00Z')))).toBe('2027-01-02T00:00Z');
  });

  test('a closing is looked for as far as one asks', () => {
    const hours = hoursOf({
      zone: 'UTC',
      week: everyDay(['00:00', '24:00']),
      holidays: { '2026-11-26': [] },
    });
    const time = at('2026-11-23T12:00Z');
    expect(nextClosing(hours, time, 1)).toBeNull();
    expect(text(nextClosing(hours, time, 3))).toBe('2026-11-26T00:00Z');
  });

  test('a date that is open by exception is found months ahead', () => {
    const hours = hoursOf({ zone: 'Asia/Tokyo', week: {}, holidays: { '2027-05-01': [['10:00', '12:00']] } });
    expect(text(nextOpening(hours, at('2026-11-23T12:00Z')))).toBe('2027-05-01T01:00Z');
  });
});

describe('H6.7: the clock is put forward and back', () => {
  // Zone, open from and to on the wall, a time, and when it opens and closes from there.
  test.each([
    // Spring: 02:00 to 03:00 does not exist on 29 March 2026 in Berlin.
    ['Europe/Berlin', '00:00', '04:00', '2026-03-28T22:00Z', '2026-03-28T23:00Z', '2026-03-29T02:00Z'],
    ['Europe/Berlin', '02:30', '10:00', '2026-03-29T00:00Z', '2026-03-29T01:00Z', '2026-03-29T08:00Z'],
    ['Europe/Berlin', '01:00', '02:30', '2026-03-28T23:00Z', '2026-03-29T00:00Z', '2026-03-29T01:00Z'],
    // Nothing is left of an opening within the hour: the next day's is the next.
    ['Europe/Berlin', '02:15', '02:45', '2026-03-29T00:00Z', '2026-03-30T00:15Z', '2026-03-30T00:45Z'],
    // Autumn: 02:00 to 03:00 happens twice on 25 October 2026.
    ['Europe/Berlin', '00:00', '04:00', '2026-10-24T21:00Z', '2026-10-24T22:00Z', '2026-10-25T03:00Z'],
    ['Europe/Berlin', '02:30', '10:00', '2026-10-25T00:00Z', '2026-10-25T00:30Z', '2026-10-25T01:00Z'],
    ['Europe/Berlin', '02:30', '10:00', '2026-10-25T01:00Z', '2026-10-25T01:30Z', '2026-10-25T09:00Z'],
    // New York, 8 March and 1 November 2026.
    ['America/New_York', '01:30', '03:30', '2026-03-08T06:00Z', '2026-03-08T06:30Z', '2026-03-08T07:30Z'],
    ['America/New_York', '00:30', '02:30', '2026-11-01T04:00Z', '2026-11-01T04:30Z', '2026-11-01T07:30Z'],
    // Half an hour only, on Lord Howe Island: forward on 4 October 2026.
    ['Australia/Lord_Howe', '01:00', '03:00', '2026-10-03T14:00Z', '2026-10-03T14:30Z', '2026-10-03T16:00Z'],
    // At midnight itself: 00:00 to 01:00 does not exist in Beirut on 29 March 2026.
    ['Asia/Beirut', '00:30', '08:00', '2026-03-28T20:00Z', '2026-03-28T22:00Z', '2026-03-29T05:00Z'],
  ])('%s %s–%s from %s: opens %s, closes %s', (zone, from, to, start, opening, closing) => {
    const hours = hoursOf({ zone, week: everyDay([from, to]) });
    const opens = nextOpening(hours, at(start));
    expect(text(opens)).toBe(opening);
    expect(text(nextClosing(hours, opens ?? 0))).toBe(closing);
  });

  test('a date that does not exist has no opening: Samoa went from the 29th to the 31st', () => {
    const hours = hoursOf({
      zone: 'Pacific/Apia',
      week: {},
      holidays: { '2011-12-30': [OFFICE], '2011-12-31': [OFFICE] },
    });
    expect(text(nextOpening(hours, at('2011-12-29T00:00Z')))).toBe('2011-12-30T19:00Z');
  });
});

const zones = fc.constantFrom(
  'Europe/Berlin',
  'America/New_York',
  'America/Sao_Paulo',
  'Australia/Lord_Howe',
  'Asia/Beirut',
  'Asia/Kathmandu',
  'Africa/Casablanca',
  'Pacific/Apia',
  'America/St_Johns',
);
const minute = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 95 })).map((quarter) => quarter * 15);
const clock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
const spans = fc.array(
  fc
    .tuple(minute, minute)
    .filter(([from, to]) => from !== to)
    .map(([from, to]): TimeSpan => [clock(from), clock(to)]),
  { maxLength: 2 },
);
const days = fc
  .tuple(spans, spans, spans, spans, spans, spans, spans)
  .map(([monday, tuesday, wednesday, thursday, friday, saturday, sunday]) => ({
    monday,
    tuesday,
    wednesday,
    thursday,
    friday,
    saturday,
    sunday,
  }));
/** Around the days on which some of these zones put the clock forward or back. */
const times = fc
  .tuple(
    fc.constantFrom(
      '2026-03-08',
      '2026-03-29',
      '2026-10-04',
      '2026-10-25',
      '2026-11-01',
      '2018-02-18',
      '2018-11-04',
    ),
    fc.integer({ min: -60 * 60, max: 36 * 60 }),
  )
  .map(([date, minutes]) => at(`${date}T00:00Z`) + minutes * MINUTE);

/** Read off the wall by the runtime's own words, for a week without holidays. */
function openByTheWall(input: WrittenHours, time: number): boolean {
  const shown = new Intl.DateTimeFormat('en-GB', {
    timeZone: input.zone,
    weekday: 'long',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(time / 1000);
  const part = (type: string): string => shown.find((each) => each.type === type)?.value ?? '';
  const now = `${part('hour')}:${part('minute')}`;
  const names = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
  const day = names.findIndex((name) => name === part('weekday').toLowerCase());
  const today = input.week[names[day]!] ?? [];
  const yesterday = input.week[names[(day + 6) % 7]!] ?? [];
  return (
    today.some(([from, to]) => now >= from && (now < to || to < from)) ||
    yesterday.some(([from, to]) => to < from && now < to)
  );
}

describe('H6.7: whatever the hours, the zone and the season', () => {
  test('it is open when the wall clock shows an open time', () => {
    fc.assert(
      fc.property(zones, days, times, (zone, week, time) => {
        expect(isOpen(hoursOf({ zone, week }), time)).toBe(openByTheWall({ zone, week }, time));
      }),
      seeded(500),
    );
  });

  test('between a time and the next opening or closing nothing changes', () => {
    fc.assert(
      fc.property(zones, days, times, (zone, week, time) => {
        const hours = hoursOf({ zone, week });
        const open = isOpen(hours, time);
        const change = open ? nextClosing(hours, time) : nextOpening(hours, time);
        expect(open ? nextOpening(hours, time) : nextClosing(hours, time)).toBe(time);
        const until = Math.min(change ?? Infinity, time + 9 * DAY);
        for (let probe = time; probe < until; probe += 15 * MINUTE) expect(isOpen(hours, probe)).toBe(open);
        if (change !== null) {
          expect(isOpen(hours, change)).toBe(!open);
          expect(isOpen(hours, change - 1)).toBe(open);
        }
      }),
      seeded(150),
    );
  });
});

describe('what is written down', () => {
  const refused = (input: unknown): readonly string[] => {
    const read = readBusinessHours(input as WrittenHours);
    return read.type === 'refused' ? read.problems : [];
  };

  test.each([
    [{ zone: 'Mars/Olympus', week: {} }, 'zone: not a time zone, e.g. Europe/Berlin'],
    [{ zone: '', week: {} }, 'zone: not a time zone, e.g. Europe/Berlin'],
    [{ zone: 'UTC', week: { monday: [['9:00', '17:00']] } }, 'week.monday: a time is written as 09:00'],
    [{ zone: 'UTC', week: { monday: [['09:00', '24:01']] } }, 'week.monday: a time is written as 09:00'],
    [{ zone: 'UTC', week: { monday: [['09:60', '10:00']] } }, 'week.monday: a time is written as 09:00'],
    [{ zone: 'UTC', week: { monday: [['24:00', '02:00']] } }, 'week.monday: nothing begins at 24:00'],
    [
      { zone: 'UTC', week: { sunday: [['09:00', '09:00']] } },
      'week.sunday: an interval ends when it begins; all day is 00:00 to 24:00',
    ],
    [{ zone: 'UTC', week: { funday: [] } }, 'week: the days are monday to sunday'],
    [
      { zone: 'UTC', week: {}, holidays: { '2026-02-30': [] } },
      'holidays: the dates are written as 2026-12-25',
    ],
    [
      { zone: 'UTC', week: {}, holidays: { '2026-12-25': [['x', 'y']] } },
      'holidays.2026-12-25: a time is written as 09:00',
    ],
  ])('%j is refused', (input, problem) => {
    expect(refused(input)).toContain(problem);
  });

  test('what is too long or too much is refused', () => {
    expect(refused({ zone: 'A'.repeat(10_000), week: {} })).toContain(
      'zone: not a time zone, e.g. Europe/Berlin',
    );
    const week = { monday: Array.from({ length: 13 }, () => OFFICE) };
    expect(refused({ zone: 'UTC', week })).toContain('week.monday: more than 12 intervals');
  });

  test('as many problems as fit on a screen, however many there are', () => {
    const holidays = Object.fromEntries(Array.from({ length: 2000 }, (_none, n) => [`no date ${n}`, []]));
    expect(refused({ zone: 'UTC', week: {}, holidays })).toHaveLength(10);
  });

  test('zones are told from what is none', () => {
    expect(['Europe/Berlin', 'UTC', 'america/new_york'].every(isZone)).toBe(true);
    expect(['', '+01:00', 'Berlin', '../etc', 'Europe/Berlin\n'].some(isZone)).toBe(false);
    expect(() => wallOf('Mars/Olympus', 0)).toThrow(RangeError);
  });
});
