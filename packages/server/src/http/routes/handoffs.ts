import {
  ActAsSchema,
  AddNoteSchema,
  ChooseContactSchema,
  HANDOFF_STAGES,
  HandoffDetailSchema,
  HandoffSchema,
  RequestHandoffSchema,
  ResolveHandoffSchema,
  ReturnHandoffSchema,
  SendReplySchema,
  SessionEventSchema,
  pageSchema,
} from '@baton/protocol';
import type {
  ActAs,
  ChooseContact,
  Handoff,
  HandoffDetail,
  OperatorRef,
  Page,
  SendReply,
} from '@baton/protocol';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { apiEvidence } from '../../core/handoff/ask-for-person.ts';
import type { HandoffCommand } from '../../app/handoff-command.ts';
import type { CommandOutcome } from '../../app/handoff-desk.ts';
import { requestHandoff } from '../../app/request-handoff.ts';
import { authorize } from '../access/authorize.ts';
import { presentedPrincipals } from '../access/presented.ts';
import type { Principal } from '../access/principal.ts';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import { itemNotFound, refused, sessionNotFound, unprocessable } from '../problem.ts';
import { enumParam, intParam, textParam } from '../query.ts';
import type { Call } from '../route.ts';
import { route } from '../server-parts.ts';
import type { ServerParts } from '../server-parts.ts';

interface ListQuery {
  stage?: string | undefined;
  limit?: number | undefined;
  cursor?: string | undefined;
}

const ListQuerySchema: z.ZodType<ListQuery> = z.object({
  stage: enumParam(['open', 'waiting', ...HANDOFF_STAGES], 'Only handoffs in this stage.'),
  limit: intParam('Page size, 1 to 100; default 50.', { min: 1, max: 100 }),
  cursor: textParam('`next_cursor` of the page before.'),
});

export function handoffRoutes(parts: ServerParts): void {
  askingRoutes(parts);
  takeoverRoute(parts);
  readingRoutes(parts);
  workingRoutes(parts);
  choosingRoutes(parts);
}

/** What the button is limited by: the session however its address is written. */
function sessionOf(request: FastifyRequest): string {
  return (request.params as { session_id?: string }).session_id ?? '';
}

function askingRoutes(parts: ServerParts): void {
  const { app } = parts;
  route(parts, {
    method: 'POST',
    path: '/sessions/:session_id/handoff',
    operation: 'handoffs.request',
    tag: 'handoffs',
    summary: 'Ask for a person; joins the open handoff if there is one',
    body: RequestHandoffSchema.default({}),
    response: HandoffSchema,
    status: 201,
    refusals: [404, 429],
    rateLimit: { max: 10, timeWindow: '1 hour', keyGenerator: sessionOf },
    async handle({ params, body, principal, traceId, idempotency }) {
      const sessionId = params['session_id'] ?? '';
      const asCustomer = principal.role === 'customer';
      const outcome = await requestHandoff(app, sessionId, {
        reason: asCustomer ? 'customer_requested' : (body.reason ?? 'api'),
        evidence: [{ ...apiEvidence(body.note ?? null), trigger: asCustomer ? 'button' : 'api' }],
        priority: asCustomer ? 0 : (body.priority ?? 0),
        transition: { by: 'desk', text: null },
        traceId,
        idempotency,
      });
      if (outcome.type === 'no-session') throw sessionNotFound(sessionId);
      return readOpen(parts, sessionId, asCustomer);
    },
  });
  route(parts, {
    method: 'GET',
    path: '/sessions/:session_id/handoff',
    operation: 'handoffs.follow',
    tag: 'handoffs',
    summary: `The session's open handoff, or null`,
    response: z.object({ handoff: HandoffSchema.nullable() }),
    status: 200,
    refusals: [404],
    async handle({ params, principal }) {
      const sessionId = params['session_id'] ?? '';
      if ((await app.sessions.readSession(sessionId)) === null) throw sessionNotFound(sessionId);
      return { handoff: await readOpen(parts, sessionId, principal.role === 'customer') };
    },
  });
}

function takeoverRoute(parts: ServerParts): void {
  const { app, desk } = parts;
  route(parts, {
    method: 'POST',
    path: '/sessions/:session_id/takeover',
    operation: 'handoffs.work',
    tag: 'handoffs',
    summary: 'Take a session over, whether or not a person was asked for',
    body: ActAsSchema.default({}),
    response: HandoffDetailSchema,
    status: 201,
    refusals: [404, 409],
    async handle({ params, body, principal, traceId, idempotency }) {
      const sessionId = params['session_id'] ?? '';
      const outcome = await desk.takeOver(sessionId, actingOperator(principal, body), {
        traceId,
        idempotency,
      });
      if (outcome.type === 'not-found') throw sessionNotFound(sessionId);
      check(outcome, sessionId);
      const open = await app.sessions.readOpenHandoff(sessionId);
      return open === null ? null : desk.read(open.id);
    },
  });
}

