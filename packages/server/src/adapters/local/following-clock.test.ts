import { array, assert, integer, nat, property, record } from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { followedOffset } from './followed-offset.ts';
import { FollowingClock } from './following-clock.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const START = Date.UTC(2026, 0, 5);

/** A clock that all machines share, on a machine whose own is `ahead` milliseconds of it. */
class SharedTime {
  #ahead: number;

  constructor(ahead: number) {
    this.#ahead = ahead;
    vi.setSystemTime(START + ahead);
  }

  /** Microseconds. */
  get now(): number {
    return (Date.now() - this.#ahead) * 1000;
  }

  /** The machine's own clock is set. */
  setMachine(by: number): void {
    this.#ahead += by;
    vi.setSystemTime(Date.now() + by);
  }

  /** The shared clock is set. */
  set(by: number): void {
    this.#ahead -= by;
  }

  /** `there` and `back`: milliseconds on the way. */
  ask(clock: FollowingClock, there = 0, back = 0): void {
    const asked = clock.mark();
    vi.advanceTimersByTime(there);
    const at = this.now;
    vi.advanceTimersByTime(back);
    clock.follow(asked, at);
  }
}

describe('a clock that follows another', () => {
  beforeEach(() => void vi.useFakeTimers({ now: START }));
  afterEach(() => void vi.useRealTimers());

  test.each([0, HOUR_MS, -HOUR_MS])(
    'shows its time once it was asked, on a machine whose own clock is %i ms ahead',
    (ahead) => {
      const shared = new SharedTime(ahead);
      const clock = new FollowingClock();
      expect(clock.now()).toBeCloseTo((START + ahead) * 1000, -1);
      shared.ask(clock, 2, 2);
      expect(Math.abs(clock.now() - shared.now)).toBeLessThan(1000);
      shared.setMachine(7 * HOUR_MS);
      vi.advanceTimersByTime(90_000);
      expect(Math.abs(clock.now() - shared.now)).toBeLessThan(1000);
    },
  );

  test('a slow answer does not lead it astray, a quick one makes it better', () => {
    const shared = new SharedTime(5000);
    const clock = new FollowingClock();
    shared.ask(clock, 0, 400);
    expect(Math.abs(clock.now() - shared.now)).toBeLessThanOrEqual(201_000);
    shared.ask(clock, 1, 1);
    const good = Math.abs(clock.now() - shared.now);
    expect(good).toBeLessThanOrEqual(2000);
    shared.ask(clock, 3000, 0);
    shared.ask(clock, 0, 3000);
    expect(Math.abs(clock.now() - shared.now)).toBeLessThanOrEqual(good + 1000);
  });

  test('a shared clock that is set back is waited for at half the pace; one that is set forward is followed at once', () => {
    const shared = new SharedTime(0);
    const clock = new FollowingClock();
    shared.ask(clock);
    const before = clock.now();
    shared.set(-10_000);
    shared.ask(clock);
    vi.advanceTimersByTime(1000);
    expect(Math.abs(clock.now() - before - 500_000)).toBeLessThan(10);
    vi.advanceTimersByTime(19_001);
    expect(Math.abs(clock.now() - shared.now)).toBeLessThan(2000);
    shared.set(60_000);
    shared.ask(clock);
    expect(Math.abs(clock.now() - shared.now)).toBeLessThan(2000);
  });

  test('every reading is later than the one before, whatever happens', () => {
    const steps = array(
      record({
        pass: integer({ min: 0, max: 2000 }),
        machine: integer({ min: -100_000, max: 100_000 }),
        shared: integer({ min: -5000, max: 5000 }),
        there: integer({ min: 0, max: 300 }),
        back: integer({ min: 0, max: 300 }),
      }),
      { maxLength: 30 },
    );
    assert(
      property(steps, (taken) => {
        const shared = new SharedTime(0);
        const clock = new FollowingClock();
        shared.ask(clock);
        let last = clock.now();
        for (const step of taken) {
          vi.advanceTimersByTime(step.pass);
          shared.setMachine(step.machine);
          shared.set(step.shared);
          shared.ask(clock, step.there, step.back);
          const now = clock.now();
          expect(now).toBeGreaterThan(last);
          last = now;
        }
      }),
      { numRuns: 100 },
    );
  });

  test('the offset is always one that the newest answer allows, and moves no further than it must', () => {
    const sample = record({ askedAt: nat(1e9), took: nat(1e6), at: nat(1e9) });
    assert(
      property(integer({ min: -1e9, max: 1e9 }), sample, (offset, { askedAt, took, at }) => {
        const answeredAt = askedAt + took;
        const followed = followedOffset(offset, { askedAt, answeredAt, at });
        expect(askedAt + followed).toBeLessThanOrEqual(at);
        expect(answeredAt + followed).toBeGreaterThanOrEqual(at);
        expect(followedOffset(followed, { askedAt, answeredAt, at })).toBe(followed);
        const allowed = askedAt + offset <= at && answeredAt + offset >= at;
        if (allowed) expect(followed).toBe(offset);
      }),
    );
  });

  test('tasks run when they are due by the shared clock, also when it moves meanwhile', () => {
    const shared = new SharedTime(-HOUR_MS);
    const clock = new FollowingClock();
    const runs: string[] = [];
    clock.schedule(shared.now + 10_000_000, () => runs.push('set before it was asked'));
    shared.ask(clock);
    clock.schedule(shared.now + 20_000_000, () => runs.push('later'));
    vi.advanceTimersByTime(9_990);
    expect(runs).toEqual([]);
    vi.advanceTimersByTime(20);
    expect(runs).toEqual(['set before it was asked']);
    shared.set(5000);
    shared.ask(clock);
    vi.advanceTimersByTime(4_980);
    expect(runs).toHaveLength(1);
    vi.advanceTimersByTime(30);
    expect(runs).toHaveLength(2);
    clock.schedule(shared.now + 1_000_000, () => runs.push('while it is ahead'));
    shared.set(-10_000);
    shared.ask(clock);
    vi.advanceTimersByTime(1900);
    expect(runs).toHaveLength(2);
    vi.advanceTimersByTime(200);
    expect(runs).toHaveLength(3);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('what is past runs at once, what is months away then, what is cancelled never', () => {
    const clock = new FollowingClock();
    const runs: string[] = [];
    clock.schedule(0, () => runs.push('past'));
    clock.schedule((START + 60 * DAY_MS) * 1000, () => runs.push('far'));
    clock.schedule((START + 50 * DAY_MS) * 1000, () => runs.push('cancelled')).cancel();
    vi.advanceTimersByTime(1);
    expect(runs).toEqual(['past']);
    vi.advanceTimersByTime(60 * DAY_MS);
    expect(runs).toEqual(['past', 'far']);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('an answer that makes no sense changes nothing', () => {
    const shared = new SharedTime(0);
    const clock = new FollowingClock();
    shared.ask(clock);
    const before = clock.now();
    clock.follow(clock.mark(), Number.NaN);
    clock.follow(clock.mark() + 5, 0);
    expect(clock.now() - before).toBeLessThan(1000);
  });
});
