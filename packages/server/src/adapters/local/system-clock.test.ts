import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { SystemClock } from './system-clock.ts';

const DAY_MS = 86_400_000;

describe('the machine’s clock', () => {
  beforeEach(() => void vi.useFakeTimers({ now: Date.UTC(2026, 0, 5) }));
  afterEach(() => void vi.useRealTimers());

  test('gives microseconds that always rise, also when the machine’s own clock is set back', () => {
    const clock = new SystemClock();
    const readings = Array.from({ length: 100 }, () => clock.now());
    vi.setSystemTime(Date.UTC(2026, 0, 4));
    readings.push(...Array.from({ length: 100 }, () => clock.now()));
    expect(readings[0]).toBe(Date.UTC(2026, 0, 5) * 1000);
    expect(readings).toEqual(readings.toSorted((a, b) => a - b));
    expect(new Set(readings).size).toBe(200);
  });

  test('runs a task when it is due, not before', () => {
    const task = vi.fn<() => void>();
    const clock = new SystemClock();
    clock.schedule((Date.now() + 50) * 1000 + 1, task);
    vi.advanceTimersByTime(50);
    expect(task).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(task).toHaveBeenCalledOnce();
  });

  test('runs at once what is past', () => {
    const task = vi.fn<() => void>();
    new SystemClock().schedule(0, task);
    expect(task).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(task).toHaveBeenCalledOnce();
  });

  test('runs what is further away than a timer reaches', () => {
    const task = vi.fn<() => void>();
    new SystemClock().schedule((Date.now() + 60 * DAY_MS) * 1000, task);
    vi.advanceTimersByTime(60 * DAY_MS - 1);
    expect(task).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(task).toHaveBeenCalledOnce();
  });

  test.each([1, 30])('never runs what was cancelled, %i days before it was due', (days) => {
    const task = vi.fn<() => void>();
    const scheduled = new SystemClock().schedule((Date.now() + 40 * DAY_MS) * 1000, task);
    vi.advanceTimersByTime((40 - days) * DAY_MS);
    scheduled.cancel();
    vi.advanceTimersByTime(50 * DAY_MS);
    expect(task).not.toHaveBeenCalled();
    expect(vi.getTimerCount()).toBe(0);
  });
});
