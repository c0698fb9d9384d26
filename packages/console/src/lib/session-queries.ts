import type { SessionHead } from '@baton/protocol';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { baton } from './baton.ts';

/** No stream tells of conversations that nobody holds: the list is read again this often while it is looked at. */
const REFRESH_MS = 10_000;
const PAGE = 50;

/** Conversations, page by page. */
export const recentSessionsQuery = infiniteQueryOptions({
  queryKey: ['sessions'],
  queryFn: ({ pageParam }) =>
    baton.recentSessions({ limit: PAGE, ...(pageParam !== null && { cursor: pageParam }) }),
  initialPageParam: null as string | null,
  getNextPageParam: ({ next_cursor: next }) => next,
  refetchInterval: REFRESH_MS,
});

/** Who talks in a conversation that may stand in no list. */
export const sessionQuery = (id: string) =>
  queryOptions({
    queryKey: ['session', id],
    queryFn: () => readHead(id),
    refetchInterval: REFRESH_MS,
  });

/** As the list would show it, without what was said. */
async function readHead(id: string): Promise<SessionHead> {
  const [session, agents, handoff] = await Promise.all([
    baton.readSession(id),
    baton.listAgents(),
    baton.readOpenHandoff(id),
  ]);
  const agent = agents.find((each) => each.id === session.agent_id);
  return {
    id,
    agent: { id: session.agent_id, name: agent?.name ?? session.agent_id },
    customer: handoff?.customer ?? { id: session.customer_id, name: nameOf(session.customer_id) },
    mode: session.mode,
    title: session.title,
    creation_utc: session.creation_utc,
    last_message: null,
    operator: handoff?.operator ?? null,
    handoff_id: handoff?.id ?? null,
  };
}

/** The guest has an id but no name; an id that the company gave stands for the name. */
function nameOf(customerId: string): string {
  return customerId === 'guest' ? '' : customerId;
}
