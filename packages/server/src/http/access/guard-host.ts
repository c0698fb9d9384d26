import type { FastifyInstance } from 'fastify';
import { refused } from '../problem.ts';

/** Names by which a browser on this machine reaches this machine. */
const LOOPBACK = /^(?:localhost|[\w-]+\.localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?$/i;

const FOREIGN_NAME = 'Without API keys this server answers on localhost only. Set BATON_API_KEYS to open it.';

/** Whether a `Host` header names this machine as a browser on it would. */
export function isLoopbackHost(host: string | undefined): boolean {
  return LOOPBACK.test(host ?? '');
}

/**
 * An open server trusts whoever reaches it, so it must be reached by a loopback name: a web page that has its
 * own name resolve to 127.0.0.1 would otherwise be let in by the visitor's browser.
 */
export function guardHost(server: FastifyInstance): void {
  server.addHook('onRequest', (request, _reply, done) => {
    done(isLoopbackHost(request.headers.host) ? undefined : refused('forbidden', FOREIGN_NAME));
  });
}
