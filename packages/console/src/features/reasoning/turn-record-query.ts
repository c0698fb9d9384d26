import { RequestError } from '@baton/client';
import type { TurnRecord } from '@baton/protocol';
import { queryOptions } from '@tanstack/react-query';
import { baton } from '../../lib/baton.ts';
import { worthRepeating } from '../../lib/worth-repeating.ts';
import type { ExplainedMessage } from './explained-message.ts';

/** A turn writes its record at its end, which may be long after its first message: a preamble, a streamed answer. */
const WRITTEN_WITHIN_MS = 90_000;
const KEPT_MS = 30 * 60_000;

/** What the turn did that a message came from. A record never changes once it is written. */
export const turnRecordQuery = (sessionId: string, { traceId, utc }: ExplainedMessage) =>
  queryOptions<TurnRecord>({
    queryKey: ['turn', sessionId, traceId],
    queryFn: async ({ signal }) => {
      const record = await baton.readTrace(sessionId, traceId);
      // To look at the signal is to ask that nothing is repeated once nobody waits for it.
      signal.throwIfAborted();
      return record;
    },
    staleTime: Infinity,
    gcTime: KEPT_MS,
    retry: (failures, error) =>
      isMissing(error) ? Date.now() - Date.parse(utc) < WRITTEN_WITHIN_MS : worthRepeating(failures, error),
    retryDelay: (failures) => Math.min(250 * 2 ** failures, 2000),
  });

export function isMissing(error: Error | null): boolean {
  return error instanceof RequestError && error.status === 404;
}
