import type {} from '@fastify/cookie';
import type { FastifyRequest } from 'fastify';
import type { Credentials } from './credentials.ts';
import type { Principal } from './principal.ts';

export const CONSOLE_COOKIE = 'baton_console';
export const SESSION_COOKIE_PREFIX = 'baton_session_';

const ANONYMOUS: readonly Principal[] = [{ role: 'anonymous' }];
const OPEN: readonly Principal[] = [{ role: 'admin' }];

/**
 * Everybody a request may be from, best first: what it carries in `Authorization`, then the cookie of the
 * session it is about, then the console's cookie. Without configured keys whoever carries nothing is an admin;
 * the server then listens on loopback only.
 */
export function presentedPrincipals(request: FastifyRequest, credentials: Credentials): readonly Principal[] {
  const shown = presentedByHeader(request.headers.authorization, credentials);
  if (shown !== null) return shown;
  const now = Math.floor(Date.now() / 1000);
  const found = cookieTokens(request).flatMap((token) => credentials.check(token, now) ?? []);
  return [...found, ...ANONYMOUS];
}

/** Who it is by `Authorization` alone; null when the cookies have to be asked. */
export function presentedByHeader(
  header: string | undefined,
  credentials: Credentials,
): readonly Principal[] | null {
  const bearer = bearerToken(header);
  if (bearer === null) return credentials.open ? OPEN : null;
  const principal = credentials.check(bearer, Math.floor(Date.now() / 1000));
  return principal === null ? [] : [principal];
}

function bearerToken(header: string | undefined): string | null {
  if (header === undefined) return null;
  const match = /^Bearer +(\S+)$/i.exec(header);
  return match?.[1] ?? null;
}

function cookieTokens(request: FastifyRequest): string[] {
  const { session_id: sessionId } = (request.params ?? {}) as { session_id?: string };
  const { cookie: header } = request.headers;
  if (header === undefined) return [];
  const cookies = request.server.parseCookie(header);
  const own =
    sessionId === undefined ? sessionCookies(cookies) : [cookies[SESSION_COOKIE_PREFIX + sessionId]];
  return [...own, cookies[CONSOLE_COOKIE]].filter((token) => token !== undefined);
}

/** A route that names no session, such as one of a handoff: any of the browser's sessions may be meant. */
function sessionCookies(cookies: Record<string, string | undefined>): (string | undefined)[] {
  return Object.entries(cookies)
    .filter(([name]) => name.startsWith(SESSION_COOKIE_PREFIX))
    .slice(0, 20)
    .map(([, value]) => value);
}
