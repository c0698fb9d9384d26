import { describe, expect, test } from 'vitest';
import {
  DEFAULT_PRESENCE_TIMES as TIMES,
  HEARTBEAT_SECONDS,
  dueOf,
  effectiveStatus,
  endLease,
  fireDue,
  renew,
  setStatus,
  takesChats,
} from './lease.ts';
import type { Lease } from './lease.ts';

const SECOND = 1_000_000;
const T0 = 1_000 * SECOND;
const at = (seconds: number): number => T0 + seconds * SECOND;
const LEASE = TIMES.lease;
const GRACE = TIMES.grace;

const AVAILABLE: Lease = { status: 'available', since: T0, leaseUntil: at(LEASE), graceUntil: null };
const AWAY: Lease = { ...AVAILABLE, status: 'away' };
const LOST: Lease = { status: 'away', since: T0, leaseUntil: null, graceUntil: at(GRACE) };
const LEAVING: Lease = { ...LOST, status: 'offline' };
const GONE: Lease = { status: 'offline', since: T0, leaseUntil: null, graceUntil: null };

test('H6.6 two heartbeats of three may be lost', () => {
  expect(LEASE).toBeGreaterThan(2 * HEARTBEAT_SECONDS);
});

describe('H6.6 how he counts', () => {
  test.each([
    ['never here', null, 0, 'offline'],
    ['available', AVAILABLE, LEASE - 1, 'available'],
    ['available, the lease at its end', AVAILABLE, LEASE, 'offline'],
    ['away', AWAY, 1, 'away'],
    ['lost', LOST, 1, 'offline'],
    ['gone', GONE, 1, 'offline'],
  ] as const)('%s', (_what, lease, seconds, status) => {
    expect(effectiveStatus(lease, at(seconds))).toBe(status);
    expect(takesChats(lease, at(seconds))).toBe(status === 'available');
  });
});

describe('H6.6 what he says', () => {
  const fresh = (status: Lease['status'], since: number): Lease => ({
    status,
    since,
    leaseUntil: at(10 + LEASE),
    graceUntil: null,
  });
  const leaving = { status: 'offline', leaseUntil: null } as const;
  test.each([
    ['available, never here', null, 'available', fresh('available', at(10))],
    ['available again', AVAILABLE, 'available', fresh('available', T0)],
    ['away', AVAILABLE, 'away', fresh('away', at(10))],
    ['back within the grace period', LOST, 'available', fresh('available', at(10))],
    ['back as he was within the grace period', LOST, 'away', fresh('away', at(10))],
    ['back before his chats are given away', LEAVING, 'available', fresh('available', at(10))],
    ['back after all', GONE, 'available', fresh('available', at(10))],
    ['offline', AVAILABLE, 'offline', { ...leaving, since: at(10), graceUntil: at(10 + GRACE) }],
    ['offline, never here', null, 'offline', { ...leaving, since: at(10), graceUntil: at(10 + GRACE) }],
    ['offline while lost: the grace period is no longer', LOST, 'offline', LEAVING],
    ['offline again', LEAVING, 'offline', null],
    ['offline after all', GONE, 'offline', null],
  ] as const)('%s', (_what, lease, status, expected) => {
    expect(setStatus(lease, status, at(10), TIMES)).toEqual(expected);
  });
});

describe('H6.6 a heartbeat', () => {
  test.each([
    ['renews a lease', AVAILABLE, { ...AVAILABLE, leaseUntil: at(10 + LEASE) }],
    ['renews one that runs out but has not been ended', { ...AVAILABLE, leaseUntil: at(9) }, AVAILABLE.since],
    [
      'brings him back as he was within the grace period',
      LOST,
      { ...AWAY, since: at(10), leaseUntil: at(10 + LEASE) },
    ],
    ['does not bring back one who said that he goes', LEAVING, null],
    ['does not bring back one who is gone', GONE, null],
    ['does not make one who never came be here', null, null],
  ] as const)('%s', (_what, lease, expected) => {
    const renewed = renew(lease, at(10), TIMES);
    if (typeof expected === 'number') expect(renewed?.since).toBe(expected);
    else expect(renewed).toEqual(expected);
  });
});

describe('H6.6 the end of a lease', () => {
  test('the grace period runs from when it ends, he is not here from then on', () => {
    const lost = { status: 'available', since: at(10), leaseUntil: null, graceUntil: at(10 + GRACE) };
    expect(endLease(AVAILABLE, at(10), TIMES)).toEqual(lost);
    expect(endLease(LOST, at(10), TIMES)).toBeNull();
    expect(endLease(null, at(10), TIMES)).toBeNull();
  });

  test('it fires at its time, the grace period after it, and then nothing more', () => {
    expect(fireDue(AVAILABLE, at(LEASE) - 1, TIMES)).toBeNull();
    const lost = fireDue(AVAILABLE, at(LEASE), TIMES);
    expect(lost?.graceOver).toBe(false);
    expect(dueOf(lost!.lease)).toBe(at(LEASE + GRACE));
    expect(fireDue(lost!.lease, at(LEASE + GRACE) - 1, TIMES)).toBeNull();
    const gone = fireDue(lost!.lease, at(LEASE + GRACE), TIMES);
    expect(gone).toEqual({ lease: { ...GONE, since: at(LEASE) }, graceOver: true });
    expect(dueOf(gone!.lease)).toBeNull();
    expect(fireDue(gone!.lease, at(9999), TIMES)).toBeNull();
  });

  test('on a machine that slept he has the whole grace period to come back', () => {
    const lost = fireDue(AVAILABLE, at(9999), TIMES);
    expect(lost?.lease).toMatchObject({ since: at(LEASE), graceUntil: at(9999 + GRACE) });
  });
});
