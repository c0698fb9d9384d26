import type { SessionEvent } from '@baton/protocol';
import type { QueryClient } from '@tanstack/react-query';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { baton } from './baton.ts';
import { mergeEvents } from './event-log.ts';
import { sessionLogQuery, wholeLogQuery } from './queries.ts';

/** Events a page while one scrolls back. */
const PAGE = 500;
/** While one is led to a message that lies far back; the server gives no more at once. */
const LARGE_PAGE = 1000;

export interface OlderEvents {
  /** The log begins where the session does: there is nothing more to read. */
  whole: boolean;
  /** The last try did not succeed. */
  failed: boolean;
  /** Reads the next page back, or all pages back to an offset. Does nothing while one is being read. */
  read: (downTo?: number) => void;
}

/** What lies before the loaded part of a session's log. */
export function useOlderEvents(sessionId: string): OlderEvents {
  const cache = useQueryClient();
  const { data: whole = true } = useQuery(wholeLogQuery(sessionId));
  const { mutate, isError } = useMutation({
    mutationFn: (downTo: number | null) => readOlder(cache, sessionId, downTo),
  });
  const read = useCallback((downTo?: number) => mutate(downTo ?? null), [mutate]);
  return { whole, failed: isError, read };
}

const reading = new Map<string, Promise<void>>();

/** One reading at a time for a session: a page that is read twice would only be thrown away. */
async function readOlder(cache: QueryClient, sessionId: string, downTo: number | null): Promise<void> {
  const before = reading.get(sessionId);
  if (before !== undefined) {
    await before.catch(() => undefined);
    if (downTo === null) return;
  }
  const now = readPages(cache, sessionId, downTo).finally(() => reading.delete(sessionId));
  reading.set(sessionId, now);
  return now;
}

async function readPages(cache: QueryClient, sessionId: string, downTo: number | null): Promise<void> {
  const { queryKey } = sessionLogQuery(sessionId);
  const pages: SessionEvent[][] = [];
  const from = cache.getQueryData(queryKey)?.[0]?.offset;
  if (from === undefined) return;
  let first = from;
  while (first > (downTo ?? first - 1)) {
    const page = await baton.listNewestEvents(sessionId, downTo === null ? PAGE : LARGE_PAGE, first);
    pages.unshift(page);
    first = page[0]?.offset ?? 0;
    if (first === 0 || downTo === null) break;
  }
  const older = pages.flat();
  const log = cache.getQueryData(queryKey);
  // It may have been read anew meanwhile, with another beginning: then these pages do not join it.
  if (log?.[0]?.offset !== from) return;
  cache.setQueryData(queryKey, mergeEvents(older, log));
  if (first === 0) cache.setQueryData(wholeLogQuery(sessionId).queryKey, true);
}
