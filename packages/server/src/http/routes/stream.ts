import type { FastifyReply } from 'fastify';
import { EventStream } from '../follow/event-stream.ts';
import { route } from '../server-parts.ts';
import type { ServerParts } from '../server-parts.ts';

/** `GET /stream`: the console's one live connection. */
export function streamRoutes(parts: ServerParts): void {
  route(parts, {
    method: 'GET',
    path: '/stream',
    operation: 'stream.read',
    tag: 'handoffs',
    summary: 'Everything that happens to handoffs, as server-sent events; resumes with Last-Event-ID',
    status: 200,
    handle({ request, reply }) {
      const header = request.headers['last-event-id'];
      follow(parts, reply, typeof header === 'string' ? header : null);
    },
  });
}

function follow(parts: ServerParts, reply: FastifyReply, from: string | null): void {
  let cursor = from;
  const stream = new EventStream({
    reply,
    readers: parts.readers,
    sessionId: null,
    idleEnd: null,
    ...parts.streamTimes,
    async next() {
      const frames = await parts.feed.after(cursor);
      cursor = frames.at(-1)?.id ?? cursor;
      return frames.map((frame) => `id: ${frame.id}\nevent: ${frame.type}\ndata: ${frame.data}\n\n`).join('');
    },
    onClose: () => subscription.cancel(),
  });
  const subscription = parts.feed.subscribe(() => stream.wake());
  stream.wake();
}
