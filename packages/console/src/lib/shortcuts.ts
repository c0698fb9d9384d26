import { useEffect, useEffectEvent, useSyncExternalStore } from 'react';
import { localStore } from './local-store.ts';

/** Keys that act without a modifier can be switched off, as WCAG 2.1.4 asks. */
const STORED = 'baton.shortcuts';
let enabled: boolean | null = null;
const listeners = new Set<() => void>();

/** Whether keys act that are pressed alone. */
export function shortcutsEnabled(): boolean {
  enabled ??= localStore.read(STORED) !== 'off';
  return enabled;
}

export function setShortcutsEnabled(on: boolean): void {
  enabled = on;
  localStore.write(STORED, on ? null : 'off');
  for (const listener of listeners) listener();
}

export function useShortcutsEnabled(): boolean {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, shortcutsEnabled);
}

/** What a key does on the page as it stands now. */
export interface Act {
  key: string;
  /** Said instead of what the key does elsewhere. */
  label: string | undefined;
  run: () => void;
}
const acts = new Set<Act>();

/** What can be done by key right now; of two acts of one key the one that came last. */
export function actsNow(): readonly Act[] {
  return [...new Map([...acts].map((act) => [act.key, act])).values()];
}

/**
 * Runs `action` when `key` is pressed alone, nowhere near a field that takes text or an open dialog; null: the key does nothing now.
 * `label` says what it does, where that differs from what the key does elsewhere.
 */
export function useShortcut(key: string, action: (() => void) | null, label?: string): void {
  const run = useEffectEvent((event: KeyboardEvent) => {
    if (action === null || event.key !== key || !isFree(event)) return;
    if (key.length === 1 && !shortcutsEnabled()) return;
    event.preventDefault();
    action();
  });
  const runAct = useEffectEvent(() => action?.());
  const can = action !== null;
  useEffect(() => {
    if (!can) return;
    const act: Act = { key, label, run: () => runAct() };
    acts.add(act);
    return () => {
      acts.delete(act);
    };
  }, [key, label, can]);
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => run(event);
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}

/** Whether a key press is meant for the page as a whole. */
function isFree(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey)
    return false;
  const { target } = event;
  if (!(target instanceof Element)) return true;
  const { key } = event;
  if (target.matches(TOGGLE))
    return !key.startsWith('Arrow') && key !== ' ' && key !== 'Enter' && !inDialog(target);
  return (
    target.closest('input, textarea, select, [contenteditable="true"], [role="radiogroup"]') === null &&
    !inDialog(target)
  );
}

/** Fields to which letters mean nothing: only their own keys are theirs. */
const TOGGLE = 'input[type="radio"], input[type="checkbox"]';

function inDialog(target: Element): boolean {
  return target.closest('[role="dialog"]') !== null;
}
