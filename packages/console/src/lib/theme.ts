import { useSyncExternalStore } from 'react';
import { localStore } from './local-store.ts';

export const THEMES = ['auto', 'light', 'dark'] as const;
/** `auto`: as the system has it. */
export type Theme = (typeof THEMES)[number];

const STORED = 'baton.theme';
const listeners = new Set<() => void>();

function storedTheme(): Theme {
  const stored = localStore.read(STORED);
  return THEMES.find((theme) => theme === stored) ?? 'auto';
}

export function chooseTheme(theme: Theme): void {
  localStore.write(STORED, theme === 'auto' ? null : theme);
  applyTheme();
  for (const listener of listeners) listener();
}

/** Puts the chosen colours on the page. */
export function applyTheme(): void {
  const theme = storedTheme();
  if (theme === 'auto') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
}

export function useTheme(): Theme {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, storedTheme);
}
