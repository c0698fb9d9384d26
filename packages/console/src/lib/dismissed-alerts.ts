import { useSyncExternalStore } from 'react';

/* Alerts that were put away on this page, wherever they are shown. */

let dismissed: ReadonlySet<string> = new Set();
const listeners = new Set<() => void>();

/** More than the desk ever shows. */
const MOST = 500;

export function dismissAlert(id: string): void {
  dismissed = new Set([...[...dismissed].slice(1 - MOST), id]);
  for (const listener of listeners) listener();
}

export function useDismissedAlerts(): ReadonlySet<string> {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => dismissed,
  );
}
