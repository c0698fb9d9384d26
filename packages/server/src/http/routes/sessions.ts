import {
  CreateSessionSchema,
  SESSION_TOKEN_HEADER,
  SessionSchema,
  UpdateSessionSchema,
  pageSchema,
} from '@baton/protocol';
import type { CreateSession, Page, Session, UpdateSession } from '@baton/protocol';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { createSession } from '../../app/create-session.ts';
import { GUEST_ID } from '../../app/find-customer.ts';
import { forgetSessions } from '../../app/learning/forget-sessions.ts';
import { deleteSessions } from '../../app/delete-sessions.ts';
import { updateSession } from '../../app/update-session.ts';
import type { Idempotency, SessionQuery, SessionStore } from '../../ports/session-store.ts';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import { SESSION_COOKIE_PREFIX } from '../access/presented.ts';
import type { Principal } from '../access/principal.ts';
import { itemNotFound, refused, sessionNotFound, unprocessable } from '../problem.ts';
import { boolParam, enumParam, intParam, listParam, textParam } from '../query.ts';
import { STRANGERS_KEYS } from '../route.ts';
import type { Call } from '../route.ts';
import { route } from '../server-parts.ts';
import type { ServerParts } from '../server-parts.ts';
import { recentSessionsRoute } from './recent-sessions.ts';
import { streamArray } from '../stream-array.ts';
import { sessionView } from '../views.ts';

/** Sessions read at once for a list without `limit`. */
const PAGE = 500;
const COOKIE_SECONDS = 30 * 24 * 3600;

interface ListQuery {
  agent_id?: string | undefined;
  customer_id?: string | undefined;
  labels: string[];
  limit?: number | undefined;
  cursor?: string | undefined;
  sort?: 'asc' | 'desc' | undefined;
}

const ListQuerySchema: z.ZodType<ListQuery> = z.object({
  agent_id: textParam('Only sessions of this agent.'),
  customer_id: textParam('Only sessions of this customer.'),
  labels: listParam('Only sessions that carry all of these labels.'),
  limit: intParam('Page size, 1 to 100. Without it the answer is a bare array.', { min: 1, max: 100 }),
  cursor: textParam('`next_cursor` of the page before.'),
  sort: enumParam(['asc', 'desc'], 'By creation time; default asc.'),
});

const CreateQuerySchema = z.object({
  allow_greeting: boolParam(false, 'Let the agent speak first.'),
  token: boolParam(
    false,
    `Answer the session’s token in the header ${SESSION_TOKEN_HEADER} and set no cookie: for pages of another origin.`,
  ),
});

const DeleteQuerySchema = z.object({
  agent_id: textParam('Only sessions of this agent.'),
  customer_id: textParam('Only sessions of this customer.'),
});

export function sessionRoutes(parts: ServerParts): void {
  creatingRoutes(parts);
  readingRoutes(parts);
  recentSessionsRoute(parts);
  changingRoutes(parts);
  deletingRoutes(parts);
}

function creatingRoutes(parts: ServerParts): void {
  route(parts, {
    method: 'POST',
    path: '/sessions',
    operation: 'sessions.create',
    tag: 'sessions',
    summary: 'Create a session',
    body: CreateSessionSchema,
    query: CreateQuerySchema,
    response: SessionSchema,
    status: 201,
    refusals: [404, 429],
    rateLimit: { max: 30, timeWindow: '1 minute' },
    handle: (call) => handleCreate(parts, call),
  });
}

function readingRoutes(parts: ServerParts): void {
  route(parts, {
    method: 'GET',
    path: '/sessions',
    operation: 'sessions.list',
    tag: 'sessions',
    summary: 'List sessions',
    query: ListQuerySchema,
    response: z.union([z.array(SessionSchema), pageSchema(SessionSchema)]),
    status: 200,
    handle: (call) => listSessions(parts, call),
  });
  route(parts, {
    method: 'GET',
    path: '/sessions/:session_id',
    operation: 'sessions.read',
    tag: 'sessions',
    summary: 'Read a session',
    response: SessionSchema,
    status: 200,
    refusals: [404],
    handle: async ({ params, principal }) =>
      viewFor(principal, await readSession(parts, params['session_id'] ?? '')),
  });
}

