import type { Evidence } from '@baton/protocol';
import { hasOpenHandoff, refuse } from '../core/handoff/decision.ts';
import type { Desk, Moment, Refusal } from '../core/handoff/decision.ts';
import { askForPerson } from '../core/handoff/ask-for-person.ts';
import type { AskForPerson } from '../core/handoff/ask-for-person.ts';
import type { WantedPerson } from '../core/handoff/journal-fact.ts';
import type { NewEvent } from '../core/log/new-event.ts';
import {
  DEFAULT_REQUESTS_PER_CUSTOMER,
  REQUEST_WINDOW,
  TOPICS_PER_REQUEST,
  countsAsCustomers,
  isTopic,
  mayAskAgainAt,
} from '../core/triggers/request-limit.ts';
import type { Idempotency, RequestQuery, SessionPatch, WriteGuard } from '../ports/session-store.ts';
import type { App } from './app.ts';
import { changeDesk } from './change-desk.ts';
import type { DeskOutcome } from './change-desk.ts';
import { GUEST_ID } from './find-customer.ts';
import { outlookOfOpening, prepareOpening } from './open-handoff.ts';
import type { OpeningRequest } from './open-handoff.ts';

export interface HandoffRequest {
  readonly reason: string;
  readonly evidence: readonly Evidence[];
  readonly priority?: number;
  readonly wanted?: WantedPerson;
  readonly askedFirst?: OpeningRequest['askedFirst'];
  readonly policy?: OpeningRequest['policy'];
  readonly transition: AskForPerson['transition'];
  readonly traceId: string;
  readonly guard?: Omit<WriteGuard, 'revision'>;
  readonly byTurn?: boolean;
  readonly trailing?: readonly NewEvent[];
  readonly patch?: SessionPatch;
  readonly idempotency?: Idempotency | undefined;
}

export type RequestOutcome =
  | DeskOutcome
  /** H4.7: the customer has caused too many; from `again` on (microseconds since 1970) he may cause one more. */
  | { readonly type: 'limited'; readonly again: number };

/**
 * The one way into `requested`, whoever asks: a tool, a trigger, the customer, an application, a failed turn. What a
 * customer causes passes one gate, whichever way he causes it (H4.7). Joining the handoff that is open is free.
 */
export function requestHandoff(
  app: App,
  sessionId: string,
  request: HandoffRequest,
): Promise<RequestOutcome> {
  const cause = { reason: request.reason, trigger: request.evidence[0]?.trigger ?? null };
  const counts = countsAsCustomers(cause);
  if (!counts && !isTopic(cause)) return ask(app, sessionId, request, null);
  return inTurn(app, sessionId, async (of) => {
    const held: { again: number | null } = { again: null };
    const outcome = await ask(app, sessionId, request, async (desk, { at }) => {
      if (hasOpenHandoff(desk)) return null;
      const since = at - REQUEST_WINDOW;
      const past = await app.sessions.listRequests({ of, since, limit: MOST_READ });
      const most = app.requestsPerCustomer ?? DEFAULT_REQUESTS_PER_CUSTOMER;
      held.again = counts
        ? mayAskAgainAt(past, most, at)
        : mayAskAgainAt(past, most * TOPICS_PER_REQUEST, at, (one) => countsAsCustomers(one) || isTopic(one));
      return held.again === null ? null : refuse('rate-limited', 'A person has been asked for too often.');
    });
    const { again } = held;
    return again !== null && outcome.type === 'refused' ? { type: 'limited', again } : outcome;
  });
}

type Gate = (desk: Desk, moment: Moment) => Promise<Refusal | null>;

function ask(app: App, sessionId: string, request: HandoffRequest, gate: Gate | null): Promise<DeskOutcome> {
  return changeDesk(
    app,
    sessionId,
    async (desk, moment, session) => {
      const refused = gate === null ? null : await gate(desk, moment);
      if (refused !== null) return refused;
      const opening = await prepareOpening(app, session, request);
      const outlook = outlookOfOpening(app, opening, moment.at);
      return askForPerson(desk, { opening, transition: request.transition, outlook }, moment);
    },
    {
      traceId: request.traceId,
      idempotency: request.idempotency,
      ...(request.guard !== undefined && { guard: request.guard }),
      ...(request.byTurn !== undefined && { byTurn: request.byTurn }),
      ...(request.trailing !== undefined && { trailing: request.trailing }),
      ...(request.patch !== undefined && { patch: request.patch }),
    },
  );
}

/** More than that of one customer in an hour, whoever asked for them, are not looked at. */
const MOST_READ = 1000 * TOPICS_PER_REQUEST;
/** The last request of each customer that is being decided: of several at once each sees those before it. */
const deciding = new WeakMap<App, Map<string, Promise<unknown>>>();

/** Nobody knows who a guest is: each of his sessions counts for itself. */
async function inTurn<T>(
  app: App,
  sessionId: string,
  run: (of: RequestQuery['of']) => Promise<T>,
): Promise<T> {
  const session = await app.sessions.readSession(sessionId);
  const known = session !== null && session.customerId !== GUEST_ID;
  const of = known ? { customerId: session.customerId } : { sessionId };
  const key = known ? `customer ${session.customerId}` : `session ${sessionId}`;
  const lines = deciding.get(app) ?? new Map<string, Promise<unknown>>();
  deciding.set(app, lines);
  const turn = (lines.get(key) ?? Promise.resolve()).then(() => run(of));
  const settled = turn.catch(() => undefined);
  lines.set(key, settled);
  try {
    return await turn;
  } finally {
    if (lines.get(key) === settled) lines.delete(key);
  }
}
