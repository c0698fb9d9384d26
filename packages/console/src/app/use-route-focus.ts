import type { RefObject } from 'react';
import { useEffect, useRef } from 'react';

/**
 * Keeps the focus where the reader is. On a phone the row that was followed is gone once the conversation is open,
 * so the focus goes to the conversation; back in the queue it goes to the row that was open.
 */
export function useRouteFocus(openId: string | null, main: RefObject<HTMLElement | null>): void {
  const before = useRef(openId);
  useEffect(() => {
    const left = before.current;
    before.current = openId;
    if (left === openId) return;
    if (openId !== null) {
      if (isFocusLost()) main.current?.focus({ preventScroll: true });
    } else if (left !== null) {
      document.querySelector<HTMLElement>(`[data-queue-row="${CSS.escape(left)}"]`)?.focus();
    }
  }, [openId, main]);
}

function isFocusLost(): boolean {
  const { activeElement, body } = document;
  return activeElement === null || activeElement === body || !activeElement.checkVisibility();
}
