import { useEffect, useSyncExternalStore } from 'react';

/* The session on screen, whose events are wanted also when somebody else holds it, or nobody. */

let watched: string | null = null;
const listeners = new Set<() => void>();

function setWatched(sessionId: string | null): void {
  watched = sessionId;
  for (const listener of listeners) listener();
}

export function watchedSession(): string | null {
  return watched;
}

export function useWatchedSession(): string | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => watched,
  );
}

/** Watches a session while the component stands. */
export function useWatching(sessionId: string): void {
  useEffect(() => {
    setWatched(sessionId);
    return () => {
      // The next conversation may be on screen already.
      if (watched === sessionId) setWatched(null);
    };
  }, [sessionId]);
}
