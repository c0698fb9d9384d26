import { useSyncExternalStore } from 'react';

/** Whether somebody looks at this page: its tab is in front, in the window that is used. */
export function isLookedAt(): boolean {
  return document.visibilityState === 'visible' && document.hasFocus();
}

function subscribe(listener: () => void): () => void {
  document.addEventListener('visibilitychange', listener);
  addEventListener('focus', listener);
  addEventListener('blur', listener);
  return () => {
    document.removeEventListener('visibilitychange', listener);
    removeEventListener('focus', listener);
    removeEventListener('blur', listener);
  };
}

export function useIsLookedAt(): boolean {
  return useSyncExternalStore(subscribe, isLookedAt);
}
