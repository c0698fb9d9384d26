import {
  HANDOFF_STAGES,
  HandoffDetailSchema,
  HandoffSchema,
  RequestHandoffSchema,
  TakeOverSchema,
  pageSchema,
} from '@baton/protocol';
import type { Handoff, Page, RequestHandoff } from '@baton/protocol';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { requestHandoff } from '../../app/request-handoff.ts';
import { formatTime } from '../../core/time.ts';
import { apiEvidence } from '../../core/handoff/ask-for-person.ts';
import type { WantedPerson } from '../../core/handoff/journal-fact.ts';
import type { HandoffFilter, HandoffQuery } from '../../ports/session-store.ts';
import { actingOperator } from '../access/acting-operator.ts';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import { checkOutcome, readDetail, readNewest, readOpen } from '../handoff-answers.ts';
import { Problem, sessionNotFound, unprocessable } from '../problem.ts';
import { enumParam, intParam, textParam } from '../query.ts';
import { route } from '../server-parts.ts';
import type { ServerParts } from '../server-parts.ts';
import { handoffActRoutes } from './handoff-acts.ts';
import { handoffChoiceRoutes } from './handoff-choices.ts';

const SORTS = ['oldest', 'newest', 'queue'] as const;

interface ListQuery {
  stage?: string | undefined;
  department?: string | undefined;
  operator?: string | undefined;
  reason?: string | undefined;
  min_age?: number | undefined;
  max_age?: number | undefined;
  sort?: (typeof SORTS)[number] | undefined;
  limit?: number | undefined;
  cursor?: string | undefined;
}

const LONGEST_AGE = 10 * 365 * 86_400;

const ListQuerySchema: z.ZodType<ListQuery> = z.object({
  stage: enumParam(['open', 'waiting', ...HANDOFF_STAGES], 'Only handoffs in this stage.'),
  department: textParam('Only those of this department, by id.'),
  operator: textParam('Only those this operator holds, is offered, or held last, by id.'),
  reason: textParam('Only those asked for with this reason.'),
  min_age: intParam('Only those asked for at least so many seconds ago.', { min: 0, max: LONGEST_AGE }),
  max_age: intParam('Only those asked for at most so many seconds ago.', { min: 0, max: LONGEST_AGE }),
  sort: enumParam(
    SORTS,
    '`oldest` request first (default), `newest`, or `queue`: those that wait, the higher priority first, then the older request.',
  ),
  limit: intParam('Page size, 1 to 100; default 50.', { min: 1, max: 100 }),
  cursor: textParam('`next_cursor` of the page before.'),
});

export function handoffRoutes(parts: ServerParts): void {
  askingRoutes(parts);
  takeoverRoute(parts);
  readingRoutes(parts);
  handoffActRoutes(parts);
  handoffChoiceRoutes(parts);
}

/** What the button is limited by: the session however its address is written. */
function sessionOf(request: FastifyRequest): string {
  return (request.params as { session_id?: string }).session_id ?? '';
}

function askingRoutes(parts: ServerParts): void {
  const { app, desk } = parts;
  route(parts, {
    method: 'POST',
    path: '/sessions/:session_id/handoff',
    operation: 'handoffs.request',
    tag: 'handoffs',
    summary: 'Ask for a person; joins the open handoff if there is one',
    body: RequestHandoffSchema.default({}),
    response: HandoffSchema,
    status: 201,
    refusals: [404, 429],
    rateLimit: { max: 10, timeWindow: '1 hour', keyGenerator: sessionOf },
    async handle({ params, body, principal, traceId, idempotency }) {
      const sessionId = params['session_id'] ?? '';
      const asCustomer = principal.role === 'customer';
      const outcome = await requestHandoff(app, sessionId, {
        reason: asCustomer ? 'customer_requested' : (body.reason ?? 'api'),
        evidence: [{ ...apiEvidence(body.note ?? null), trigger: asCustomer ? 'button' : 'api' }],
        priority: asCustomer ? 0 : (body.priority ?? 0),
        ...(!asCustomer && wantedBy(parts, body)),
        transition: { by: 'desk', text: null },
        traceId,
        idempotency,
      });
      if (outcome.type === 'no-session') throw sessionNotFound(sessionId);
      if (outcome.type === 'limited') throw askedTooOften(outcome.again, app.clock.now());
      if (outcome.type === 'idempotency-mismatch') checkOutcome(outcome, sessionId);
      return desk.view(await readNewest(parts, sessionId), asCustomer);
    },
  });
  route(parts, {
    method: 'GET',
    path: '/sessions/:session_id/handoff',
    operation: 'handoffs.follow',
    tag: 'handoffs',
    summary: `The session's open handoff, or null`,
    response: z.object({ handoff: HandoffSchema.nullable() }),
    status: 200,
    refusals: [404],
    async handle({ params, principal }) {
      const sessionId = params['session_id'] ?? '';
      if ((await app.sessions.readSession(sessionId)) === null) throw sessionNotFound(sessionId);
      return { handoff: await readOpen(parts, sessionId, principal.role === 'customer') };
    },
  });
}

