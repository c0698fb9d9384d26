import type { SessionHead } from '@baton/protocol';
import type { QueryClient } from '@tanstack/react-query';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { baton } from './baton.ts';
import { agentsQuery } from './directory-queries.ts';

/** No stream tells of conversations that nobody holds: the list is read again this often while it is looked at. */
const REFRESH_MS = 10_000;
const PAGE = 50;
/** Everybody who has not said who he is. */
export const GUEST_ID = 'guest';

/** Conversations, page by page. */
export const recentSessionsQuery = infiniteQueryOptions({
  queryKey: ['sessions'],
  queryFn: ({ pageParam }) =>
    baton.recentSessions({ limit: PAGE, ...(pageParam !== null && { cursor: pageParam }) }),
  initialPageParam: null as string | null,
  getNextPageParam: ({ next_cursor: next }) => next,
  // All pages are read again: of many less often.
  refetchInterval: ({ state }) => REFRESH_MS * Math.max(1, state.data?.pages.length ?? 1),
});

/** Of earlier conversations so many are shown. */
const EARLIER = 5;

/** The newest conversations of a customer but for one. There are none of guests: nobody knows who they are. */
export const earlierSessionsQuery = (customerId: string, sessionId: string) =>
  queryOptions({
    queryKey: ['earlier', customerId, sessionId],
    queryFn: async () => {
      const { items } = await baton.recentSessions({ customer_id: customerId, limit: EARLIER + 1 });
      return items.filter(({ id }) => id !== sessionId).slice(0, EARLIER);
    },
    enabled: customerId !== GUEST_ID,
    staleTime: 60_000,
  });

/** Who talks in a conversation that may stand in no list. */
export const sessionQuery = (id: string) =>
  queryOptions({
    queryKey: ['session', id],
    queryFn: ({ client }) => readHead(client, id),
    refetchInterval: REFRESH_MS,
  });

/** As the list would show it, without what was said. Names that are known are not read again each time. */
async function readHead(client: QueryClient, id: string): Promise<SessionHead> {
  const [session, agents, handoff] = await Promise.all([
    baton.readSession(id),
    client.ensureQueryData(agentsQuery),
    baton.readOpenHandoff(id),
  ]);
  const agent = agents.find((each) => each.id === session.agent_id);
  const before = client.getQueryData(sessionQuery(id).queryKey)?.customer;
  const known = before?.id === session.customer_id && before.name !== before.id ? before : null;
  return {
    id,
    agent: { id: session.agent_id, name: agent?.name ?? session.agent_id },
    customer: handoff?.customer ?? known ?? (await customerOf(session.customer_id)),
    mode: session.mode,
    title: session.title,
    creation_utc: session.creation_utc,
    last_message: null,
    operator: handoff?.operator ?? null,
    handoff_id: handoff?.id ?? null,
    last_handoff: null,
  };
}

/** By any of his conversations: the server has a name also for one of whom it knows nothing but the id. */
async function customerOf(id: string): Promise<SessionHead['customer']> {
  if (id === GUEST_ID) return { id, name: '' };
  const { items } = await baton.recentSessions({ customer_id: id, limit: 1 });
  return items[0]?.customer ?? { id, name: id };
}
