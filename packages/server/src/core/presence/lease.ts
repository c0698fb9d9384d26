import type { PresenceStatus } from '@baton/protocol';

/*
 * Whether an operator is here (H6.6). While his lease runs, his status holds. When it has run out he is not here, and
 * a grace period runs in which he may come back as he was, by a heartbeat alone: a network that fails for a minute
 * costs nothing but the offers he had not answered. After it he is offline until he says otherwise, because a browser
 * that wakes up the next morning says nothing of the person. Times are microseconds since 1970.
 */

export interface Lease {
  readonly status: PresenceStatus;
  /** Since when he is so. */
  readonly since: number;
  /** When the lease ends unless it is renewed; null: it has ended or there is none. */
  readonly leaseUntil: number | null;
  /** When his chats are queued again; null: no grace period runs. */
  readonly graceUntil: number | null;
}

/** Seconds. */
export interface PresenceTimes {
  /** How long a heartbeat holds. */
  readonly lease: number;
  /** From the end of a lease to giving his chats to others. */
  readonly grace: number;
}

/** A browser is expected to send a heartbeat this often, in seconds: two of three may be lost. */
export const HEARTBEAT_SECONDS = 15;
export const DEFAULT_PRESENCE_TIMES: PresenceTimes = { lease: 45, grace: 30 };

const SECOND = 1_000_000;

/** How he counts: who has no lease is offline, whatever he was before. */
export function effectiveStatus(lease: Lease | null, now: number): PresenceStatus {
  return lease !== null && isRunning(lease, now) ? lease.status : 'offline';
}

/** Whether he takes chats. */
export function takesChats(lease: Lease | null, now: number): boolean {
  return effectiveStatus(lease, now) === 'available';
}

/** He says what he is. Null when that changes nothing. */
export function setStatus(
  lease: Lease | null,
  status: PresenceStatus,
  now: number,
  times: PresenceTimes,
): Lease | null {
  if (status === 'offline') return goOffline(lease, now, times);
  const kept = lease !== null && lease.leaseUntil !== null && lease.status === status;
  return {
    status,
    since: kept ? lease.since : now,
    leaseUntil: now + times.lease * SECOND,
    graceUntil: null,
  };
}

function goOffline(lease: Lease | null, now: number, times: PresenceTimes): Lease | null {
  if (lease === null || lease.leaseUntil !== null) {
    return { status: 'offline', since: now, leaseUntil: null, graceUntil: now + times.grace * SECOND };
  }
  return lease.status === 'offline' ? null : { ...lease, status: 'offline' };
}

/** A heartbeat. Null for one who is offline: he has to say what he is. */
export function renew(lease: Lease | null, now: number, times: PresenceTimes): Lease | null {
  if (lease === null || lease.status === 'offline') return null;
  const since = lease.leaseUntil === null ? now : lease.since;
  return { ...lease, since, leaseUntil: now + times.lease * SECOND, graceUntil: null };
}

/** His last connection has closed. Null when his lease had ended before. */
export function endLease(lease: Lease | null, now: number, times: PresenceTimes): Lease | null {
  if (lease === null || lease.leaseUntil === null) return null;
  return {
    ...lease,
    since: Math.min(now, lease.leaseUntil),
    leaseUntil: null,
    // From now, not from the end: on a machine that slept nobody could come back before.
    graceUntil: now + times.grace * SECOND,
  };
}

/** When something happens to it by itself; null: never. */
export function dueOf(lease: Lease | null): number | null {
  return lease?.leaseUntil ?? lease?.graceUntil ?? null;
}

/** What its due time makes of it. Null while that has not come. */
export function fireDue(
  lease: Lease | null,
  now: number,
  times: PresenceTimes,
): { readonly lease: Lease; readonly graceOver: boolean } | null {
  const due = dueOf(lease);
  if (lease === null || due === null || due > now) return null;
  const ended = endLease(lease, now, times);
  if (ended !== null) return { lease: ended, graceOver: false };
  return { lease: { ...lease, status: 'offline', graceUntil: null }, graceOver: true };
}

function isRunning({ leaseUntil }: Lease, now: number): boolean {
  return leaseUntil !== null && leaseUntil > now;
}