function readingRoutes(parts: ServerParts): void {
  route(parts, {
    method: 'GET',
    path: '/handoffs',
    operation: 'handoffs.read',
    tag: 'handoffs',
    summary: 'List handoffs, oldest request first',
    query: ListQuerySchema,
    response: pageSchema(HandoffSchema),
    status: 200,
    handle: ({ query }) => listHandoffs(parts, query),
  });
  route(parts, {
    method: 'GET',
    path: '/handoffs/:handoff_id',
    operation: 'handoffs.read',
    tag: 'handoffs',
    summary: 'Read a handoff with its package, notes and journal',
    response: HandoffDetailSchema,
    status: 200,
    refusals: [404],
    handle: ({ params }) => readDetail(parts, params['handoff_id'] ?? ''),
  });
}

function workingRoutes(parts: ServerParts): void {
  workRoute(
    parts,
    'accept',
    'Accept a waiting handoff; of two, one wins',
    ActAsSchema.default({}),
    (operator) => ({
      do: 'accept',
      operator,
    }),
  );
  workRoute(parts, 'notes', 'Add a note that only operators see', AddNoteSchema, (operator, { text }) => ({
    do: 'note',
    operator,
    text,
  }));
  workRoute(parts, 'resolve', 'End it: the matter is done', ResolveHandoffSchema, (operator, body) => ({
    do: 'resolve',
    operator,
    disposition: body.disposition,
    outcome: body.outcome ?? null,
  }));
  workRoute(
    parts,
    'return',
    'Give the session back to the AI',
    ReturnHandoffSchema.default({}),
    (operator, body) => ({
      do: 'return',
      operator,
      outcome: body.outcome ?? null,
    }),
  );
  route(parts, {
    method: 'POST',
    path: '/handoffs/:handoff_id/messages',
    operation: 'handoffs.work',
    tag: 'handoffs',
    summary: 'Write to the customer, under your name or on behalf of the AI',
    body: SendReplySchema,
    response: SessionEventSchema,
    status: 201,
    refusals: [404, 409],
    handle: (call) => handleReply(parts, call),
  });
}

/** One of the operator's acts: done to the handoff, answered with the handoff as it is afterwards. */
function workRoute<B extends ActAs>(
  parts: ServerParts,
  name: string,
  summary: string,
  body: z.ZodType<B>,
  command: (operator: OperatorRef, body: B) => HandoffCommand,
): void {
  route(parts, {
    method: 'POST',
    path: `/handoffs/:handoff_id/${name}`,
    operation: 'handoffs.work',
    tag: 'handoffs',
    summary,
    body,
    response: HandoffDetailSchema,
    status: name === 'notes' ? 201 : 200,
    refusals: [404, 409],
    async handle(call: Call<B, undefined>) {
      const id = call.params['handoff_id'] ?? '';
      const { traceId, idempotency } = call;
      const operator = actingOperator(call.principal, call.body);
      check(await parts.desk.command(id, command(operator, call.body), { traceId, idempotency }), id);
      return readDetail(parts, id);
    },
  });
}

/** Who chooses: of a browser's sessions the one that the handoff is about. */
async function chooserOf(
  parts: ServerParts,
  call: Call<unknown, undefined>,
  handoffId: string,
): Promise<Principal> {
  const sessionId = await parts.desk.sessionOf(handoffId);
  if (sessionId === null) throw itemNotFound(handoffId);
  const presented = presentedPrincipals(call.request, parts.credentials);
  const verdict = authorize(presented, 'handoffs.choose', sessionId);
  if (verdict.type === 'refused') throw itemNotFound(handoffId);
  return verdict.principal;
}

function choosingRoutes(parts: ServerParts): void {
  const choose = <B>(
    name: string,
    summary: string,
    body: z.ZodType<B>,
    command: (body: B) => HandoffCommand,
  ): void =>
    route(parts, {
      method: 'POST',
      path: `/handoffs/:handoff_id/${name}`,
      operation: 'handoffs.choose',
      tag: 'handoffs',
      summary,
      body,
      response: HandoffSchema,
      status: 200,
      refusals: [404, 409],
      async handle(call: Call<B, undefined>) {
        const id = call.params['handoff_id'] ?? '';
        const { traceId, idempotency } = call;
        const principal = await chooserOf(parts, call, id);
        check(await parts.desk.command(id, command(call.body), { traceId, idempotency }), id);
        const state = await parts.app.sessions.readHandoff(id);
        if (state === null) throw itemNotFound(id);
        return parts.desk.view(state, principal.role === 'customer');
      },
    });
  choose('withdraw', 'The customer goes on with the AI', z.object({}).default({}), () => ({
    do: 'withdraw',
  }));
  choose('callback', 'The customer wants to be called instead', ChooseContactSchema, chooseBy('callback'));
  choose('email', 'The customer wants an e-mail instead', ChooseContactSchema, chooseBy('email'));
}

