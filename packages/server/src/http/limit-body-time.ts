import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance, RequestPayload } from 'fastify';
import { Problem } from './problem.ts';

/** How long the body of a request may take to arrive, so that a slow sender holds nothing for long. */
const BODY_TIMEOUT_MS = 30_000;
/** Bodies are looked at so often during that time. */
const LOOKS = 30;

/** Whoever reads bodies says when one begins and when it is there. */
export interface ArrivingBodies {
  began(raw: IncomingMessage, payload?: RequestPayload): void;
  arrived(raw: IncomingMessage): void;
}

interface Arriving {
  readonly payload: RequestPayload;
  readonly raw: IncomingMessage;
  /** Milliseconds, as of performance.now(). */
  readonly deadline: number;
}

/**
 * Ends bodies that trickle. The server's own limit counts for all requests alike, and is that of the slowest that is
 * welcome: an upload. One timer looks after all of them: a timer for each, and listeners to end it, cost more than
 * the body takes to be read.
 */
export function limitBodyTime(server: FastifyInstance, timeout: number = BODY_TIMEOUT_MS): ArrivingBodies {
  /** One after the other comes on a connection: as a key it is cheaper than each request. */
  const arriving = new Map<Socket, Arriving>();
  const bodies: ArrivingBodies = {
    began: (raw, payload = raw) =>
      void arriving.set(raw.socket, { payload, raw, deadline: performance.now() + timeout }),
    arrived: (raw) => {
      // The next one may have begun before this one was read.
      if (arriving.get(raw.socket)?.raw === raw) arriving.delete(raw.socket);
    },
  };

  server.addHook('preParsing', (request, _reply, payload, done) => {
    const { headers } = request;
    const hasBody = Number(headers['content-length'] ?? 0) > 0 || headers['transfer-encoding'] !== undefined;
    if (hasBody && request.routeOptions.config.readsBody !== true) bodies.began(request.raw, payload);
    done(null, payload);
  });
  server.addHook('preValidation', (request, _reply, done) => {
    bodies.arrived(request.raw);
    done();
  });

  const look = setInterval(() => {
    const now = performance.now();
    for (const [socket, { payload, raw, deadline }] of arriving) {
      // What was refused without being read to its end, or broken off, is over too.
      const over = raw.complete || raw.destroyed;
      if (!over && deadline > now) continue;
      arriving.delete(socket);
      if (!over) end(payload, raw);
    }
  }, timeout / LOOKS);
  look.unref();
  server.addHook('onClose', () => clearInterval(look));
  return bodies;
}

function end(payload: RequestPayload, raw: IncomingMessage): void {
  const late = new Problem(
    408,
    { detail: 'The request took too long to arrive; nothing was done.' },
    { connection: 'close' },
  );
  // Who reads it answers with that; where nobody does, there is nobody to answer.
  if (payload.listenerCount('error') > 0) payload.emit('error', late);
  else raw.destroy();
}
