import type { ConnectionState, StreamUpdate } from '@baton/client';
import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useEffect, useRef, useState } from 'react';
import { serviceLevelsQuery } from '../features/supervisor/service-levels-query.ts';
import { announce } from '../lib/announcer.ts';
import { applyFrame } from '../lib/apply-frame.ts';
import { baton } from '../lib/baton.ts';
import { ConnectionContext } from '../lib/connection.ts';
import { readLiveStream } from '../lib/live-stream.ts';
import { messages } from '../lib/messages.ts';
import { useOperator } from '../lib/operator.ts';
import { ensureOperator } from '../lib/own-operator.ts';
import { identityQuery, sessionLogQuery } from '../lib/queries.ts';
import { useWatchedSession } from '../lib/watched-session.ts';
import { tellNews } from './tell-news.ts';

const PAUSE_MS = 3000;

/**
 * Holds the page's one live connection and feeds what it brings into the cache. When another conversation comes on
 * screen it is opened anew where it was, so that the events of that one come too.
 */
export function Live({ children }: { children: ReactNode }) {
  const cache = useQueryClient();
  const operator = useOperator();
  const byName = operator.actAs.operator !== undefined && operator.actAs.operator !== null;
  const onScreen = useWatchedSession();
  // Whoever has no operator's key is an admin, and is given all events.
  const watched = byName ? null : onScreen;
  const cursor = useRef<string | null>(null);
  const lost = useRef(false);
  const [connection, setConnection] = useState<ConnectionState>('connecting');
  useEffect(() => {
    const leave = new AbortController();
    async function* open(signal: AbortSignal): AsyncGenerator<StreamUpdate> {
      await ensureOperator(operator);
      yield* baton.stream(signal, {
        operator: byName ? operator.id : undefined,
        watch: watched === null ? [] : [watched],
        from: cursor.current,
      });
    }
    void readLiveStream(open, leave.signal, {
      onFrame: (frame, at) => {
        cursor.current = at;
        tellNews(cache, frame, operator.id);
        applyFrame(cache, frame);
      },
      onConnection: (state) => {
        setConnection(state);
        if (state === 'open' && lost.current) {
          announce(messages.connection.back);
          // Everything else on the board is up to date now, and must not stand beside figures of before.
          void cache.invalidateQueries({ queryKey: serviceLevelsQuery.queryKey });
        }
        // While it is being opened anew it is still lost.
        if (state !== 'connecting') lost.current = state === 'lost';
        // What came before the server knew that we watch it was not sent.
        if (state === 'open' && watched !== null)
          void cache.invalidateQueries({ queryKey: sessionLogQuery(watched).queryKey });
      },
      onSignedOut: () => void cache.resetQueries({ queryKey: identityQuery.queryKey }),
      onFault: reportError,
      pause,
    });
    return () => leave.abort();
  }, [cache, operator, byName, watched]);
  return <ConnectionContext value={connection}>{children}</ConnectionContext>;
}

function pause(signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  setTimeout(resolve, PAUSE_MS);
  signal.addEventListener('abort', () => resolve(), { once: true });
  return promise;
}
