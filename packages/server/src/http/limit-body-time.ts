import type { FastifyInstance } from 'fastify';
import { Problem } from './problem.ts';

/** How long the body of a request may take to arrive, so that a slow sender holds nothing for long. */
const BODY_TIMEOUT_MS = 30_000;

/**
 * Ends bodies that trickle. The server's own limit counts for all requests alike, and is that of the slowest that is
 * welcome: an upload.
 */
export function limitBodyTime(server: FastifyInstance, timeout: number = BODY_TIMEOUT_MS): void {
  server.addHook('preParsing', (request, _reply, payload, done) => {
    const { headers } = request;
    const hasBody = Number(headers['content-length'] ?? 0) > 0 || headers['transfer-encoding'] !== undefined;
    if (hasBody && request.routeOptions.config.readsBody !== true) {
      const timer = setTimeout(() => {
        const late = new Problem(
          408,
          { detail: 'The request took too long to arrive; nothing was done.' },
          { connection: 'close' },
        );
        // Who reads it answers with that; where nobody does, there is nobody to answer.
        if (payload.listenerCount('error') > 0) payload.emit('error', late);
        else request.raw.destroy();
      }, timeout);
      payload.once('end', () => clearTimeout(timer));
      payload.once('close', () => clearTimeout(timer));
    }
    done(null, payload);
  });
}
