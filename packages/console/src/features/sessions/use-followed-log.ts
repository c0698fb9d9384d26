import type { ConnectionState } from '@baton/client';
import type { SessionEvent } from '@baton/protocol';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { applyEvents } from '../../lib/apply-frame.ts';
import { baton } from '../../lib/baton.ts';
import type { EventLog } from '../../lib/event-log.ts';
import { messageOf, newestOffset } from '../../lib/event-log.ts';
import { sessionLogQuery } from '../../lib/queries.ts';

/**
 * A session's log, followed for as long as the component stands. It is only read: neither the customer nor the session
 * learns of it. The desk's own stream tells of sessions with a handoff alone, so this one is asked for by itself.
 */
export function useFollowedLog(sessionId: string): {
  log: EventLog | undefined;
  failed: boolean;
  connection: ConnectionState;
} {
  const cache = useQueryClient();
  const query = useQuery(sessionLogQuery(sessionId));
  const [connection, setConnection] = useState<ConnectionState>('connecting');
  const ready = query.data !== undefined;
  useEffect(() => {
    if (!ready) return;
    const leave = new AbortController();
    const { signal } = leave;
    const from = newestOffset(cache.getQueryData(sessionLogQuery(sessionId).queryKey) ?? []) + 1;
    const add = (event: SessionEvent): void => applyEvents(cache, sessionId, [event]);
    let lost = false;
    const onConnection = (state: ConnectionState): void => {
      setConnection(state);
      // What was deleted or went on growing in the meantime is not told again.
      if (state === 'open' && lost)
        void cache.invalidateQueries({ queryKey: sessionLogQuery(sessionId).queryKey });
      lost = state === 'lost';
    };
    async function follow(): Promise<void> {
      for await (const update of baton.follow(sessionId, from, signal)) {
        if (update.type === 'connection') onConnection(update.state);
        else {
          add(update.event);
          if (isGrowing(update.event)) void grow(update.event.id).catch(ignoreEnd);
        }
      }
    }
    async function grow(eventId: string): Promise<void> {
      for await (const event of baton.followMessage(sessionId, eventId, signal)) add(event);
    }
    follow().catch(() => {
      if (!signal.aborted) setConnection('lost');
    });
    return () => leave.abort();
  }, [cache, sessionId, ready]);
  return { log: query.data, failed: query.isError, connection };
}

function isGrowing(event: SessionEvent): boolean {
  const chunks = messageOf(event)?.chunks;
  return Array.isArray(chunks) && chunks.at(-1) !== null;
}

/** Its complete form comes with the next read of the log. */
function ignoreEnd(): void {}
