import { describe, expect, it } from 'vitest';
import { backOff, readRetryAfter } from './back-off.ts';

const NOW = Date.UTC(2026, 0, 5, 9);

describe('how long to wait before a repetition', () => {
  it.each([
    [0, null, 0, 250],
    [0, null, 1, 500],
    [3, null, 1, 4000],
    [30, null, 1, 8000],
    [0, 3000, 0, 3000],
    [0, 10, 0, 250],
    [0, 60_000, 0, null],
  ])('repetition %i, asked for %s ms, random %d: %s ms', (attempt, asked, random, wait) => {
    expect(backOff(attempt, asked, () => random)).toBe(wait);
  });

  it.each([
    [{ 'retry-after': '7' }, 7000],
    [{ 'retry-after': '0.5' }, 500],
    [{ 'retry-after': 'Mon, 05 Jan 2026 09:00:12 GMT' }, 12_000],
    [{ 'retry-after': 'Mon, 05 Jan 2026 08:00:00 GMT' }, 0],
    [{ 'retry-after-ms': '120', 'retry-after': '7' }, 120],
    [{ 'retry-after': 'soon' }, null],
    [{}, null],
  ])('%j asks for %s ms', (headers, wait) => {
    expect(readRetryAfter(headers, NOW)).toBe(wait);
  });
});
