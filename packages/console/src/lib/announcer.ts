import { useSyncExternalStore } from 'react';

/** What a screen reader is told politely, next to whatever it is reading. */
let text = '';
const listeners = new Set<() => void>();

/** Says a text once. The same text twice in a row is told apart by a trailing no-break space. */
export function announce(message: string): void {
  text = text === message ? `${message}\u00A0` : message;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useAnnouncement(): string {
  return useSyncExternalStore(subscribe, () => text);
}
