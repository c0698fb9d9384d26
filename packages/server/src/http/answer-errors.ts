import type { FastifyBaseLogger, FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import {
  OverloadedError,
  StoreUnavailableError,
  UnknownOutcomeError,
  WriteFailedError,
} from '../ports/store-errors.ts';
import { StaffFullError } from '../app/staff/staff-outcome.ts';
import { Problem, refused, unprocessable } from './problem.ts';
import { sendPage } from './routes/pages.ts';
import type { PageFolders } from './routes/pages.ts';
import { sendJson } from './send-json.ts';

interface Known {
  readonly method: string;
  readonly pattern: RegExp;
}

/** Maps every error to its answer, in one place. No internal message leaves the process. */
export function answerErrors(server: FastifyInstance, pages: PageFolders): void {
  const routes: Known[] = [];
  server.addHook('onRoute', (route) => {
    // Preflights are answered at every path: that makes none of them known.
    if (route.url === '*') return;
    const pattern = new RegExp(
      `^${route.url
        .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
        .replace(/:\w+/g, '[^/]+')
        .replace(/\\\*$/, '.*')}$`,
    );
    for (const method of [route.method].flat()) routes.push({ method, pattern });
  });

  // Before routes are answered, because a parameter matches the empty text behind the last slash.
  server.addHook('onRequest', (request, reply, done) => {
    const target = withoutSlash(request.url, routes);
    if (target === null) {
      done();
      return;
    }
    // A token in front of the path stays there.
    const token = request.originalUrl.slice(0, -request.url.length);
    reply.redirect(token + target, 307);
  });

  server.setErrorHandler((error: FastifyError | Problem, request, reply) => {
    const problem = problemOf(error, request.log, request.routeOptions.bodyLimit);
    return sendJson(reply.code(problem.status).headers(problem.headers), JSON.stringify(problem.body));
  });

  server.setNotFoundHandler(
    (request, reply) => sendPage(request, reply, pages) ?? answerUnknown(request, reply, routes),
  );
}

function answerUnknown(request: FastifyRequest, reply: FastifyReply, routes: readonly Known[]): FastifyReply {
  const others = matching(pathOf(request.url), routes);
  if (others.length > 0 && !others.some((route) => route.method === request.method)) {
    const allow = [...new Set(others.map((route) => route.method))].join(', ');
    return sendJson(reply.code(405).header('allow', allow), '{"detail":"Method Not Allowed"}');
  }
  return sendJson(reply.code(404), '{"detail":"Not Found"}');
}

/** Where a path that ends in one slash too many is sent on to; null for every other. */
function withoutSlash(url: string, routes: readonly Known[]): string | null {
  const path = pathOf(url);
  if (path.length < 2 || !path.endsWith('/') || path.startsWith('//')) return null;
  const target = path.slice(0, -1);
  const known = matching(path, routes).length === 0 && matching(target, routes).length > 0;
  return known ? target + url.slice(path.length) : null;
}

function pathOf(url: string): string {
  const end = url.indexOf('?');
  return end === -1 ? url : url.slice(0, end);
}

function matching(path: string, routes: readonly Known[]): Known[] {
  return routes.filter((route) => route.pattern.test(path));
}

/** What is answered to an error. The log is told what the client is not. */
export function problemOf(
  error: FastifyError | Problem,
  log: Pick<FastifyBaseLogger, 'error'>,
  bodyLimit: number,
): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof StaffFullError) return unprocessable(error.message);
  if (error instanceof OverloadedError) {
    return new Problem(
      503,
      { detail: 'The server has too much to write; nothing was stored. Try again.' },
      { 'retry-after': '1' },
    );
  }
  if (error instanceof WriteFailedError) {
    log.error({ err: error }, 'a write failed');
    return new Problem(
      503,
      { detail: 'The server could not store this; nothing was changed. Try again later.' },
      { 'retry-after': '5' },
    );
  }
  if (error instanceof StoreUnavailableError) {
    log.error({ err: error }, 'the store does not answer');
    return new Problem(
      503,
      { detail: 'The server cannot reach its store; nothing was changed. Try again later.' },
      { 'retry-after': '2' },
    );
  }
  if (error instanceof UnknownOutcomeError) {
    log.error({ err: error }, 'the store went away before it answered');
    return new Problem(
      503,
      {
        detail:
          'The server lost its store before it heard whether this was stored. Send it again with the same Idempotency-Key; without one, look before.',
      },
      { 'retry-after': '2' },
    );
  }
  return fromFastify(error, log, bodyLimit);
}

function fromFastify(error: FastifyError, log: Pick<FastifyBaseLogger, 'error'>, bodyLimit: number): Problem {
  switch (error.statusCode) {
    case 413:
      return refused('too-large', `The body is larger than this server accepts (${bodyLimit} bytes).`);
    case 415:
      return new Problem(415, { detail: 'Send the body as application/json.' });
    case 429:
      return new Problem(429, {
        detail: 'Too many requests; nothing was stored. Try again later.',
        code: 'rate-limited',
      });
    default:
      break;
  }
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500) {
    return new Problem(error.statusCode, {
      detail: 'The request could not be read: check its length, encoding and headers.',
    });
  }
  log.error({ err: error }, 'a request failed');
  return new Problem(500, { detail: 'Internal Server Error' });
}
