import type { Handoff, HandoffDetail, SessionEvent, StreamFrame } from '@baton/protocol';
import type { QueryClient } from '@tanstack/react-query';
import { assistQuery, newerAssist } from './assist-queries.ts';
import { leavesGap, mergeEvents } from './event-log.ts';
import { EMPTY_DESK, deskAfter } from './desk.ts';
import { boardAfter, handoffOf } from './handoff-board.ts';
import {
  boardQuery,
  boardTold,
  deletionTold,
  departmentsQuery,
  deskQuery,
  handoffQuery,
  keepForFirstRead,
  sessionLogQuery,
} from './queries.ts';

/** Brings a frame of the live stream into the cache, so that what is shown equals what a fresh load would show. */
export function applyFrame(cache: QueryClient, frame: StreamFrame): void {
  cache.setQueryData(boardQuery.queryKey, (board) => boardAfter(board ?? new Map(), frame));
  cache.setQueryData(deskQuery.queryKey, (desk) => deskAfter(desk ?? EMPTY_DESK, frame));
  if (frame.type === 'snapshot') afterGap(cache);
  if (frame.type === 'snapshot') boardTold(cache, null);
  if (frame.type === 'handoff') boardTold(cache, frame.handoff.id);
  if (frame.type === 'handoff-gone') boardTold(cache, frame.handoff_id);
  if (frame.type === 'handoff') applyHandoff(cache, frame.handoff);
  if (frame.type === 'session-event') applyEvent(cache, frame.session_id, frame.event);
  if (frame.type === 'assist')
    cache.setQueryData(assistQuery(frame.assist.handoff_id).queryKey, (before) =>
      newerAssist(before, frame.assist),
    );
}

/**
 * Shows a handoff as an answer to one of our own requests gave it, without waiting for the stream. The stream may have
 * told of something newer already: it is read again, and what that gives stands.
 */
export function applyAnswer(cache: QueryClient, detail: HandoffDetail): void {
  cache.setQueryData(boardQuery.queryKey, (board) =>
    boardAfter(board ?? new Map(), { type: 'handoff', handoff: handoffOf(detail) }),
  );
  const { queryKey } = handoffQuery(detail.id);
  cache.setQueryData(queryKey, (before) =>
    before !== undefined && before.entries > detail.entries ? before : detail,
  );
  void cache.invalidateQueries({ queryKey, refetchType: 'all' });
}

/** Adds events to a log that is loaded. */
export function applyEvents(cache: QueryClient, sessionId: string, events: readonly SessionEvent[]): void {
  cache.setQueryData(sessionLogQuery(sessionId).queryKey, (log) =>
    log === undefined ? log : mergeEvents(log, events),
  );
}

/** Anything may have happened: read again what is on screen, and what is not, when it comes back on screen. */
function afterGap(cache: QueryClient): void {
  void cache.invalidateQueries({ queryKey: ['handoff'] });
  void cache.invalidateQueries({ queryKey: ['log'] });
  void cache.invalidateQueries({ queryKey: ['assist'] });
  void cache.invalidateQueries({ queryKey: departmentsQuery.queryKey });
}

function applyHandoff(cache: QueryClient, handoff: Handoff): void {
  const { queryKey } = handoffQuery(handoff.id);
  cache.setQueryData(queryKey, (detail) => (detail === undefined ? detail : { ...detail, ...handoff }));
  void cache.invalidateQueries({ queryKey });
}

function applyEvent(cache: QueryClient, sessionId: string, event: SessionEvent): void {
  const { queryKey } = sessionLogQuery(sessionId);
  const log = cache.getQueryData(queryKey);
  if (event.deleted) deletionTold(cache, sessionId);
  if (log === undefined) {
    if (cache.getQueryState(queryKey)?.fetchStatus === 'fetching') keepForFirstRead(event, sessionId);
    return;
  }
  const gap = leavesGap(log, event);
  if (gap) void cache.invalidateQueries({ queryKey });
  else applyEvents(cache, sessionId, [event]);
}
