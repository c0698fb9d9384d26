import {
  CreateEventSchema,
  EVENT_KINDS,
  EVENT_SOURCES,
  SessionEventSchema,
  UpdateEventSchema,
} from '@baton/protocol';
import type { CreateEvent, EventKind, EventSource, UpdateEvent } from '@baton/protocol';
import { z } from 'zod';
import { refusal } from '../handoff-answers.ts';
import { deleteEvents } from '../../app/delete-events.ts';
import { forgetEvents } from '../../app/learning/forget-sessions.ts';
import { MODERATION_LEVELS, stricter } from '../../app/moderate-message.ts';
import type { ModerationLevel } from '../../app/moderate-message.ts';
import type { App } from '../../app/app.ts';
import { postEvent, postToRecalled } from '../../app/post-event.ts';
import type { PostContext, PostOutcome } from '../../app/post-outcome.ts';
import { readNewest } from '../../app/read-log.ts';
import { eventJson } from '../../core/log/event-json.ts';
import { offsetOfEventId } from '../../core/log/event-id.ts';
import type { EventRecord } from '../../core/log/event-record.ts';
import { audienceOf } from '../access/audience.ts';
import { customerEvent } from '../access/customer-body.ts';
import { longPoll } from '../follow/long-poll.ts';
import { placeFor } from '../follow/reader-place.ts';
import { followSession } from '../follow/session-stream.ts';
import { Tail } from '../follow/tail.ts';
import type { TailFilter } from '../follow/tail.ts';
import { invalid, notFound, refused, sessionNotFound, unprocessable } from '../problem.ts';
import { boolParam, enumParam, intParam, requiredIntParam, textParam } from '../query.ts';
import type { Call } from '../route.ts';
import { route } from '../server-parts.ts';
import type { ServerParts } from '../server-parts.ts';
import { singleEvent } from './single-event.ts';

/** The longest wait one request may ask for, in seconds. */
const LONGEST_WAIT = 86_400;
/** Most events of a page that is read backwards. */
const LARGEST_PAGE = 1000;

export interface ListQuery {
  min_offset?: number | undefined;
  source?: EventSource | undefined;
  kinds?: string | undefined;
  trace_id?: string | undefined;
  correlation_id?: string | undefined;
  wait_for_data?: number | undefined;
  sse: boolean;
  before_offset?: number | undefined;
  newest?: number | undefined;
}

const ListQuerySchema: z.ZodType<ListQuery> = z.object({
  min_offset: intParam('Only events from this offset on.'),
  source: enumParam(EVENT_SOURCES, 'Only events of this source.'),
  kinds: textParam('Only events of these kinds, separated by commas.'),
  trace_id: textParam('Only events of this trace.'),
  correlation_id: textParam('Deprecated name of trace_id.'),
  wait_for_data: intParam('Seconds to wait when there is nothing yet; default 60, 0 never waits.'),
  sse: boolParam(false, 'Stream as server-sent events.'),
  before_offset: intParam('With `newest`: only events before this offset.', { min: 0 }),
  newest: intParam(
    'Only the newest so many events, in the order of the log, and fewer where they are large; an empty list: nothing lies before. Never waits, and no other filter applies.',
    { min: 1, max: LARGEST_PAGE },
  ),
});

interface CreateQuery {
  moderation?: ModerationLevel | undefined;
}

const CreateQuerySchema: z.ZodType<CreateQuery> = z.object({
  moderation: enumParam(
    [...MODERATION_LEVELS],
    'How a customer message is moderated, at least as strictly as the server is set to.',
  ),
});

const DeleteQuerySchema = z.object({
  min_offset: requiredIntParam('The first offset to delete.'),
});

export function eventRoutes(parts: ServerParts): void {
  route(parts, {
    method: 'POST',
    path: '/sessions/:session_id/events',
    operation: 'events.create',
    tag: 'sessions',
    summary: 'Add an event',
    body: CreateEventSchema,
    query: CreateQuerySchema,
    response: SessionEventSchema,
    status: 201,
    refusals: [404, 409, 429],
    rateLimit: { max: 120, timeWindow: '1 minute' },
    handle: (call) => createEvent(parts, call),
  });
  route(parts, {
    method: 'GET',
    path: '/sessions/:session_id/events',
    operation: 'events.read',
    tag: 'sessions',
    summary: 'List events, or wait for them',
    query: ListQuerySchema,
    response: z.array(SessionEventSchema),
    status: 200,
    refusals: [404, 504],
    handle: (call) => handleList(parts, call),
  });
  changingRoutes(parts);
  singleEvent(parts);
}

function changingRoutes(parts: ServerParts): void {
  route(parts, {
    method: 'DELETE',
    path: '/sessions/:session_id/events',
    operation: 'events.delete',
    tag: 'sessions',
    summary: 'Delete events from an offset on',
    query: DeleteQuerySchema,
    status: 204,
    refusals: [404],
    async handle({ params, query, traceId }) {
      const id = params['session_id'] ?? '';
      const outcome = await deleteEvents(parts.app, id, query.min_offset, traceId);
      if (outcome === 'no-session') throw sessionNotFound(id);
      if (outcome === 'inside-trace') {
        throw unprocessable(
          'Cannot delete events with offset < min_offset unless they are the first event of their trace ID',
        );
      }
      await forgetEvents(parts, id, query.min_offset);
    },
  });
  route(parts, {
    method: 'PATCH',
    path: '/sessions/:session_id/events/:event_id',
    operation: 'events.update',
    tag: 'sessions',
    summary: `Change an event's metadata`,
    body: UpdateEventSchema,
    response: SessionEventSchema,
    status: 200,
    refusals: [404],
    handle: (call) => handleUpdate(parts, call),
  });
}

