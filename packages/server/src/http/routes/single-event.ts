import { SessionEventSchema } from '@baton/protocol';
import { z } from 'zod';
import { eventJson } from '../../core/log/event-json.ts';
import type { Audience } from '../../core/log/event-json.ts';
import { offsetOfEventId } from '../../core/log/event-id.ts';
import type { EventRecord } from '../../core/log/event-record.ts';
import { isGrowing } from '../../core/log/is-growing.ts';
import { audienceOf } from '../access/audience.ts';
import { EventStream } from '../follow/event-stream.ts';
import { placeFor } from '../follow/reader-place.ts';
import { notFound, sessionNotFound } from '../problem.ts';
import { boolParam, intParam } from '../query.ts';
import type { Call } from '../route.ts';
import { route } from '../server-parts.ts';
import type { ServerParts } from '../server-parts.ts';

interface ReadQuery {
  wait_for_completion: boolean;
  wait_for_data?: number | undefined;
  sse: boolean;
}

const ReadQuerySchema: z.ZodType<ReadQuery> = z.object({
  wait_for_completion: boolParam(false, 'Wait until a message that is being streamed is complete.'),
  wait_for_data: intParam('Seconds to wait for completion; default 60.'),
  sse: boolParam(false, 'Stream the event, again whenever it grows.'),
});

/** `GET /sessions/{id}/events/{event_id}`: one event, of this session only. */
export function singleEvent(parts: ServerParts): void {
  route(parts, {
    method: 'GET',
    path: '/sessions/:session_id/events/:event_id',
    operation: 'events.read',
    tag: 'sessions',
    summary: 'Read an event',
    query: ReadQuerySchema,
    response: SessionEventSchema,
    status: 200,
    refusals: [404],
    handle: (call) => handleRead(parts, call),
  });
}

async function handleRead(parts: ServerParts, call: Call<undefined, ReadQuery>): Promise<unknown> {
  const { session_id: sessionId = '', event_id: eventId = '' } = call.params;
  if (call.query.sse) return streamEvent(parts, call, sessionId, eventId);
  if ((await parts.app.sessions.readSession(sessionId)) === null) throw sessionNotFound(sessionId);
  const audience = audienceOf(call.principal);
  const event = await readEvent(parts, sessionId, eventId, audience);
  if (event === null) throw notFound(`Event not found (id='${eventId}')`);
  if (!call.query.wait_for_completion || !isGrowing(event)) return eventJson(event, audience);
  const wait = Math.min(call.query.wait_for_data ?? 60, 3600) * 1000;
  await waitForCompletion(parts, event, wait, call);
  return eventJson((await readEvent(parts, sessionId, eventId, audience)) ?? event, audience);
}

/** What was deleted is gone for the customer: it may be why it was deleted. */
async function readEvent(
  parts: ServerParts,
  sessionId: string,
  eventId: string,
  audience: Audience,
): Promise<EventRecord | null> {
  const offset = offsetOfEventId(sessionId, eventId);
  const event = offset === null ? null : await parts.app.sessions.readEvent(sessionId, offset);
  return event?.deleted === true && audience === 'customer' ? null : event;
}

function waitForCompletion(
  parts: ServerParts,
  event: EventRecord,
  wait: number,
  call: Call<undefined, ReadQuery>,
): Promise<void> {
  const { app, readers, load } = parts;
  const place = placeFor(readers, call, event.sessionId);
  // Whoever waits is no work.
  load.underWay--;
  return new Promise((resolve) => {
    let settled = false;
    const settle = (): void => {
      clearTimeout(timer);
      subscription.cancel();
      readers.delete(settle);
      if (!settled) load.underWay++;
      settled = true;
      call.reply.raw.off('close', settle);
      resolve();
    };
    const look = async (): Promise<void> => {
      const now = await app.sessions.readEvent(event.sessionId, event.offset);
      if (now === null || !isGrowing(now)) settle();
    };
    const subscription = app.wakeUps.subscribe(event.sessionId, () => void look());
    const timer = setTimeout(settle, Math.max(0, wait));
    readers.add(settle, place);
    call.reply.raw.once('close', settle);
    void look();
  });
}

function streamEvent(
  parts: ServerParts,
  call: Call<undefined, ReadQuery>,
  sessionId: string,
  eventId: string,
): void {
  const { app, readers, streamTimes } = parts;
  const audience = audienceOf(call.principal);
  let sent: string | null = null;
  let done = false;
  const stream = new EventStream({
    reply: call.reply,
    readers,
    place: placeFor(readers, call, sessionId),
    idleEnd: Math.max(0, call.query.wait_for_data ?? 60) * 1000,
    ...streamTimes,
    async next() {
      const event = done ? null : await readEvent(parts, sessionId, eventId, audience);
      if (event === null) return null;
      done = !isGrowing(event);
      const text = eventJson(event, audience);
      if (text === sent) return '';
      sent = text;
      return `data: ${text}\n\n`;
    },
    onClose: () => subscription.cancel(),
  });
  const subscription = app.wakeUps.subscribe(sessionId, () => stream.wake());
  stream.wake();
}
