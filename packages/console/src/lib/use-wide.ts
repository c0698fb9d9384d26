import { useSyncExternalStore } from 'react';

/** From here on there is room for two things side by side: Tailwind's `md`. */
const wide = matchMedia('(width >= 48rem)');

export function useWide(): boolean {
  return useSyncExternalStore(listen, () => wide.matches);
}

function listen(listener: () => void): () => void {
  wide.addEventListener('change', listener);
  return () => wide.removeEventListener('change', listener);
}
