import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { boardQuery } from '../lib/queries.ts';

/** At the latest, in milliseconds after the queue is there. */
const PATIENCE_MS = 2000;

/** Brings the script of conversations once the queue is there and nothing else is to be done: none is to wait for it. */
export function usePreloadedConversations(): void {
  const { isSuccess: ready } = useQuery(boardQuery);
  useEffect(() => {
    if (!ready) return;
    // What fails to come now is asked for again when a conversation is opened.
    const load = (): void => void import('./pages/open-conversation-page.tsx').catch(() => undefined);
    if (!('requestIdleCallback' in globalThis)) {
      const timer = setTimeout(load, PATIENCE_MS);
      return () => clearTimeout(timer);
    }
    const idle = requestIdleCallback(load, { timeout: PATIENCE_MS });
    return () => cancelIdleCallback(idle);
  }, [ready]);
}
