import type { ConnectionState } from '@baton/client';
import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useEffect, useState } from 'react';
import { announce } from '../lib/announcer.ts';
import { applyFrame } from '../lib/apply-frame.ts';
import { baton } from '../lib/baton.ts';
import { ConnectionContext } from '../lib/connection.ts';
import { newlyWaiting } from '../lib/handoff-board.ts';
import { readLiveStream } from '../lib/live-stream.ts';
import { messages } from '../lib/messages.ts';
import { boardQuery, identityQuery } from '../lib/queries.ts';
import { reasonText } from '../lib/reason-text.ts';

const PAUSE_MS = 3000;

/** Holds the page's one live connection and feeds what it brings into the cache. */
export function Live({ children }: { children: ReactNode }) {
  const cache = useQueryClient();
  const [connection, setConnection] = useState<ConnectionState>('connecting');
  useEffect(() => {
    const leave = new AbortController();
    let lost = false;
    void readLiveStream((signal) => baton.stream(signal), leave.signal, {
      onFrame: (frame) => {
        const before = cache.getQueryData(boardQuery.queryKey);
        const fresh = before === undefined ? null : newlyWaiting(before, frame);
        applyFrame(cache, frame);
        if (fresh !== null)
          announce(messages.queue.announceNew(fresh.customer.name, reasonText(fresh.reason)));
      },
      onConnection: (state) => {
        setConnection(state);
        if (state === 'open' && lost) announce(messages.connection.back);
        lost = state === 'lost';
      },
      onSignedOut: () => void cache.resetQueries({ queryKey: identityQuery.queryKey }),
      onFault: reportError,
      pause,
    });
    return () => leave.abort();
  }, [cache]);
  return <ConnectionContext value={connection}>{children}</ConnectionContext>;
}

function pause(signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  setTimeout(resolve, PAUSE_MS);
  signal.addEventListener('abort', () => resolve(), { once: true });
  return promise;
}
