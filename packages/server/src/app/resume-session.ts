import type { CustomerClaims } from '../core/identity/read-claims.ts';
import type { CustomerRecord } from '../ports/directory-store.ts';
import type { SessionRecord } from '../ports/session-store.ts';
import type { App } from './app.ts';
import { createSession } from './create-session.ts';
import { GUEST_ID } from './find-customer.ts';
import { Lanes } from './lanes.ts';
import { updateSession } from './update-session.ts';

export interface ResumeRequest {
  readonly agentId: string;
  readonly claims: CustomerClaims;
  /** The session whose token the caller has, e.g. one that he began before he said who he is; null for none. */
  readonly ownSession: string | null;
  readonly fresh: boolean;
  readonly onlyExisting: boolean;
  readonly traceId: string;
}

export type ResumeOutcome =
  | { readonly type: 'resumed'; readonly sessionId: string | null; readonly customer: CustomerRecord }
  | { readonly type: 'no-agent' };

const DAY = 24 * 3600 * 1_000_000;

/**
 * Leads customers whom the company vouches for to their conversations. Two devices of one customer that ask at the
 * same time are led to the same one: what is asked for one customer is done one after the other.
 */
export class SessionResumer {
  readonly #app: App;
  readonly #days: number;
  readonly #lanes = new Lanes();

  constructor(app: App, days: number) {
    this.#app = app;
    this.#days = days;
  }

  resume(request: ResumeRequest): Promise<ResumeOutcome> {
    const key = JSON.stringify([request.agentId, request.claims.id]);
    return this.#lanes.run(key, () => this.#resume(request));
  }

  async #resume(request: ResumeRequest): Promise<ResumeOutcome> {
    const { agentId, claims, fresh, onlyExisting, traceId } = request;
    if ((await this.#app.directory.readAgent(agentId)) === null) return { type: 'no-agent' };
    const customer = await this.#know(claims);
    const found = fresh
      ? null
      : ((await this.#takeAlong(request)) ?? (await this.#newest(agentId, claims.id)));
    if (found !== null || onlyExisting) return { type: 'resumed', sessionId: found, customer };
    const body = { agent_id: agentId, customer_id: claims.id };
    const created = await createSession(this.#app, body, {
      allowGreeting: false,
      idempotency: undefined,
      traceId,
    });
    if (created.type !== 'created') return { type: 'no-agent' };
    return { type: 'resumed', sessionId: created.sessionId, customer };
  }

  /** The customer as the directory has him, with what the claims say of him now. */
  async #know(claims: CustomerClaims): Promise<CustomerRecord> {
    const { directory, clock } = this.#app;
    const before = await directory.readCustomer(claims.id);
    const after: CustomerRecord = {
      id: claims.id,
      createdAt: before?.createdAt ?? clock.now(),
      name: claims.name ?? before?.name ?? claims.email ?? claims.id,
      metadata: {
        ...before?.metadata,
        ...claims.metadata,
        ...(claims.email !== null && { email: claims.email }),
      },
      tags: before?.tags ?? [],
    };
    if (before === null || !sameCustomer(before, after)) await directory.putCustomer(after);
    return after;
  }

  /** What he said before he said who he is goes on as his. */
  async #takeAlong({ agentId, claims, ownSession, traceId }: ResumeRequest): Promise<string | null> {
    if (ownSession === null) return null;
    const session = await this.#app.sessions.readSession(ownSession);
    const his =
      session?.agentId === agentId && session.customerId === GUEST_ID && session.lastCustomerOffset >= 0;
    if (!his) return null;
    const outcome = await updateSession(this.#app, ownSession, { customer_id: claims.id }, traceId);
    return outcome === 'done' ? ownSession : null;
  }

  async #newest(agentId: string, customerId: string): Promise<string | null> {
    const { sessions, clock } = this.#app;
    const [newest] = await sessions.listSessions({ agentId, customerId, sort: 'desc', limit: 1 });
    if (newest === undefined) return null;
    return clock.now() - (await this.#lastHeard(newest)) <= this.#days * DAY ? newest.id : null;
  }

  async #lastHeard(session: SessionRecord): Promise<number> {
    const [last] = await this.#app.sessions.listEventsBackward(session.id, session.nextOffset, 1);
    return last?.at ?? session.createdAt;
  }
}

function sameCustomer(a: CustomerRecord, b: CustomerRecord): boolean {
  const keys = Object.keys(b.metadata);
  return (
    a.name === b.name &&
    keys.length === Object.keys(a.metadata).length &&
    keys.every((key) => a.metadata[key] === b.metadata[key])
  );
}
