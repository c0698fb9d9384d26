import type { FastifyReply } from 'fastify';
import type { ServerParts } from '../server-parts.ts';
import { EventStream } from './event-stream.ts';
import type { ReaderPlace } from './readers.ts';
import type { Tail } from './tail.ts';

export interface SessionStreamOptions {
  readonly reply: FastifyReply;
  readonly sessionId: string;
  readonly place: ReaderPlace;
  readonly tail: Tail;
  /** Milliseconds without an event after which the stream ends. */
  readonly idleEnd: number;
}

/** A session's log as server-sent events, from the tail's place on. A session that does not exist gives an empty stream. */
export function followSession(parts: ServerParts, options: SessionStreamOptions): void {
  const { app, readers, streamTimes } = parts;
  const stream = new EventStream({
    reply: options.reply,
    readers,
    place: options.place,
    idleEnd: options.idleEnd,
    ...streamTimes,
    async next() {
      const events = await options.tail.read();
      if (events === null) return null;
      return events.map((event) => `id: ${event.offset}\ndata: ${options.tail.json(event)}\n\n`).join('');
    },
    onClose: () => subscription.cancel(),
  });
  const subscription = app.wakeUps.subscribe(options.sessionId, () => stream.wake());
  stream.wake();
}
