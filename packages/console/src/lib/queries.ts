import type { Identity } from '@baton/client';
import { RequestError } from '@baton/client';
import type { Department, HandoffDetail, SessionEvent } from '@baton/protocol';
import type { QueryClient } from '@tanstack/react-query';
import { queryOptions, skipToken } from '@tanstack/react-query';
import { baton, staff } from './baton.ts';
import type { Desk } from './desk.ts';
import type { EventLog } from './event-log.ts';
import { continues, mergeEvents, newestOffset, resumeOffset } from './event-log.ts';
import type { HandoffBoard } from './handoff-board.ts';
import { handoffOf } from './handoff-board.ts';

/** Who the server takes us for; null when it asks us to sign in. */
export const identityQuery = queryOptions({
  queryKey: ['identity'],
  queryFn: readIdentity,
  staleTime: Infinity,
  retry: 1,
});

/** The board of handoffs. It is filled by the live stream alone: its first frame is a snapshot. */
export const boardQuery = queryOptions<HandoffBoard>({
  queryKey: ['board'],
  queryFn: skipToken,
  structuralSharing: false,
  staleTime: Infinity,
  gcTime: Infinity,
});

/** Who is here and how the lines are, filled like the board. */
export const deskQuery = queryOptions<Desk>({
  queryKey: ['desk'],
  queryFn: skipToken,
  structuralSharing: false,
  staleTime: Infinity,
  gcTime: Infinity,
});

/** The departments with their names. */
export const departmentsQuery = queryOptions<Department[]>({
  queryKey: ['departments'],
  queryFn: () => staff.listDepartments(),
  staleTime: 300_000,
});

/** One handoff with its package, notes and journal. Every frame about it makes this read again. */
export const handoffQuery = (id: string) =>
  queryOptions<HandoffDetail>({
    queryKey: ['handoff', id],
    queryFn: ({ client }) => readDetail(client, id),
    staleTime: 30_000,
  });

/**
 * The newest part of a session's log, then fed by the live stream; a further read fetches only what is new. What lies
 * before it is read when the reader gets there.
 */
export const sessionLogQuery = (sessionId: string) =>
  queryOptions<EventLog>({
    queryKey: ['log', sessionId],
    queryFn: ({ client }) => readLog(client, sessionId),
    // Comparing ten thousand events for every new one costs more than it saves.
    structuralSharing: false,
    staleTime: Infinity,
  });

/** Whether the log on this page begins where the session does. It is set by whoever reads the log. */
export const wholeLogQuery = (sessionId: string) =>
  queryOptions<boolean>({ queryKey: ['whole-log', sessionId], queryFn: skipToken, staleTime: Infinity });

/** Events that are read at first: more than a screen shows, few enough to be there at once. */
const FIRST_EVENTS = 200;

/** Events that the stream brought while the first read of their log was under way. */
const early = new Map<string, SessionEvent[]>();

/** Keeps an event for a log that is being read for the first time. */
export function keepForFirstRead(event: SessionEvent, sessionId: string): void {
  early.set(sessionId, [...(early.get(sessionId) ?? []), event]);
}

/** What the stream has told, so that a read that was overtaken by it is known. */
interface Told {
  snapshots: number;
  /** By id of a handoff. */
  readonly handoffs: Map<string, number>;
  /** Deleted events, by id of their session. */
  readonly deletions: Map<string, number>;
}
const told = new WeakMap<QueryClient, Told>();

/** The stream has told of a handoff; null: of everything anew. What is being read may be older. */
export function boardTold(cache: QueryClient, handoffId: string | null): void {
  const known = toldOf(cache);
  if (handoffId === null) known.snapshots += 1;
  else known.handoffs.set(handoffId, (known.handoffs.get(handoffId) ?? 0) + 1);
}

/** An event was deleted: a log that is being read may still have it. */
export function deletionTold(cache: QueryClient, sessionId: string): void {
  const { deletions } = toldOf(cache);
  deletions.set(sessionId, (deletions.get(sessionId) ?? 0) + 1);
}

function toldOf(cache: QueryClient): Told {
  const known = told.get(cache) ?? {
    snapshots: 0,
    handoffs: new Map<string, number>(),
    deletions: new Map<string, number>(),
  };
  told.set(cache, known);
  return known;
}

/** On a desk where everything changes all the time something is shown all the same. */
const MOST_READS = 5;

/** Reads until nothing was told meanwhile: a first read is not begun anew when it is called out of date. */
async function readCalmly<T>(
  count: () => number,
  read: () => Promise<T>,
): Promise<{ data: T; calm: boolean }> {
  for (let reads = 1; ; reads++) {
    const before = count();
    const data = await read();
    const calm = count() === before;
    if (calm || reads === MOST_READS) return { data, calm };
  }
}

/** What was read goes on the board too: an answer to a request of ours may have put that back in time. */
async function readDetail(cache: QueryClient, id: string): Promise<HandoffDetail> {
  const { data, calm } = await readCalmly(
    () => toldOf(cache).snapshots + (toldOf(cache).handoffs.get(id) ?? 0),
    () => baton.readHandoff(id),
  );
  if (calm)
    cache.setQueryData(boardQuery.queryKey, (board) =>
      board?.has(id) ? new Map(board).set(id, handoffOf(data)) : board,
    );
  return data;
}

async function readIdentity(): Promise<Identity | null> {
  try {
    return await baton.whoAmI();
  } catch (error) {
    if (error instanceof RequestError && error.status === 401) return null;
    throw error;
  }
}

async function readLog(cache: QueryClient, sessionId: string): Promise<EventLog> {
  const { queryKey } = sessionLogQuery(sessionId);
  const before = cache.getQueryData(queryKey) ?? [];
  const changes = (): number => toldOf(cache).snapshots + (toldOf(cache).deletions.get(sessionId) ?? 0);
  if (before.length > 0) {
    const { data: tail } = await readCalmly(changes, () => baton.listEvents(sessionId, resumeOffset(before)));
    // The stream may have added to the log in the meantime.
    if (continues(before, tail)) return mergeEvents(cache.getQueryData(queryKey) ?? before, tail);
  }
  try {
    const { data: newest } = await readCalmly(changes, () => baton.listNewestEvents(sessionId, FIRST_EVENTS));
    const known = newestOffset(before);
    const since = (cache.getQueryData(queryKey) ?? []).filter((event) => event.offset > known);
    const log = mergeEvents(mergeEvents([], newest), [...since, ...(early.get(sessionId) ?? [])]);
    cache.setQueryData(wholeLogQuery(sessionId).queryKey, (newest[0]?.offset ?? 0) === 0);
    return log;
  } finally {
    early.delete(sessionId);
  }
}