function changingRoutes(parts: ServerParts): void {
  const { app } = parts;
  route(parts, {
    method: 'PATCH',
    path: '/sessions/:session_id',
    operation: 'sessions.update',
    tag: 'sessions',
    summary: 'Change a session; `mode` takes it from the AI or gives it back',
    body: UpdateSessionSchema,
    response: SessionSchema,
    status: 200,
    refusals: [404, 409],
    async handle({ params, body, traceId, principal }: Call<UpdateSession, undefined>) {
      const id = params['session_id'] ?? '';
      const author = principal.role === 'operator' ? principal.operator : null;
      const outcome = await updateSession(app, id, body, traceId, author);
      if (outcome === 'no-session') throw sessionNotFound(id);
      if (outcome !== 'done') throw refused(outcome.code, outcome.detail);
      return readSession(parts, id);
    },
  });
}

function deletingRoutes(parts: ServerParts): void {
  route(parts, {
    method: 'DELETE',
    path: '/sessions/:session_id',
    operation: 'sessions.delete',
    tag: 'sessions',
    summary: 'Delete a session with its log',
    status: 204,
    refusals: [404],
    async handle({ params }) {
      const id = params['session_id'] ?? '';
      const deleted = await deleteForGood(parts, [id]);
      if (deleted.length === 0) throw sessionNotFound(id);
    },
  });
  route(parts, {
    method: 'DELETE',
    path: '/sessions',
    operation: 'sessions.delete',
    tag: 'sessions',
    summary: 'Delete all sessions that match',
    query: DeleteQuerySchema,
    status: 204,
    handle: ({ query }) => deleteMatching(parts, query),
  });
}

async function handleCreate(
  parts: ServerParts,
  call: Call<CreateSession, { allow_greeting: boolean; token: boolean }>,
): Promise<Session> {
  const { app, credentials } = parts;
  const { body, query, idempotency, traceId, principal } = call;
  const unknown = isUnknown(principal);
  if (unknown) checkGuest(body, idempotency);
  // What a session is filed under is for the company to say.
  const wanted = unknown ? { ...body, labels: null, metadata: null } : body;
  const outcome = await createSession(app, wanted, {
    allowGreeting: query.allow_greeting,
    idempotency,
    traceId,
  });
  switch (outcome.type) {
    case 'no-agent':
      throw itemNotFound(body.agent_id);
    case 'idempotency-mismatch':
      throw refused('idempotency-mismatch', 'This Idempotency-Key was used for another session.');
    case 'created': {
      const session = await readSession(parts, outcome.sessionId);
      if (query.token) giveToken(parts, call, session.id);
      else if (!credentials.open && unknown) {
        call.reply.setCookie(SESSION_COOKIE_PREFIX + session.id, credentials.sessionToken(session.id), {
          path: '/',
          httpOnly: true,
          sameSite: 'lax',
          secure: call.request.protocol === 'https',
          maxAge: COOKIE_SECONDS,
        });
      }
      return viewFor(principal, session);
    }
  }
}

/** An operator who opens a session is not its customer. */
function giveToken(
  { credentials }: ServerParts,
  { reply, principal }: Call<unknown, unknown>,
  id: string,
): void {
  if (principal.role === 'operator')
    throw refused('forbidden', 'An operator is given no token of a customer: leave `token` out.');
  reply.header(SESSION_TOKEN_HEADER, credentials.sessionToken(id)).header('cache-control', 'no-store');
}

