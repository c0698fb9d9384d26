import { useLocation } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';

/**
 * Keeps the focus where the reader is. Where what had it is gone after the way to another page, it goes to the page's
 * main part; from a conversation back to its list, to the row that was open.
 */
export function useRouteFocus(): void {
  const { pathname } = useLocation();
  const before = useRef(pathname);
  useEffect(() => {
    const left = before.current;
    before.current = pathname;
    if (left === pathname) return;
    const row = rowOf(left);
    if (row !== null && rowOf(pathname) === null && isListOf(pathname, left)) {
      document.querySelector<HTMLElement>(`[data-queue-row="${CSS.escape(row)}"]`)?.focus();
    } else if (isFocusLost()) {
      document.getElementById('main')?.focus({ preventScroll: true });
    }
  }, [pathname]);
}

/** The id in the path of a conversation. */
function rowOf(pathname: string): string | null {
  return /\/(?:handoffs|sessions)\/([^/]+)$/u.exec(pathname)?.[1] ?? null;
}

function isListOf(list: string, conversation: string): boolean {
  return conversation.includes('/sessions/') === list.endsWith('/sessions');
}

function isFocusLost(): boolean {
  const { activeElement, body } = document;
  return activeElement === null || activeElement === body || !activeElement.checkVisibility();
}
