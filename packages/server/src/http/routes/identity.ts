import { z } from 'zod';
import { CONSOLE_COOKIE } from '../access/presented.ts';
import { SIGN_IN_SECONDS } from '../access/credentials.ts';
import type { Principal } from '../access/principal.ts';
import { refused } from '../problem.ts';
import { route } from '../server-parts.ts';
import type { ServerParts } from '../server-parts.ts';

const SignInSchema = z.object({ key: z.string().min(1).max(500) });

/** Who the caller is, and signing a browser in with an API key. */
export function identityRoutes(parts: ServerParts): void {
  const { credentials } = parts;
  route(parts, {
    method: 'GET',
    path: '/identity',
    operation: 'identity.read',
    tag: 'identity',
    summary: 'Who the server takes you for',
    status: 200,
    handle: ({ principal }) => identityView(principal),
  });
  route(parts, {
    method: 'POST',
    path: '/identity',
    operation: 'identity.write',
    tag: 'identity',
    summary: 'Sign a browser in with an API key',
    body: SignInSchema,
    status: 200,
    refusals: [401, 429],
    rateLimit: { max: 10, timeWindow: '1 minute' },
    handle({ body, reply, request }) {
      const now = Math.floor(Date.now() / 1000);
      const signedIn = credentials.signIn(body.key, now);
      if (signedIn === null) throw refused('unauthenticated', 'This key is not known.');
      reply.setCookie(CONSOLE_COOKIE, signedIn.token, {
        path: '/',
        httpOnly: true,
        sameSite: 'strict',
        secure: request.protocol === 'https',
        maxAge: SIGN_IN_SECONDS,
      });
      return identityView(signedIn.principal);
    },
  });
  route(parts, {
    method: 'DELETE',
    path: '/identity',
    operation: 'identity.write',
    tag: 'identity',
    summary: 'Sign the browser out',
    status: 204,
    handle({ reply }) {
      reply.clearCookie(CONSOLE_COOKIE, { path: '/' });
    },
  });
}

function identityView(principal: Principal): object {
  return { role: principal.role, operator: principal.role === 'operator' ? principal.operator : null };
}
