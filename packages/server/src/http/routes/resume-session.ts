import { ResumeSessionSchema, ResumedSessionSchema } from '@baton/protocol';
import type { ResumeSession, ResumedSession } from '@baton/protocol';
import { readClaims } from '../../core/identity/read-claims.ts';
import type { CustomerClaims } from '../../core/identity/read-claims.ts';
import { itemNotFound, refused } from '../problem.ts';
import type { Call } from '../route.ts';
import { route } from '../server-parts.ts';
import type { ServerParts } from '../server-parts.ts';
import { sessionView } from '../views.ts';

/**
 * `POST /sessions/resume`: a customer whom the company's own server vouches for is led to his conversation, on
 * whichever device he is.
 */
export function resumeSessionRoutes(parts: ServerParts): void {
  route(parts, {
    method: 'POST',
    path: '/sessions/resume',
    operation: 'sessions.create',
    tag: 'sessions',
    summary: 'Lead a customer with a signed identity to his conversation',
    body: ResumeSessionSchema,
    response: ResumedSessionSchema,
    status: 200,
    refusals: [401, 404, 409, 429],
    rateLimit: { max: 60, timeWindow: '1 minute' },
    handle: (call) => resume(parts, call),
  });
}

async function resume(parts: ServerParts, call: Call<ResumeSession, undefined>): Promise<ResumedSession> {
  const { body, principal, request, traceId } = call;
  const claims = await claimsOf(parts, body.identity);
  // A browser sends cookies of conversations it has left as well: only the one it names is the one that goes on.
  const named = request.headers.authorization !== undefined;
  const outcome = await parts.resumer.resume({
    agentId: body.agent_id,
    claims,
    ownSession: named && principal.role === 'customer' ? principal.sessionId : null,
    fresh: body.fresh ?? false,
    onlyExisting: body.only_existing ?? false,
    traceId,
  });
  if (outcome.type === 'no-agent') throw itemNotFound(body.agent_id);
  const { sessionId, customer } = outcome;
  const session = sessionId === null ? null : await parts.app.sessions.readSession(sessionId);
  return {
    // What the company has noted on a session is not for its customer.
    session: session === null ? null : { ...sessionView(session), metadata: {}, labels: [] },
    token: session === null ? null : parts.credentials.sessionToken(session.id),
    customer: { id: customer.id, name: customer.name },
  };
}

async function claimsOf({ identities, app }: ServerParts, token: string): Promise<CustomerClaims> {
  if (identities === null)
    throw refused(
      'identity-off',
      'Set BATON_IDENTITY_SECRET or BATON_IDENTITY_KEYS for customers to be known by a signed identity.',
    );
  const now = Math.floor(app.clock.now() / 1_000_000);
  const verified = await identities.verify(token, now);
  if (verified.type === 'expired')
    throw refused('identity-expired', 'The identity has expired: sign a new one.');
  if (verified.type === 'refused')
    throw refused('identity-refused', `The identity is refused. ${verified.why}`);
  const read = readClaims(verified.payload, now);
  if (read.type === 'refused') throw refused('identity-refused', `The identity is refused. ${read.why}`);
  return read.claims;
}
