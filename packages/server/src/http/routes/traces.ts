import { TurnRecordSchema, pageSchema } from '@baton/protocol';
import type { Page, TurnRecord } from '@baton/protocol';
import { z } from 'zod';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import { notFound, sessionNotFound } from '../problem.ts';
import { intParam, textParam } from '../query.ts';
import type { Call } from '../route.ts';
import { route } from '../server-parts.ts';
import type { ServerParts } from '../server-parts.ts';

interface ListQuery {
  limit?: number | undefined;
  cursor?: string | undefined;
}

const ListQuerySchema: z.ZodType<ListQuery> = z.object({
  limit: intParam('Page size, 1 to 100; default 20.', { min: 1, max: 100 }),
  cursor: textParam('`next_cursor` of the page before.'),
});
const DEFAULT_LIMIT = 20;

/** What the AI's turns did and why: for the company, never for the customer. */
export function traceRoutes(parts: ServerParts): void {
  route(parts, {
    method: 'GET',
    path: '/sessions/:session_id/traces',
    operation: 'traces.read',
    tag: 'sessions',
    summary: 'What the turns of a session did, newest first',
    query: ListQuerySchema,
    response: pageSchema(TurnRecordSchema),
    status: 200,
    refusals: [404],
    handle: (call) => handleList(parts, call),
  });
  route(parts, {
    method: 'GET',
    path: '/sessions/:session_id/traces/:trace_id',
    operation: 'traces.read',
    tag: 'sessions',
    summary: 'What one turn did, by the trace id of its events',
    response: TurnRecordSchema,
    status: 200,
    refusals: [404],
    async handle({ params }) {
      const { session_id: sessionId = '', trace_id: traceId = '' } = params;
      const { sessions, traces } = parts.app;
      if ((await sessions.readSession(sessionId)) === null) throw sessionNotFound(sessionId);
      const record = await traces.read(sessionId, traceId);
      if (record === null) throw notFound(`Trace not found (id='${traceId}')`);
      return record;
    },
  });
}

async function handleList(
  parts: ServerParts,
  { params, query }: Call<undefined, ListQuery>,
): Promise<Page<TurnRecord>> {
  const sessionId = params['session_id'] ?? '';
  const { sessions, traces } = parts.app;
  if ((await sessions.readSession(sessionId)) === null) throw sessionNotFound(sessionId);
  const limit = query.limit ?? DEFAULT_LIMIT;
  const after = decodeCursor(query.cursor);
  const [found, total] = await Promise.all([
    traces.list({ sessionId, limit: limit + 1, ...(after !== undefined && { after }) }),
    traces.count(sessionId),
  ]);
  const page = found.slice(0, limit);
  const last = page.at(-1);
  const more = found.length > limit;
  return {
    items: page.map(({ record }) => record),
    total_count: total,
    has_more: more,
    next_cursor: more && last !== undefined ? encodeCursor({ at: last.at, id: last.traceId }) : null,
  };
}