/** H4.7: one customer may not take everybody's time. */
function askedTooOften(again: number, now: number): Problem {
  const seconds = Math.max(1, Math.ceil((again - now) / 1_000_000));
  const detail = `A person has been asked for too often within an hour; ask again at ${formatTime(again)}.`;
  const body = { detail, code: 'rate-limited', retry_utc: formatTime(again) } as const;
  return new Problem(429, body, { 'retry-after': String(seconds) });
}

/** Whom a key asks for. Where nobody reads a name it is better refused than guessed. */
function wantedBy(
  { app }: ServerParts,
  { department, skills, language }: RequestHandoff,
): { wanted?: WantedPerson } {
  if (department && app.staff.findDepartment(department) === null)
    throw unprocessable(`There is no department '${department}'.`);
  const wanted = {
    ...(department && { department }),
    ...(skills && skills.length > 0 && { skills }),
    ...(language && { language }),
  };
  return Object.keys(wanted).length > 0 ? { wanted } : {};
}

function takeoverRoute(parts: ServerParts): void {
  const { desk } = parts;
  route(parts, {
    method: 'POST',
    path: '/sessions/:session_id/takeover',
    operation: 'handoffs.work',
    tag: 'handoffs',
    summary: 'Take a session over, whether or not a person was asked for',
    body: TakeOverSchema.default({}),
    response: HandoffDetailSchema,
    status: 201,
    refusals: [404, 409],
    async handle({ params, body, principal, traceId, idempotency }) {
      const sessionId = params['session_id'] ?? '';
      const force = body.force === true;
      const request = { traceId, idempotency, force };
      const outcome = await desk.takeOver(sessionId, actingOperator(principal, body), request);
      if (outcome.type === 'not-found') throw sessionNotFound(sessionId);
      checkOutcome(outcome, sessionId);
      return readDetail(parts, (await readNewest(parts, sessionId)).id);
    },
  });
}

function readingRoutes(parts: ServerParts): void {
  route(parts, {
    method: 'GET',
    path: '/handoffs',
    operation: 'handoffs.read',
    tag: 'handoffs',
    summary: 'List handoffs by stage, department, operator, reason and age',
    query: ListQuerySchema,
    response: pageSchema(HandoffSchema),
    status: 200,
    handle: ({ query }) => listHandoffs(parts, query),
  });
  route(parts, {
    method: 'GET',
    path: '/handoffs/:handoff_id',
    operation: 'handoffs.read',
    tag: 'handoffs',
    summary: 'Read a handoff with its package, notes and journal',
    response: HandoffDetailSchema,
    status: 200,
    refusals: [404],
    handle: ({ params }) => readDetail(parts, params['handoff_id'] ?? ''),
  });
}

async function listHandoffs(parts: ServerParts, query: ListQuery): Promise<Page<Handoff>> {
  const { sessions } = parts.app;
  const limit = query.limit ?? 50;
  const filter = filterOf(query, parts.app.clock.now());
  const [found, total] = await Promise.all([
    sessions.listHandoffs({ ...filter, ...orderOf(query), limit: limit + 1 }),
    sessions.countHandoffs(filter),
  ]);
  const items = found.slice(0, limit);
  const last = items.at(-1);
  const more = found.length > limit && last !== undefined;
  // A cursor of the queue's order carries the priority too.
  const place = last === undefined ? '' : query.sort === 'queue' ? `${last.priority}:${last.id}` : last.id;
  return {
    items: items.map((state) => parts.desk.view(state)),
    total_count: total,
    has_more: more,
    next_cursor: more ? encodeCursor({ at: last.requestedAt, id: place }) : null,
  };
}

function filterOf(query: ListQuery, now: number): HandoffFilter {
  const ago = (seconds: number): number => now - seconds * 1_000_000;
  return {
    // Only who waits has a place in a queue.
    ...(query.stage !== undefined && { stage: query.stage }),
    ...(query.stage === undefined && query.sort === 'queue' && { stage: 'waiting' }),
    ...(query.department !== undefined && { department: query.department }),
    ...(query.operator !== undefined && { operator: query.operator }),
    ...(query.reason !== undefined && { reason: query.reason }),
    ...(query.max_age !== undefined && { since: ago(query.max_age) }),
    ...(query.min_age !== undefined && { before: ago(query.min_age) + 1 }),
  };
}

function orderOf(query: ListQuery): Pick<HandoffQuery, 'sort' | 'after'> {
  const sort = query.sort ?? 'oldest';
  const cursor = decodeCursor(query.cursor);
  if (cursor === undefined) return { sort };
  if (sort !== 'queue') return { sort, after: { requestedAt: cursor.at, id: cursor.id } };
  const match = /^(-?\d{1,4}):(.+)$/.exec(cursor.id);
  if (match?.[2] === undefined) throw unprocessable('`cursor` belongs to a list in another order.');
  return { sort, after: { requestedAt: cursor.at, id: match[2], priority: Number(match[1]) } };
}
