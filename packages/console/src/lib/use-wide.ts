import { useSyncExternalStore } from 'react';

/** From here on there is room for two things side by side: Tailwind's `md`. */
const WIDE = '(width >= 48rem)';

export function useWide(): boolean {
  return useSyncExternalStore(
    (listener) => {
      const query = matchMedia(WIDE);
      query.addEventListener('change', listener);
      return () => query.removeEventListener('change', listener);
    },
    () => matchMedia(WIDE).matches,
  );
}