/** Stores it; answers it as JSON text. */
export async function createEvent(
  parts: Pick<ServerParts, 'app' | 'leastModeration'>,
  call: Omit<Call<CreateEvent, CreateQuery>, 'request' | 'reply'>,
): Promise<string> {
  const { app } = parts;
  const sessionId = call.params['session_id'] ?? '';
  const asCustomer = call.principal.role === 'customer';
  const author = call.principal.role === 'operator' ? call.principal.operator : null;
  const { traceId, idempotency } = call;
  const moderation = stricter(call.query.moderation ?? 'none', parts.leastModeration);
  const context = { traceId, idempotency, author, asCustomer, moderation };
  const outcome = await post(app, sessionId, call.body, context);
  switch (outcome.type) {
    case 'stored':
      return eventJson(outcome.event);
    case 'at':
      return eventJson(await readAt(parts, sessionId, outcome.offset));
    case 'invalid':
      throw unprocessable(outcome.detail);
    case 'no-session':
      throw sessionNotFound(sessionId);
    case 'idempotency-mismatch':
      throw refused('idempotency-mismatch', 'This Idempotency-Key was used for another event.');
    case 'refused':
      throw refusal(outcome);
  }
}

function post(app: App, sessionId: string, body: CreateEvent, context: PostContext): Promise<PostOutcome> {
  const own = (nextOffset: number): CreateEvent =>
    context.asCustomer === true ? customerEvent(body, nextOffset) : body;
  const isWords = body.kind === 'message' && body.source === 'customer';
  const recalled = isWords ? app.sessions.recallSession?.(sessionId) : undefined;
  // Whether the log is empty is not known of it, and a customer's own words may stand anywhere.
  if (recalled !== undefined) return postToRecalled(app, recalled, own(-1), context);
  return postToRead(app, sessionId, own, context);
}

async function postToRead(
  app: App,
  sessionId: string,
  own: (nextOffset: number) => CreateEvent,
  context: PostContext,
): Promise<PostOutcome> {
  const session = await app.sessions.readSession(sessionId);
  return session === null
    ? { type: 'no-session' }
    : postEvent(app, session, own(session.nextOffset), context);
}

async function readAt(
  parts: Pick<ServerParts, 'app'>,
  sessionId: string,
  offset: number,
): Promise<EventRecord> {
  const event = await parts.app.sessions.readEvent(sessionId, offset);
  if (event === null) throw sessionNotFound(sessionId);
  return event;
}

async function handleList(parts: ServerParts, call: Call<undefined, ListQuery>): Promise<unknown> {
  const { app, readers, longPollTimes } = parts;
  const { query, request, reply } = call;
  const sessionId = call.params['session_id'] ?? '';
  if (query.newest !== undefined) return newestPage(parts, call, query.newest);
  const tail = new Tail(app.sessions, {
    sessionId,
    minOffset: query.min_offset ?? 0,
    filter: filterOf(query),
    audience: audienceOf(call.principal),
  });
  const wait = Math.min(query.wait_for_data ?? 60, LONGEST_WAIT) * 1000;
  if (query.sse) {
    const place = placeFor(readers, call, sessionId);
    return followSession(parts, { reply, sessionId, place, tail, idleEnd: Math.max(0, wait) });
  }
  const place = wait > 0 ? placeFor(readers, call, sessionId) : null;
  return longPoll({
    request,
    reply,
    sessionId,
    place,
    tail,
    wait,
    wakeUps: app.wakeUps,
    readers,
    times: longPollTimes,
  });
}

/** A page that ends before an offset: for readers who begin at the newest and go back. */
async function newestPage(
  { app }: ServerParts,
  { params, query, principal }: Call<undefined, ListQuery>,
  limit: number,
): Promise<string> {
  const sessionId = params['session_id'] ?? '';
  if ((await app.sessions.readSession(sessionId)) === null) throw sessionNotFound(sessionId);
  const events = await readNewest(app.sessions, sessionId, limit, query.before_offset);
  const audience = audienceOf(principal);
  return `[${events.map((event) => eventJson(event, audience)).join(',')}]`;
}

function filterOf(query: ListQuery): TailFilter {
  const traceId = query.trace_id ?? query.correlation_id;
  return {
    ...(query.source !== undefined && { source: query.source }),
    ...(query.kinds !== undefined && { kinds: parseKinds(query.kinds) }),
    ...(traceId !== undefined && { traceId }),
  };
}

function parseKinds(text: string): EventKind[] {
  const known: readonly string[] = EVENT_KINDS;
  return text.split(',').map((part) => {
    const kind = part.trim();
    if (known.includes(kind)) return kind as EventKind;
    const msg = `Input should be one or more of ${EVENT_KINDS.join(', ')}, separated by commas`;
    throw invalid([{ type: 'enum', loc: ['query', 'kinds'], msg, input: text }]);
  });
}

async function handleUpdate(parts: ServerParts, call: Call<UpdateEvent, undefined>): Promise<string> {
  const { sessions } = parts.app;
  const { session_id: sessionId = '', event_id: eventId = '' } = call.params;
  if ((await sessions.readSession(sessionId)) === null) throw sessionNotFound(sessionId);
  const offset = offsetOfEventId(sessionId, eventId);
  const missing = notFound(`Event not found (id='${eventId}')`);
  if (offset === null) throw missing;
  const change = { set: call.body.metadata?.set ?? {}, unset: call.body.metadata?.unset ?? [] };
  if (!(await sessions.updateEventMetadata(sessionId, offset, change))) throw missing;
  return eventJson(await readAt(parts, sessionId, offset));
}
