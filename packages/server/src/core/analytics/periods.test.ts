import { describe, expect, test } from 'vitest';
import { periodStarts } from './periods.ts';

const hourOf = (text: string): number => Date.parse(text) / 3_600_000;
const shown = (hour: number): string => new Date(hour * 3_600_000).toISOString().slice(0, 16);
const range = (from: string, to: string): { fromHour: number; toHour: number } => ({
  fromHour: hourOf(from),
  toHour: hourOf(to),
});

describe('periods', () => {
  test.each([
    [
      'days of a zone; the first is cut',
      range('2026-03-01T10:00Z', '2026-03-03T12:00Z'),
      'day',
      'Europe/Berlin',
      ['2026-03-01T10:00', '2026-03-01T23:00', '2026-03-02T23:00'],
    ],
    [
      'the day on which the clock jumps forward has 23 hours',
      range('2026-03-28T23:00Z', '2026-03-30T22:00Z'),
      'day',
      'Europe/Berlin',
      ['2026-03-28T23:00', '2026-03-29T22:00'],
    ],
    [
      'the day on which it jumps back has 25',
      range('2026-10-24T22:00Z', '2026-10-26T23:00Z'),
      'day',
      'Europe/Berlin',
      ['2026-10-24T22:00', '2026-10-25T23:00'],
    ],
    [
      'a day whose midnight is skipped begins an hour later',
      range('2026-03-28T02:00Z', '2026-03-30T02:00Z'),
      'day',
      'Africa/Cairo',
      ['2026-03-28T02:00', '2026-03-28T22:00', '2026-03-29T22:00'],
    ],
    [
      'weeks begin on Monday',
      range('2026-01-01T00:00Z', '2026-01-13T00:00Z'),
      'week',
      'UTC',
      ['2026-01-01T00:00', '2026-01-05T00:00', '2026-01-12T00:00'],
    ],
    [
      'months',
      range('2025-12-31T00:00Z', '2026-03-01T00:00Z'),
      'month',
      'UTC',
      ['2025-12-31T00:00', '2026-01-01T00:00', '2026-02-01T00:00'],
    ],
    [
      'a zone that is half an hour off begins its days at the hour in which its midnight lies',
      range('2026-01-01T00:00Z', '2026-01-02T00:00Z'),
      'day',
      'Asia/Kolkata',
      ['2026-01-01T00:00', '2026-01-01T18:00'],
    ],
    [
      'hours',
      range('2026-01-01T22:00Z', '2026-01-02T01:00Z'),
      'hour',
      'Asia/Kolkata',
      ['2026-01-01T22:00', '2026-01-01T23:00', '2026-01-02T00:00'],
    ],
  ] as const)('%s', (_name, within, step, zone, expected) => {
    expect(periodStarts(within, step, zone, 100)?.map(shown)).toEqual(expected);
  });

  test('too many are none', () => {
    const within = range('2026-01-01T00:00Z', '2026-01-05T00:00Z');
    expect(periodStarts(within, 'hour', 'UTC', 96)).toHaveLength(96);
    expect(periodStarts(within, 'hour', 'UTC', 95)).toBeNull();
    expect(periodStarts(within, 'day', 'UTC', 4)).toHaveLength(4);
    expect(periodStarts(within, 'day', 'UTC', 3)).toBeNull();
  });

  test('an hour that is skipped at midnight: the day begins when it is over', () => {
    // Beirut's clock jumps from 0:00 to 1:00 on the last Sunday of March.
    const within = range('2026-03-28T12:00Z', '2026-03-29T12:00Z');
    expect(periodStarts(within, 'day', 'Asia/Beirut', 10)?.map(shown)).toEqual([
      '2026-03-28T12:00',
      '2026-03-28T22:00',
    ]);
  });
});