/** What the company has noted on a session is not for its customer. */
function viewFor(principal: Principal, session: Session): Session {
  return isUnknown(principal) ? { ...session, metadata: {}, labels: [] } : session;
}

function isUnknown(principal: Principal): boolean {
  return principal.role === 'anonymous' || principal.role === 'customer';
}

/** Whoever has no credentials speaks as the guest, and his key must not be one that another guest might choose. */
function checkGuest(body: CreateSession, idempotency: Idempotency | undefined): void {
  if (body.customer_id && body.customer_id !== GUEST_ID) {
    throw refused(
      'forbidden',
      'Only an API key may open a session for a known customer: leave customer_id out.',
    );
  }
  if (idempotency !== undefined && idempotency.key.length < STRANGERS_KEYS.length + 16) {
    throw unprocessable('Idempotency-Key should have at least 16 characters, such as a UUID.');
  }
}

async function readSession(parts: ServerParts, id: string): Promise<Session> {
  const session = await parts.app.sessions.readSession(id);
  if (session === null) throw sessionNotFound(id);
  return sessionView(session);
}

async function listSessions(
  parts: ServerParts,
  call: Call<undefined, ListQuery>,
): Promise<FastifyReply | Page<Session>> {
  const { query } = call;
  const { sessions } = parts.app;
  const cursor = decodeCursor(query.cursor);
  const filter: Omit<SessionQuery, 'limit'> = {
    ...filterOf(query),
    labels: query.labels,
    sort: query.sort ?? 'asc',
    ...(cursor !== undefined && { after: { createdAt: cursor.at, id: cursor.id } }),
  };
  const { limit } = query;
  if (limit === undefined) {
    return streamArray(call.reply, allPages(sessions, filter));
  }
  const [found, total] = await Promise.all([
    sessions.listSessions({ ...filter, limit: limit + 1 }),
    sessions.countSessions(filter),
  ]);
  const items = found.slice(0, limit);
  const last = items.at(-1);
  const more = found.length > limit && last !== undefined;
  return {
    items: items.map(sessionView),
    total_count: total,
    has_more: more,
    next_cursor: more ? encodeCursor({ at: last.createdAt, id: last.id }) : null,
  };
}

/** Every session that matches, a page at a time. */
async function* allPages(
  sessions: SessionStore,
  filter: Omit<SessionQuery, 'limit'>,
): AsyncGenerator<string[]> {
  let { after } = filter;
  for (;;) {
    const found = await sessions.listSessions({
      ...filter,
      ...(after !== undefined && { after }),
      limit: PAGE,
    });
    yield found.map((session) => JSON.stringify(sessionView(session)));
    const last = found.at(-1);
    if (last === undefined || found.length < PAGE) return;
    after = { createdAt: last.createdAt, id: last.id };
  }
}

async function deleteMatching(
  parts: ServerParts,
  query: { agent_id?: string | undefined; customer_id?: string | undefined },
): Promise<void> {
  const page = { ...filterOf(query), sort: 'asc' as const, limit: 500 };
  for (;;) {
    const sessions = await parts.app.sessions.listSessions(page);
    if (sessions.length === 0) return;
    const ids = sessions.map((session) => session.id);
    await deleteForGood(parts, ids);
  }
}

/**
 * With what operators proposed from them: first, so that a crash between the two leaves no words of a session that is
 * gone, and again for what was proposed meanwhile.
 */
async function deleteForGood(parts: ServerParts, ids: readonly string[]): Promise<string[]> {
  await forgetSessions(parts, ids);
  const deleted = await deleteSessions(parts.app, ids);
  await forgetSessions(parts, deleted);
  return deleted;
}

function filterOf(query: { agent_id?: string | undefined; customer_id?: string | undefined }): {
  agentId?: string;
  customerId?: string;
} {
  return {
    ...(query.agent_id !== undefined && { agentId: query.agent_id }),
    ...(query.customer_id !== undefined && { customerId: query.customer_id }),
  };
}
