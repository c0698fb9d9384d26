import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';

/** Nearer than this counts as the end: a finger and sub-pixels are not exact. */
const NEAR_PX = 48;

interface PinnedScroll {
  readonly scrollerRef: RefObject<HTMLDivElement | null>;
  readonly contentRef: RefObject<HTMLDivElement | null>;
  readonly missed: boolean;
  readonly toEnd: () => void;
}

/**
 * Keeps a scroller at its end for as long as the reader is there, whatever grows or shrinks. When he has gone back
 * to read, he is left alone; `missed` says that something came in the meantime. What he writes takes him to the end.
 */
export function usePinnedScroll(incoming: number, written: string | null): PinnedScroll {
  const scrollerRef = useRef<HTMLDivElement>(null);
  const contentRef = useRef<HTMLDivElement>(null);
  const pinnedRef = useRef(true);
  const newestRef = useRef(incoming);
  const seenRef = useRef(incoming);
  const [missed, setMissed] = useState(false);

  const jump = (): void => {
    const element = scrollerRef.current;
    if (element !== null && pinnedRef.current) element.scrollTop = element.scrollHeight;
  };

  useLayoutEffect(() => {
    if (written !== null) pinnedRef.current = true;
    jump();
  }, [written]);

  useLayoutEffect(() => {
    jump();
    newestRef.current = incoming;
    if (pinnedRef.current) seenRef.current = incoming;
    setMissed(seenRef.current < incoming);
  }, [incoming]);

  useEffect(() => {
    const element = scrollerRef.current;
    if (element === null || contentRef.current === null) return undefined;
    let top = element.scrollTop;
    const onScroll = (): void => {
      const back = element.scrollTop < top;
      top = element.scrollTop;
      const near = element.scrollHeight - top - element.clientHeight < NEAR_PX;
      // A box that grew or shrank since the last jump is far from its end too: only who goes back leaves it.
      pinnedRef.current = near || (pinnedRef.current && !back);
      if (!near) return;
      seenRef.current = newestRef.current;
      setMissed(false);
    };
    const sizes = new ResizeObserver(jump);
    sizes.observe(element);
    sizes.observe(contentRef.current);
    element.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      sizes.disconnect();
      element.removeEventListener('scroll', onScroll);
    };
  }, []);

  const toEnd = (): void => {
    pinnedRef.current = true;
    setMissed(false);
    jump();
  };
  return { scrollerRef, contentRef, missed, toEnd };
}
