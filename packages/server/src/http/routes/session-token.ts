import { z } from 'zod';
import { sessionNotFound } from '../problem.ts';
import { route } from '../server-parts.ts';
import type { ServerParts } from '../server-parts.ts';

const TokenSchema = z.object({
  token: z.string().meta({ description: 'For `Authorization: Bearer`.' }),
  base_path: z
    .string()
    .meta({ description: 'Prefix of the server URL for clients that cannot send headers.' }),
});

/**
 * `POST /sessions/{id}/token`: a company's own program gets what its customer's browser needs to use this
 * session and nothing else. The token is as good as the session: give it to that customer alone.
 */
export function sessionTokenRoutes(parts: ServerParts): void {
  route(parts, {
    method: 'POST',
    path: '/sessions/:session_id/token',
    operation: 'sessions.token',
    tag: 'sessions',
    summary: 'A token for the customer of this session',
    response: TokenSchema,
    status: 201,
    refusals: [404],
    async handle({ params }) {
      const id = params['session_id'] ?? '';
      if ((await parts.app.sessions.readSession(id)) === null) throw sessionNotFound(id);
      const token = parts.credentials.sessionToken(id);
      return { token, base_path: `/t/${token}` };
    },
  });
}
