import { Pause } from './effects/pause.ts';
import { VERSION } from './version.ts';

// oxlint-disable-next-line typescript/consistent-type-imports -- an import declaration would close a cycle that no program has
export type Extras = typeof import('./extras.ts');

/** Where the bundler has put the extras, up to what makes one address differ from the next. */
const ADDRESS = '@baton-extras@';

let extras: Extras | null = null;
let coming: Promise<Extras> | null = null;
let failures = 0;
const listeners = new Set<(extras: Extras | null) => void>();

/** What has been loaded of what is loaded when it is first wanted; null: nothing yet. */
export function loadedExtras(): Extras | null {
  return extras;
}

/** Loads what most conversations never need. Throws when it cannot be had now; asked again it is tried again. */
export function loadExtras(): Promise<Extras> {
  coming ??= load();
  return coming;
}

/** As `loadExtras`, as often as it takes; null once `signal` ends it. */
export async function loadExtrasAtLast(signal: AbortSignal): Promise<Extras | null> {
  const pause = new Pause();
  while (!signal.aborted) {
    try {
      return await loadExtras();
    } catch {
      await pause.wait(signal);
    }
  }
  return null;
}

/**
 * Calls back with the extras before anything of them is shown, and with null each time they cannot be had. Answers how
 * to undo that. They may be of another build than this, for which nothing here is shown any more.
 */
export function whenExtras(listener: (extras: Extras | null) => void): () => void {
  listeners.add(listener);
  if (extras !== null) listener(extras);
  return () => listeners.delete(listener);
}

async function load(): Promise<Extras> {
  try {
    // Browsers remember that a module could not be loaded, and do not try again under the same address.
    const found = await (failures === 0
      ? import('./extras.ts')
      : (import(/* @vite-ignore */ ADDRESS + failures) as Promise<Extras>));
    tell(found);
    // A newer build takes this one's place: what is here has no use for its parts.
    return found.VERSION === VERSION ? (extras = found) : await new Promise<never>(() => undefined);
  } catch (error) {
    failures++;
    coming = null;
    tell(null);
    throw error;
  }
}

function tell(found: Extras | null): void {
  for (const listener of listeners) listener(found);
}
