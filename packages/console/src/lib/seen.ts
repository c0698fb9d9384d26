import { useSyncExternalStore } from 'react';
import { localStore } from './local-store.ts';

/*
 * How far this browser's operator has looked at the conversations that he holds: the newest offset, by id of the
 * session. One that he has never opened since he got it is not there. It survives a reload, and all tabs share it.
 */

export type Seen = ReadonlyMap<string, number>;

const PREFIX = 'baton.seen.';
const known = new Map<string, Seen>();
const listeners = new Set<() => void>();

export function useSeen(operatorId: string): Seen {
  return useSyncExternalStore(subscribe, () => seenBy(operatorId));
}

/** Never goes back: another tab may have seen more. */
export function markSeen(operatorId: string, sessionId: string, offset: number): void {
  const before = seenBy(operatorId);
  if ((before.get(sessionId) ?? -Infinity) < offset) keep(operatorId, new Map(before).set(sessionId, offset));
}

/** Forgets conversations that he does not hold any more: one that comes back is new again. */
export function keepSeen(operatorId: string, held: ReadonlySet<string>): void {
  const before = seenBy(operatorId);
  const after = new Map([...before].filter(([sessionId]) => held.has(sessionId)));
  if (after.size < before.size) keep(operatorId, after);
}

function seenBy(operatorId: string): Seen {
  const seen = known.get(operatorId) ?? parse(localStore.read(PREFIX + operatorId));
  known.set(operatorId, seen);
  return seen;
}

function keep(operatorId: string, seen: Seen): void {
  known.set(operatorId, seen);
  localStore.write(PREFIX + operatorId, seen.size === 0 ? null : JSON.stringify([...seen]));
  for (const listener of listeners) listener();
}

function parse(stored: string | null): Seen {
  try {
    const entries: unknown = JSON.parse(stored ?? '[]');
    return new Map(Array.isArray(entries) ? entries.filter(isEntry) : []);
  } catch {
    return new Map();
  }
}

function isEntry(entry: unknown): entry is [string, number] {
  return Array.isArray(entry) && typeof entry[0] === 'string' && Number.isInteger(entry[1]);
}

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) addEventListener('storage', onStorage);
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) removeEventListener('storage', onStorage);
  };
}

function onStorage({ key }: StorageEvent): void {
  // A null key: the whole storage was emptied.
  if (key !== null && !key.startsWith(PREFIX)) return;
  if (key === null) known.clear();
  else known.delete(key.slice(PREFIX.length));
  for (const listener of listeners) listener();
}
