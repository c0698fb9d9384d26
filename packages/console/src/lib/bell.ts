import { useSyncExternalStore } from 'react';
import { isLookedAt } from './attention.ts';
import { localStore } from './local-store.ts';

/* Sound and desktop notifications, which can be switched off together. */

const STORED = 'baton.bell';
const listeners = new Set<() => void>();
let on: boolean | null = null;
let audio: AudioContext | null = null;

function bellIsOn(): boolean {
  on ??= localStore.read(STORED) !== 'off';
  return on;
}

export function setBell(wanted: boolean): void {
  on = wanted;
  localStore.write(STORED, wanted ? null : 'off');
  if (wanted) void askToNotify();
  for (const listener of listeners) listener();
}

export function useBell(): boolean {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, bellIsOn);
}

/** To be called from a click: browsers ask for nothing without one. */
export async function askToNotify(): Promise<void> {
  if (!('Notification' in globalThis) || Notification.permission !== 'default') return;
  await Notification.requestPermission().catch(() => undefined);
}

/** Two short tones. A page that nobody has clicked in yet may make no sound: the browser keeps it silent. */
export function ring(): void {
  if (!bellIsOn() || !('AudioContext' in globalThis)) return;
  try {
    audio ??= new AudioContext();
    if (audio.state === 'suspended') void audio.resume().catch(() => undefined);
    tone(audio, 660, 0);
    tone(audio, 880, 0.16);
  } catch {
    // A machine without a sound card: title and notification are left.
  }
}

function tone(context: AudioContext, frequency: number, after: number): void {
  const start = context.currentTime + after;
  const oscillator = context.createOscillator();
  const gain = context.createGain();
  oscillator.frequency.value = frequency;
  gain.gain.setValueAtTime(0.0001, start);
  gain.gain.exponentialRampToValueAtTime(0.2, start + 0.02);
  gain.gain.exponentialRampToValueAtTime(0.0001, start + 0.15);
  oscillator.connect(gain).connect(context.destination);
  oscillator.start(start);
  oscillator.stop(start + 0.16);
}

interface NotifyOptions {
  /** Also while somebody looks at the page, for what is not on it. */
  evenHere?: boolean;
  onClick?: () => void;
}

/** On the desktop, for somebody who looks elsewhere. One with the same `tag` takes the place of the one before. */
export function notify(
  title: string,
  body: string,
  tag: string,
  { evenHere = false, onClick }: NotifyOptions = {},
): void {
  if (!bellIsOn() || (isLookedAt() && !evenHere)) return;
  if (!('Notification' in globalThis) || Notification.permission !== 'granted') return;
  try {
    // Without `renotify` one that takes the place of another comes unseen.
    const options: NotificationOptions & { renotify: boolean } = { body, tag, renotify: true };
    const shown = new Notification(title, options);
    shown.addEventListener('click', () => {
      window.focus();
      shown.close();
      onClick?.();
    });
  } catch {
    // Phones allow notifications to service workers alone.
  }
}
