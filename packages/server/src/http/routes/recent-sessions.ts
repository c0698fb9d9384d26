import { SessionHeadSchema, pageSchema } from '@baton/protocol';
import type { Page, SessionHead } from '@baton/protocol';
import { z } from 'zod';
import { sessionHeads } from '../../app/recent-sessions.ts';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import { intParam, textParam } from '../query.ts';
import { route } from '../server-parts.ts';
import type { ServerParts } from '../server-parts.ts';

const DEFAULT_LIMIT = 50;

interface RecentQuery {
  agent_id?: string | undefined;
  customer_id?: string | undefined;
  limit?: number | undefined;
  cursor?: string | undefined;
}
const RecentQuerySchema: z.ZodType<RecentQuery> = z.object({
  agent_id: textParam('Only sessions of this agent.'),
  customer_id: textParam('Only sessions of this customer.'),
  limit: intParam('Page size, 1 to 100; default 50.', { min: 1, max: 100 }),
  cursor: textParam('`next_cursor` of the page before.'),
});

/** `GET /sessions/recent`: the conversations that began last, with what was said last in each. */
export function recentSessionsRoute(parts: ServerParts): void {
  route(parts, {
    method: 'GET',
    path: '/sessions/recent',
    operation: 'sessions.list',
    tag: 'sessions',
    summary: 'List the conversations that began last, with their last messages',
    query: RecentQuerySchema,
    response: pageSchema(SessionHeadSchema),
    status: 200,
    handle: ({ query }) => listRecent(parts, query),
  });
}

async function listRecent({ app }: ServerParts, query: RecentQuery): Promise<Page<SessionHead>> {
  const limit = query.limit ?? DEFAULT_LIMIT;
  const cursor = decodeCursor(query.cursor);
  const filter = {
    ...(query.agent_id !== undefined && { agentId: query.agent_id }),
    ...(query.customer_id !== undefined && { customerId: query.customer_id }),
  };
  const [found, total] = await Promise.all([
    app.sessions.listSessions({
      ...filter,
      sort: 'desc',
      limit: limit + 1,
      ...(cursor !== undefined && { after: { createdAt: cursor.at, id: cursor.id } }),
    }),
    app.sessions.countSessions(filter),
  ]);
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  const more = found.length > limit && last !== undefined;
  return {
    items: await sessionHeads(app, shown),
    total_count: total,
    has_more: more,
    next_cursor: more ? encodeCursor({ at: last.createdAt, id: last.id }) : null,
  };
}
