import type { CreateSession } from '@baton/protocol';
import type { Idempotency } from '../ports/session-store.ts';
import type { App } from './app.ts';
import { GUEST_ID } from './find-customer.ts';
import { randomId } from './random-id.ts';

export interface CreateSessionOptions {
  /** Let the agent take a turn in the empty session. */
  readonly allowGreeting: boolean;
  readonly idempotency: Idempotency | undefined;
  readonly traceId: string;
}

export type CreateOutcome =
  | { readonly type: 'created'; readonly sessionId: string }
  | { readonly type: 'no-agent' }
  | { readonly type: 'idempotency-mismatch' };

/** Opens a session with an agent. The customer need not be known: an unknown id is kept as it is. */
export async function createSession(
  app: App,
  body: CreateSession,
  options: CreateSessionOptions,
): Promise<CreateOutcome> {
  const agent = await app.directory.readAgent(body.agent_id);
  if (agent === null) return { type: 'no-agent' };
  const id = randomId();
  const outcome = await app.sessions.createSession(
    {
      id,
      agentId: agent.id,
      customerId: body.customer_id ?? GUEST_ID,
      createdAt: app.clock.now(),
      title: body.title ?? null,
      metadata: body.metadata ?? {},
      labels: body.labels ?? [],
    },
    options.idempotency,
  );
  switch (outcome.type) {
    case 'repeated':
      return { type: 'created', sessionId: outcome.sessionId };
    case 'idempotency-mismatch':
      return outcome;
    case 'created':
      if (options.allowGreeting) app.turns.start(id, { traceId: options.traceId, unprompted: true });
      return { type: 'created', sessionId: id };
  }
}
