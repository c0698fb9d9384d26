import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seeded } from '../testing/seeded.ts';
import { formatTime, parseTime } from './time.ts';

describe('times', () => {
  test.each([
    [0, '1970-01-01T00:00:00.000000Z'],
    [1, '1970-01-01T00:00:00.000001Z'],
    [1_767_603_600_123_456, '2026-01-05T09:00:00.123456Z'],
    [-1, '1969-12-31T23:59:59.999999Z'],
  ])('%i ↔ %s', (microseconds, text) => {
    expect(formatTime(microseconds)).toBe(text);
    expect(parseTime(text)).toBe(microseconds);
  });

  test.each([
    ['2026-01-05T09:00:00Z', 1_767_603_600_000_000],
    ['2026-01-05T09:00:00.5Z', 1_767_603_600_500_000],
    ['2026-01-05T09:00:00.000001+00:00', 1_767_603_600_000_001],
    ['2024-02-29T00:00:00Z', Date.UTC(2024, 1, 29) * 1000],
  ])('%s is read', (text, microseconds) => {
    expect(parseTime(text)).toBe(microseconds);
  });

  test.each([
    '',
    'now',
    '2026-01-05',
    '2026-01-05T09:00:00',
    '2026-01-05T09:00:00+02:00',
    '2026-01-05T09:00:00.1234567Z',
    '2026-13-05T09:00:00Z',
    '2026-01-32T09:00:00Z',
    '2026-02-30T09:00:00Z',
    '2026-01-05T25:00:00Z',
    '2026-01-05T09:61:00Z',
    ' 2026-01-05T09:00:00Z',
    '2026-01-05T09:00:00Z\n',
  ])('%j is no time', (text) => {
    expect(parseTime(text)).toBeNull();
  });

  test('there and back again, and in the order of the text', () => {
    const time = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
    fc.assert(
      fc.property(time, time, (a, b) => {
        expect(parseTime(formatTime(a))).toBe(a);
        expect(formatTime(a) < formatTime(b)).toBe(a < b);
      }),
      seeded(2000),
    );
  });
});
