import type { RefObject } from 'react';
import { useEffect, useEffectEvent } from 'react';

/** Keeps the newest line in view when the room for the transcript changes: a keyboard, a longer draft, a rotated phone. */
export function useKeptEnd(scroller: RefObject<HTMLElement | null>, atEnd: boolean, toEnd: () => void): void {
  const resized = useEffectEvent(() => {
    if (atEnd) toEnd();
  });
  useEffect(() => {
    if (scroller.current === null) return;
    const observer = new ResizeObserver(() => resized());
    observer.observe(scroller.current);
    return () => observer.disconnect();
  }, [scroller]);
}
