import type { RefObject } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';

/** As in embed.css: where the chat covers the page. */
const PHONE = '(max-width: 480px), (max-height: 440px)';

/**
 * Keeps a chat that covers a phone's screen above the keyboard, which a page is not told of otherwise. Answers whether
 * it covers the screen.
 */
export function useVisibleHeight(box: RefObject<HTMLElement | null>, active: boolean): boolean {
  const [covers, setCovers] = useState(() => active && matchMedia(PHONE).matches);
  useLayoutEffect(() => {
    const screen = globalThis.visualViewport;
    if (!active) return undefined;
    const stop = new AbortController();
    const { signal } = stop;
    const phone = matchMedia(PHONE);
    const fit = (): void => {
      setCovers(phone.matches);
      const { style } = box.current ?? {};
      if (style === undefined || !screen) return;
      style.setProperty('--top', `${phone.matches ? screen.offsetTop : 0}px`);
      style.setProperty('--height', `${screen.height}px`);
    };
    fit();
    phone.addEventListener('change', fit, { signal });
    screen?.addEventListener('resize', fit, { signal });
    screen?.addEventListener('scroll', fit, { signal });
    return () => stop.abort();
  }, [box, active]);
  return covers;
}
