import { describe, expect, it } from 'vitest';
import { clockText, roundText } from './duration-text.ts';
import { dayText } from './time-text.ts';

describe('durations', () => {
  it.each([
    [-3, '0:00'],
    [9.9, '0:09'],
    [725, '12:05'],
    [3729, '1:02:09'],
  ])('a clock shows %s s as %s', (seconds, text) => expect(clockText(seconds)).toBe(text));

  it.each([
    [42, '42 s'],
    [725, '12 min'],
    [7300, '2 h'],
    [200_000, '2 d'],
  ])('a text says %s s as %s', (seconds, text) => expect(roundText(seconds)).toBe(text));
});

const local = (day: number): string => new Date(2026, 4, day, 23, 59).toISOString();

describe('days', () => {
  const now = new Date(2026, 4, 2, 12).getTime();

  it('are told by name when they are near', () => {
    expect(dayText(local(2), now)).toBe('Today');
    expect(dayText(local(1), now)).toBe('Yesterday');
  });

  it('carry the year only when it is another one', () => {
    expect(dayText(new Date(2026, 2, 3, 12).toISOString(), now)).not.toContain('2026');
    expect(dayText(new Date(2025, 2, 3, 12).toISOString(), now)).toContain('2025');
  });
});