function chooseBy(kind: 'callback' | 'email'): (body: ChooseContact) => HandoffCommand {
  return ({ address, at }) => {
    if (!ADDRESSES[kind].test(address)) {
      const what = kind === 'callback' ? 'a phone number' : 'an e-mail address';
      throw unprocessable(`This is not ${what}: ${what} and nothing else belongs into \`address\`.`);
    }
    return { do: 'choose-contact', kind, address: address.trim(), callAt: at ?? null };
  };
}

/** The desk repeats the address in words of its own: there must be no room in it for anybody else's. */
const ADDRESSES = {
  callback: /^ *(?=[^\d]*\d)[+\d()][\d ()./-]{0,40}(?: ?(?:ext|x|#)\.? ?\d{1,8})? *$/i,
  email: /^ *[^\s@<>"]{1,64}@[^\s@<>"]{1,190} *$/,
} as const;

async function handleReply(parts: ServerParts, call: Call<SendReply, undefined>): Promise<unknown> {
  const id = call.params['handoff_id'] ?? '';
  const { body, traceId, idempotency } = call;
  const seenOffset = body.force === true ? null : body.seen_offset;
  const operator = actingOperator(call.principal, body);
  const reply = { operator, message: body.message, as: body.as, seenOffset };
  const outcome = await parts.desk.reply(id, reply, { traceId, idempotency });
  switch (outcome.type) {
    case 'sent':
      return outcome.event;
    case 'stale-view': {
      const count = outcome.missing.filter((event) => event.kind === 'message').length;
      const detail = `${count} newer ${count === 1 ? 'message has' : 'messages have'} come; read and send again.`;
      throw refused('stale-view', detail, { missing_events: outcome.missing });
    }
    default:
      check(outcome, id);
      throw itemNotFound(id);
  }
}

/** Who acts: an operator by his own key; with an admin's, the operator the request names. */
function actingOperator(principal: Principal, body: ActAs): OperatorRef {
  if (principal.role === 'operator') {
    if (body.operator && body.operator.id !== principal.operator.id) {
      throw refused('forbidden', 'An operator acts under his own name only: leave `operator` out.');
    }
    return principal.operator;
  }
  if (body.operator) return { id: body.operator.id, name: body.operator.name };
  throw unprocessable('Name who acts: send `operator` with `id` and `name`.');
}

function check(outcome: CommandOutcome, id: string): void {
  switch (outcome.type) {
    case 'done':
      return;
    case 'not-found':
      throw itemNotFound(id);
    case 'idempotency-mismatch':
      throw refused('idempotency-mismatch', 'This Idempotency-Key was used for another request.');
    case 'refused':
      throw refused(outcome.code, outcome.detail);
  }
}

async function readDetail(parts: ServerParts, id: string): Promise<HandoffDetail> {
  const detail = await parts.desk.read(id);
  if (detail === null) throw itemNotFound(id);
  return detail;
}

async function readOpen(parts: ServerParts, sessionId: string, asCustomer: boolean): Promise<Handoff | null> {
  const open = await parts.app.sessions.readOpenHandoff(sessionId);
  return open === null ? null : parts.desk.view(open, asCustomer);
}

async function listHandoffs(parts: ServerParts, query: ListQuery): Promise<Page<Handoff>> {
  const { sessions } = parts.app;
  const limit = query.limit ?? 50;
  const cursor = decodeCursor(query.cursor);
  const filter = query.stage === undefined ? {} : { stage: query.stage };
  const [found, total] = await Promise.all([
    sessions.listHandoffs({
      ...filter,
      limit: limit + 1,
      ...(cursor !== undefined && { after: { requestedAt: cursor.at, id: cursor.id } }),
    }),
    sessions.countHandoffs(filter),
  ]);
  const items = found.slice(0, limit);
  const last = items.at(-1);
  const more = found.length > limit && last !== undefined;
  return {
    items: await Promise.all(items.map((state) => parts.desk.view(state))),
    total_count: total,
    has_more: more,
    next_cursor: more ? encodeCursor({ at: last.requestedAt, id: last.id }) : null,
  };
}
